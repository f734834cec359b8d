/**
 * Where a table stands: `web`, `telegram:<chat>`, or `telegram:<chat>:<topic>`.
 * Selection and current discussion belong to it.
 */
export type Place = string;

/** Who owns the projects of a place: the chat with all its topics, or `web`. */
export function ownerOf(place: Place): string {
  return place.split(":").slice(0, 2).join(":");
}
