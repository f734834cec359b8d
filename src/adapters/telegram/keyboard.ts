import type { InlineKeyboardMarkup } from "grammy/types";
import type { Reply } from "../../core/reply.ts";

const labelLength = 60;

/**
 * A button holds at most 64 bytes, so it names its request and its own number; what it stands for is in the
 * stored reply.
 */
export function keyboardOf(
  requestId: string,
  { buttons }: Reply,
): InlineKeyboardMarkup | undefined {
  if (buttons.length === 0) return undefined;
  return {
    inline_keyboard: buttons.map(({ label }, index) => [
      {
        text: label.length > labelLength ? `${label.slice(0, labelLength)}…` : label,
        callback_data: `${requestId}/${index}`,
      },
    ]),
  };
}

export function parsePress(
  callbackData: string,
): { readonly requestId: string; readonly index: number } | undefined {
  const [, requestId, index] = /^([\w:-]+)\/(\d+)$/.exec(callbackData) ?? [];
  return requestId === undefined ? undefined : { requestId, index: Number(index) };
}
