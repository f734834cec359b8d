import type { Update, UserFromGetMe, WebhookInfo } from "grammy/types";
import * as z from "zod";
import type { ApiCall } from "./api-call.ts";
import { ApiError, badRequest } from "./api-error.ts";
import { flag, parseParameters } from "./parameters.ts";
import type { UpdateQueue } from "./update-queue.ts";
import type { WebhookDelivery } from "./webhook.ts";
import type { World } from "./world.ts";

const allowedUpdates = z.array(z.string()).optional();
const getUpdatesSchema = z.strictObject({
  offset: z.int().default(0),
  limit: z.int().min(1).max(100).default(100),
  timeout: z.int().min(0).max(50).default(0),
  allowed_updates: allowedUpdates,
});
const setWebhookSchema = z.strictObject({
  url: z.string(),
  secret_token: z.string().optional(),
  ip_address: z.string().optional(),
  max_connections: z.int().min(1).max(100).optional(),
  allowed_updates: allowedUpdates,
  drop_pending_updates: flag.optional(),
});
const deleteWebhookSchema = z.strictObject({ drop_pending_updates: flag.optional() });

export function createUpdateMethods(world: World, queue: UpdateQueue, webhook: WebhookDelivery) {
  return {
    getMe: (): UserFromGetMe => world.bot,

    async getUpdates({ parameters, signal }: ApiCall): Promise<Update[]> {
      const given = parseParameters(getUpdatesSchema, parameters);
      if (webhook.state().url !== "") {
        throw new ApiError(
          409,
          "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first",
        );
      }
      if (given.allowed_updates !== undefined) queue.allow(given.allowed_updates);
      return queue.waitAndTake({ ...given, timeoutMs: given.timeout * 1000, signal });
    },

    async setWebhook({ parameters }: ApiCall): Promise<true> {
      const given = parseParameters(setWebhookSchema, parameters);
      if (given.url !== "") checkWebhook(given.url, given.secret_token);
      if (given.allowed_updates !== undefined) queue.allow(given.allowed_updates);
      if (given.drop_pending_updates === true) queue.drop();
      queue.endPoll(new ApiError(409, "Conflict: terminated by setWebhook request"));
      await webhook.set(
        given.url === "" ? undefined : { url: given.url, secretToken: given.secret_token },
      );
      return true;
    },

    async deleteWebhook({ parameters }: ApiCall): Promise<true> {
      const given = parseParameters(deleteWebhookSchema, parameters);
      await webhook.set(undefined);
      if (given.drop_pending_updates === true) queue.drop();
      return true;
    },

    getWebhookInfo(): WebhookInfo {
      const { url, lastError } = webhook.state();
      return {
        url,
        has_custom_certificate: false,
        pending_update_count: queue.state().pending,
        ...(lastError !== undefined && {
          last_error_message: lastError,
          last_error_date: world.seconds(),
        }),
      };
    },
  };
}

/** Telegram wants HTTPS; tests listen on this machine without. */
function checkWebhook(url: string, secretToken = ""): void {
  const parsed = URL.parse(url);
  const isLocal = parsed?.hostname === "127.0.0.1" || parsed?.hostname === "localhost";
  if (parsed === null || (parsed.protocol !== "https:" && !isLocal)) {
    throw badRequest("bad webhook: An HTTPS URL must be provided for webhook");
  }
  if (secretToken.length > 256) throw badRequest("secret token is too long");
  if (!/^[\w-]*$/.test(secretToken)) {
    throw badRequest("secret token contains unallowed characters");
  }
}
