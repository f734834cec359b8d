import { z } from "zod";

const messageSchema = z.object({ question: z.unknown() });

/** Says that this process is ready, then answers what it is asked. An error ends the process. */
export function answerParent(answer: (question: unknown) => unknown): void {
  process.on("message", (message) => void respond(message));
  process.once("disconnect", () => process.exit());
  process.send?.("ready");

  async function respond(message: unknown): Promise<void> {
    process.send?.(await answer(messageSchema.parse(message).question));
  }
}
