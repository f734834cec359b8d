import { GrammyError, HttpError } from "grammy";

/** What a failed call means for what was to be shown. */
export type TelegramFailure =
  /** Telegram asks for silence. Nothing was shown. */
  | { readonly kind: "flood"; readonly retryAfterMs: number }
  /** Telegram was out of reach before it heard anything, or in trouble. Nothing was shown. */
  | { readonly kind: "away" }
  /** Nobody knows whether it was shown. */
  | { readonly kind: "unknown" }
  /** Stands there like that already. */
  | { readonly kind: "unchanged" }
  /** What was to be edited is gone. */
  | { readonly kind: "missing" }
  /** The group became a supergroup: it lives on under another id. */
  | { readonly kind: "moved"; readonly chatId: number }
  /** Blocked, sent away, or the chat is no more. For good. */
  | { readonly kind: "gone" }
  /** The token is not accepted. For good. */
  | { readonly kind: "unauthorized" }
  | { readonly kind: "rejected"; readonly description: string };

/** Never sent: the connection itself was refused. */
const unreached = /ECONNREFUSED|ENOTFOUND|EAI_AGAIN|ENETUNREACH|EHOSTUNREACH/;

export function classifyTelegramFailure(error: unknown): TelegramFailure {
  if (error instanceof HttpError) {
    return unreached.test(codeOf(error.error)) ? { kind: "away" } : { kind: "unknown" };
  }
  if (!(error instanceof GrammyError)) throw error;
  const { error_code: code, description, parameters } = error;
  if (code === 429) return { kind: "flood", retryAfterMs: (parameters.retry_after ?? 1) * 1000 };
  if (code === 401 || code === 404) return { kind: "unauthorized" };
  if (code === 403) return { kind: "gone" };
  if (code >= 500) return { kind: "away" };
  if (parameters.migrate_to_chat_id !== undefined) {
    return { kind: "moved", chatId: parameters.migrate_to_chat_id };
  }
  if (/message is not modified/i.test(description)) return { kind: "unchanged" };
  if (/message to edit not found|message can't be edited/i.test(description)) {
    return { kind: "missing" };
  }
  if (
    /chat not found|user is deactivated|topic.*(closed|deleted|not found)|thread not found|rights to send (a|text) message|no write access|CHAT_WRITE_FORBIDDEN/i.test(
      description,
    )
  ) {
    return { kind: "gone" };
  }
  return { kind: "rejected", description };
}

function codeOf(error: unknown): string {
  return typeof error === "object" && error !== null && "code" in error ? String(error.code) : "";
}
