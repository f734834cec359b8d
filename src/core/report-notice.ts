import type { Consensus } from "./consensus.ts";
import type { Discussion } from "./discussion.ts";
import { nextButtons } from "./next-buttons.ts";
import type { Reply } from "./reply.ts";
import { reportMarkdown } from "./report-markdown.ts";

/** The report as it is said at its place. */
export function noticeOfReport(discussion: Discussion, consensus: Consensus): Reply {
  return {
    text: "Here is the consensus report.",
    markdown: reportMarkdown(discussion, consensus),
    // While it runs, or is about to end, what can come next is said at its end.
    buttons: discussion.stopReason ? [...nextButtons({ ...discussion, consensus })] : [],
    discussionId: discussion.id,
  };
}

export function noticeOfReportFailure({ id }: Discussion): Reply {
  return {
    text: "The consensus report could not be written: no model gave one that could be read. Nothing is lost; ask for it again later, or choose another secretary with /project set secretary.",
    buttons: [{ label: "Try again", command: `/resume ${id} /consensus` }],
    discussionId: id,
  };
}
