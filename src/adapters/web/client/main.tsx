import { render } from "preact";
import { App } from "./app.tsx";
import { createDraft } from "./create-draft.ts";
import { createRequests } from "./create-requests.ts";
import { followTable } from "./follow-table.ts";

const page = document.getElementById("page");
if (page) {
  const draft = createDraft(window.localStorage);
  render(<App live={followTable()} draft={draft} requests={createRequests(draft)} />, page);
}
