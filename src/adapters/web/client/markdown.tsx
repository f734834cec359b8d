import { useEffect, useLayoutEffect, useMemo, useRef } from "preact/hooks";
import { highlightBlocks } from "./highlight-blocks.ts";
import { renderBlock, splitBlocks, type SplitText } from "./render-markdown.ts";
import { useSpeech } from "./speech.ts";

/** Some texts take minutes to parse; one that took so long is shown as it is from then on. */
const slowMs = 150;

/** Only blocks that changed are rendered again, so that a selection survives while text streams in. */
export function Markdown(props: {
  readonly text: string;
  /** More of it may come. */
  readonly isGrowing?: boolean;
}) {
  const { text, isGrowing = false } = props;
  const element = useRef<HTMLDivElement>(null);
  const isSlow = useRef(false);
  const last = useRef<SplitText | undefined>(undefined);
  const blocks = useMemo(() => {
    if (isSlow.current) return undefined;
    const startedAt = performance.now();
    last.current = splitBlocks(text, last.current);
    isSlow.current = performance.now() - startedAt > slowMs;
    return last.current?.blocks;
  }, [text]);
  useEffect(() => {
    if (isGrowing || !element.current) return;
    const left = new AbortController();
    void highlightBlocks(element.current, left.signal); // never rejects
    return () => left.abort();
  }, [blocks, isGrowing]);
  return (
    <div class="markdown" ref={element}>
      {blocks === undefined ? (
        <div class="block plain" dir="auto">
          {text}
        </div>
      ) : (
        blocks.map(({ html }, index) => <Block key={index} html={html} />)
      )}
    </div>
  );
}

function Block({ html }: { readonly html: string }) {
  const element = useRef<HTMLDivElement>(null);
  const { markdown } = useSpeech().says;
  useLayoutEffect(() => {
    element.current?.replaceChildren(renderBlock(html, markdown));
  }, [html]);
  return <div class="block" dir="auto" ref={element} />;
}
