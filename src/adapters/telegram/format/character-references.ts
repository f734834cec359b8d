/** Decodes `&amp;` and its like, once. Numeric ones are decoded by marked. */
export function decodeNamedReferences(text: string): string {
  return text.replaceAll(/&([a-z]{2,8});/gi, (reference, name) => names.get(name) ?? reference);
}

/** Those that models write. A library has all 2,231 of them, for 30 kB. */
const names: ReadonlyMap<string, string> = new Map([
  ["amp", "&"],
  ["lt", "<"],
  ["gt", ">"],
  ["quot", '"'],
  ["apos", "'"],
  ["nbsp", "\u00A0"],
  ["ndash", "–"],
  ["mdash", "—"],
  ["hellip", "…"],
  ["laquo", "«"],
  ["raquo", "»"],
  ["ldquo", "“"],
  ["rdquo", "”"],
  ["lsquo", "‘"],
  ["rsquo", "’"],
  ["bull", "•"],
  ["middot", "·"],
  ["times", "×"],
  ["deg", "°"],
  ["euro", "€"],
  ["pound", "£"],
  ["copy", "©"],
  ["reg", "®"],
  ["trade", "™"],
  ["rarr", "→"],
  ["larr", "←"],
  ["le", "≤"],
  ["ge", "≥"],
  ["ne", "≠"],
]);
