import { languageOf, renderSpans } from "./render-markdown.ts";

/** Longer ones are read by programs, and would hold the page up. */
const maxLength = 20_000;

/** Colours the code in a text that does not change any more. Never rejects: without colours it reads as well. */
export async function highlightBlocks(text: HTMLElement, signal: AbortSignal): Promise<void> {
  const blocks = [...text.querySelectorAll("pre > code")].filter(
    (code) => languageOf(code) !== undefined && (code.textContent ?? "").length <= maxLength,
  );
  if (blocks.length === 0) return;
  try {
    const { highlightCode } = await import("./highlight-code.ts");
    for (const code of blocks) {
      // Each in a task of its own, so that many of them hold nobody up.
      await new Promise((resolve) => setTimeout(resolve));
      if (signal.aborted) return;
      const html = highlightCode(code.textContent ?? "", languageOf(code) ?? "");
      if (html !== undefined) code.replaceChildren(renderSpans(html));
    }
  } catch {
    return;
  }
}
