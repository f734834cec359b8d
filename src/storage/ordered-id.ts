import { randomUUIDv7 } from "node:crypto";

/**
 * For what is made with every question and answer: in the order of time, so that new ones stand side by side in an
 * index and a commit has fewer pages to write. What people call by the beginning of its id needs a random one.
 */
export function orderedId(): string {
  return randomUUIDv7();
}
