/** Bytes: some file systems take no more than 143 for a whole name. */
const longestTopic = 80;

/**
 * A name from day and topic that every system takes: letters and digits of any script, all else a hyphen. The
 * day in front keeps it from being one that Windows reserves.
 */
export function fileName(createdAt: string, topic: string, extension: string): string {
  const words =
    topic
      .slice(0, 1000)
      .normalize("NFC")
      .match(/[\p{L}\p{N}][\p{L}\p{M}\p{N}]*/gu) ?? [];
  const slug = cut(words.join("-").toLowerCase()) || "discussion";
  return `${createdAt.slice(0, 10)}-${slug}.${extension}`;
}

/** Between characters as people see them, and between words where one ends near the limit. */
function cut(slug: string): string {
  let kept = "";
  for (const { segment } of new Intl.Segmenter("en").segment(slug)) {
    if (Buffer.byteLength(kept + segment) > longestTopic) return kept.replace(/-[^-]{0,12}$/, "");
    kept += segment;
  }
  return kept;
}
