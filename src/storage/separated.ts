const joiners = "-+/.@:_~#%&=?<>";

/**
 * SQL for what PostgreSQL searches of a text: its first 100,000 characters, and blanks for what it would take for a part
 * of a word. It takes `GPT-4`, addresses and paths for one word each, and leaves tags out; people look for the parts.
 */
export function separated(column: "question" | "content"): string {
  return `translate(left(${column}, 100000), '${joiners}', '${" ".repeat(joiners.length)}')`;
}
