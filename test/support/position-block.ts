/** A turn's end as models write it; agreement with seats by label. */
export function positionBlock(
  stance: string,
  agrees: readonly string[] = [],
  more: { readonly changed?: boolean; readonly new_argument?: boolean } = {},
): string {
  const block = {
    stance,
    agrees: Object.fromEntries(agrees.map((label) => [label, true])),
    changed: false,
    new_argument: true,
    ...more,
  };
  return `\n\n\`\`\`position\n${JSON.stringify(block)}\n\`\`\``;
}
