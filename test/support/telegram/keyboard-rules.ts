import type { InlineKeyboardMarkup } from "grammy/types";
import { badRequest } from "./api-error.ts";

const kinds = [
  "url",
  "callback_data",
  "web_app",
  "login_url",
  "switch_inline_query",
  "switch_inline_query_current_chat",
  "switch_inline_query_chosen_chat",
  "copy_text",
  "disabled",
];

export function checkKeyboard(markup: InlineKeyboardMarkup | undefined): void {
  const buttons = markup?.inline_keyboard.flat() ?? [];
  if (buttons.length > 100) throw badRequest("reply markup is too long");
  for (const button of buttons) {
    const given = kinds.filter((kind) => kind in button);
    if (given.length === 0) throw badRequest("Text buttons are unallowed in the inline keyboard");
    if (given.length > 1) throw badRequest(`a button has both ${given.join(" and ")}`);
    if ("callback_data" in button) {
      const bytes = Buffer.byteLength(button.callback_data);
      if (bytes === 0) throw badRequest("Text buttons are unallowed in the inline keyboard");
      if (bytes > 64) throw badRequest("BUTTON_DATA_INVALID");
    }
    if ("url" in button && !/^(?:https?:\/\/[^/]+\.|tg:\/\/)/i.test(button.url)) {
      throw badRequest(`inline keyboard button URL '${button.url}' is invalid: Wrong HTTP URL`);
    }
    if ("copy_text" in button) {
      const { length } = button.copy_text.text;
      if (length === 0 || length > 256) throw badRequest("BUTTON_COPY_TEXT_INVALID");
    }
  }
}
