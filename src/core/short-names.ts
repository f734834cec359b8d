const maxLength = 40;

/**
 * What a model of a router may be called, best first and without end, because a name may be taken: `qwen/qwen3-max`
 * is `qwen3-max`, else `qwen-qwen3-max`, else `qwen-qwen3-max-2`. All can be typed after `@`.
 */
export function* shortNames(id: string): Generator<string, never> {
  const whole = toName(id) || "model";
  yield toName(id.slice(id.lastIndexOf("/") + 1)) || whole;
  yield whole;
  for (let number = 2; ; number += 1) yield `${whole}-${number}`;
}

/** The tag that Ollama gives to what has no other says nothing. */
function toName(text: string): string {
  return text
    .toLowerCase()
    .replace(/:latest$/, "")
    .replaceAll(/[^\w.:-]+/g, "-")
    .slice(0, maxLength)
    .replaceAll(/^[\W_]+|[\W_]+$/g, "");
}
