import type { Bot } from "grammy";
import type { Log } from "../../log.ts";
import { apiSignal } from "./api-signal.ts";
import type { Clock } from "./clock.ts";
import { joinFragments, mayGoOn } from "./join-fragments.ts";

const pollSeconds = 30;
/** For the rest of a text that Telegram cut. */
const restMs = 1000;
const mostPieces = 25;
const wanted = ["message", "edited_message", "callback_query", "my_chat_member"] as const;

/**
 * Asks for updates and handles them one after another, until something goes wrong or `signal` aborts. They are
 * confirmed when all of them are handled, so a crash brings them again. This is grammY's own polling but for one
 * thing: it may look twice before it takes a text to be whole.
 */
export function createPoll(deps: {
  readonly bot: Bot;
  readonly clock: Clock;
  readonly log: Log;
  readonly signal: AbortSignal;
}): () => Promise<void> {
  const { bot, clock, signal } = deps;
  let offset = 0;

  return async () => {
    while (!signal.aborted) {
      let updates = await ask(pollSeconds);
      // Only a new piece is worth another look: others may chat all the time.
      for (
        let looks = 0, seen = 0;
        mayGoOn(updates.slice(seen)) && looks < mostPieces;
        looks += 1
      ) {
        seen = updates.length;
        await clock.wait(restMs, signal);
        updates = await ask(0);
      }
      for (const update of joinFragments(updates)) {
        try {
          await bot.handleUpdate(update);
        } catch (error) {
          deps.log.error(
            { update: update.update_id, err: error },
            "an update could not be handled",
          );
        }
      }
      offset = updates.reduce((next, { update_id: id }) => Math.max(next, id + 1), offset);
    }
  };

  async function ask(timeout: number) {
    return await bot.api.getUpdates(
      { offset, timeout, allowed_updates: wanted },
      apiSignal(signal),
    );
  }
}
