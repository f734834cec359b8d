import type { Consensus } from "./consensus.ts";
import type { Discussion } from "./discussion.ts";
import { nextButtons } from "./next-buttons.ts";
import type { Reply } from "./reply.ts";
import { reportMarkdown } from "./report-markdown.ts";
import type { Texts } from "./texts/english.ts";

/** The report as it is said at its place. */
export function noticeOfReport(discussion: Discussion, consensus: Consensus, texts: Texts): Reply {
  return {
    text: texts.report.isHere,
    markdown: reportMarkdown(discussion, consensus, texts),
    // While it runs, or is about to end, what can come next is said at its end.
    buttons: discussion.stopReason ? [...nextButtons({ ...discussion, consensus }, texts)] : [],
    discussionId: discussion.id,
  };
}

export function noticeOfReportFailure({ id }: Discussion, { report, buttons }: Texts): Reply {
  return {
    text: report.failed,
    buttons: [{ label: buttons.tryAgain, command: `/resume ${id} /consensus` }],
    discussionId: id,
  };
}
