const opening = "<think>";
const closing = "</think>";

export type ThinkFilter = {
  /** Takes the next piece and returns what of it is text. */
  readonly push: (piece: string) => string;
  /** What was held back to the end. */
  readonly end: () => string;
};

/** Drops the block of thought that some local models write in front of their answer. */
export function createThinkFilter(): ThinkFilter {
  let state: "start" | "thinking" | "after" | "text" = "start";
  let held = "";

  return {
    push(piece) {
      if (state === "text") return piece;
      held += piece;
      if (state === "start") {
        const start = held.trimStart();
        if (opening.startsWith(start)) return "";
        state = start.startsWith(opening) ? "thinking" : "text";
      }
      if (state === "thinking") {
        const end = held.indexOf(closing);
        if (end === -1) {
          // Thoughts can be long, and only the beginning of what ends them is needed.
          held = held.slice(1 - closing.length);
          return "";
        }
        held = held.slice(end + closing.length);
        state = "after";
      }
      const text = state === "after" ? held.trimStart() : held;
      if (text === "") return "";
      state = "text";
      held = "";
      return text;
    },
    end: () => (state === "start" ? held : ""),
  };
}
