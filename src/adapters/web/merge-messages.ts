type Said =
  | { readonly kind: "person"; readonly id: string; readonly seq: number }
  | {
      readonly kind: "model";
      readonly id: string;
      readonly seq: number;
      readonly roundNumber: number;
      readonly model: string;
      readonly isDirect: boolean;
    };

/** By seq, each once. A turn that failed and was tried again stands where it was said at last. */
export function mergeMessages<Message extends Said>(
  known: readonly Message[],
  added: readonly Message[],
): readonly Message[] {
  const byKey = new Map<string, Message>();
  for (const message of [...known, ...added].toSorted((one, other) => one.seq - other.seq)) {
    byKey.delete(keyOf(message));
    byKey.set(keyOf(message), message);
  }
  return [...byKey.values()];
}

function keyOf(message: Said): string {
  return message.kind === "person" || message.isDirect
    ? message.id
    : JSON.stringify([message.roundNumber, message.model]);
}
