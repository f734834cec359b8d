import { computed, effect } from "@preact/signals";
import { render } from "preact";
import { App } from "./app.tsx";
import { createDeletions } from "./create-deletions.ts";
import { createDraft } from "./create-draft.ts";
import { createRequests } from "./create-requests.ts";
import { followTable } from "./follow-table.ts";
import { speechOf } from "./speech.ts";

const page = document.getElementById("page");
if (page) {
  const place = new URLSearchParams(window.location.search).get("place") ?? "web";
  const draft = createDraft(window.localStorage, place);
  const live = followTable(place);
  const speech = computed(() => {
    const { language } = live.table.value ?? {};
    return speechOf(language === undefined ? navigator.languages : [language]);
  });
  effect(() => {
    document.documentElement.lang = speech.value.code;
  });
  const requests = createRequests(draft, place, speech);
  render(
    <App
      live={live}
      speech={speech}
      draft={draft}
      requests={requests}
      deletions={createDeletions(requests)}
    />,
    page,
  );
}
