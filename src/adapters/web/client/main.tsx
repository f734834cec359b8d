import { render } from "preact";
import { App } from "./app.tsx";
import { createDeletions } from "./create-deletions.ts";
import { createDraft } from "./create-draft.ts";
import { createRequests } from "./create-requests.ts";
import { followTable } from "./follow-table.ts";

const page = document.getElementById("page");
if (page) {
  const place = new URLSearchParams(window.location.search).get("place") ?? "web";
  const draft = createDraft(window.localStorage, place);
  const requests = createRequests(draft, place);
  render(
    <App
      live={followTable(place)}
      draft={draft}
      requests={requests}
      deletions={createDeletions(requests)}
    />,
    page,
  );
}
