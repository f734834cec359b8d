/** Text as every database takes it: PostgreSQL stores no NUL, and half a surrogate pair is no character. */
export function storable(text: string): string {
  return text.replaceAll("\0", "").toWellFormed();
}
