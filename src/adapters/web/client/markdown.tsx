import { useLayoutEffect, useMemo, useRef } from "preact/hooks";
import { renderBlock, splitBlocks } from "./render-markdown.ts";

/** Only blocks that changed are rendered again, so that a selection survives while text streams in. */
export function Markdown({ text }: { readonly text: string }) {
  const blocks = useMemo(() => splitBlocks(text), [text]);
  return (
    <div class="markdown">
      {blocks.map((block, index) => (
        <Block key={index} html={block} />
      ))}
    </div>
  );
}

function Block({ html }: { readonly html: string }) {
  const element = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    element.current?.replaceChildren(renderBlock(html));
  }, [html]);
  return <div class="block" dir="auto" ref={element} />;
}
