import { createHash } from "node:crypto";
import type { InlineKeyboardButton, InlineKeyboardMarkup } from "grammy/types";
import type { Button, Link, Reply } from "../../core/reply.ts";
import { limits } from "./format/limits.ts";

/** What Telegram sends into a group with `/start` when the bot came by a link. */
export const addedByLink = "added";
const labelLength = 60;
/** Two that are not longer stand side by side. */
const halfWidth = 16;

/**
 * A button holds at most 64 bytes, so it names its request and its own number; what it stands for is in the
 * stored reply. Where even that is too long, the reply goes without buttons: each is a command, too.
 */
export function keyboardOf(
  requestId: string,
  { buttons, links = [] }: Pick<Reply, "buttons" | "links">,
  botAddress?: string,
): InlineKeyboardMarkup | undefined {
  const last = `${requestId}/${buttons.length - 1}`;
  const isTooLong = Buffer.byteLength(last) > limits.callbackDataBytes;
  const all: readonly InlineKeyboardButton[] = [
    ...(isTooLong ? [] : buttons.map((button, index) => toButton(requestId, button, index))),
    ...(botAddress === undefined ? [] : links.map((link) => toLink(botAddress, link))),
  ];
  if (all.length === 0) return undefined;
  const rows: InlineKeyboardButton[][] = [];
  for (const made of all) {
    const row = rows.at(-1);
    const mayShare = [made, ...(row ?? [])].every(
      ({ text }) => text.length <= halfWidth && kindOf(text) === kindOf(made.text),
    );
    if (row?.length === 1 && mayShare) row.push(made);
    else rows.push([made]);
  }
  return { inline_keyboard: rows };
}

/** Under an answer that is missing or incomplete. It names its message, for no request offered it. */
export function retryKeyboard(messageId: string, label: string): InlineKeyboardMarkup {
  return {
    inline_keyboard: [[{ text: label, callback_data: `message:${messageId}/0`, style: "primary" }]],
  };
}

function toButton(requestId: string, { label, command }: Button, index: number) {
  const style = styleOf(command);
  return {
    text: label.length > labelLength ? `${label.slice(0, labelLength).toWellFormed()}…` : label,
    callback_data: `${requestId}/${index}`,
    ...(style && { style }),
  };
}

/** Ticks stand with ticks, and the buttons that turn pages together. */
function kindOf(label: string): "tick" | "turn" | "other" {
  if (/^[☐☑]/u.test(label)) return "tick";
  return /^◀|▶$/u.test(label) ? "turn" : "other";
}

function toLink(botAddress: string, link: Link): InlineKeyboardButton {
  switch (link.kind) {
    case "add to group":
      return { text: link.label, url: `${botAddress}?startgroup=${addedByLink}` };
    case "project":
      return { text: link.label, copy_text: { text: `${botAddress}?start=p_${link.id}` } };
  }
}

/** What stops or deletes is red, what goes on is blue. */
function styleOf(command: string): "danger" | "success" | "primary" | undefined {
  const last = command.replace(/^\/resume \S+ /, "");
  if (/^\/stop$|^\/instead |^\/project delete .* confirmed$/.test(last)) return "danger";
  if (/^\/(next|continue|retry)\b/.test(last)) return "primary";
  return /^\/consensus\b/.test(last) ? "success" : undefined;
}

type Press =
  | {
      readonly kind: "reply";
      readonly requestId: string;
      readonly index: number;
      readonly pressId: string;
    }
  | { readonly kind: "retry"; readonly messageId: string; readonly pressId: string };

/** What a button names, and the id of the request that pressing it makes: always the same, and short. */
export function parsePress(callbackData: string): Press | undefined {
  const [, requestId, index] = /^([\w:-]+)\/(\d+)$/.exec(callbackData) ?? [];
  if (requestId === undefined) return undefined;
  const digest = createHash("sha256").update(callbackData).digest("base64url").slice(0, 22);
  const pressId = `press:${digest}`;
  const [, messageId] = /^message:(.+)$/.exec(requestId) ?? [];
  return messageId === undefined
    ? { kind: "reply", requestId, index: Number(index), pressId }
    : { kind: "retry", messageId, pressId };
}
