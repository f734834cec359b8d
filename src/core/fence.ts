/** The line that opens a fenced block, with its marker and its label. */
export const fenceLine = /^ {0,3}(`{3,}(?=[^`\n]*$)|~{3,})([^\n]*)$/;

export type Fence = { readonly marker: string };

export function isFenceEnd({ marker }: Fence, line: string): boolean {
  const [, closing = "", rest = ""] = fenceLine.exec(line.replace(/\r$/, "")) ?? [];
  return closing[0] === marker[0] && closing.length >= marker.length && rest.trim() === "";
}
