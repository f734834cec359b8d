import type { InlineKeyboardMarkup, MessageEntity } from "grammy/types";
import * as z from "zod";
import { badRequest } from "./api-error.ts";

/** The parameters of a call, or Telegram's refusal. Unlike Telegram, an unknown one is refused too. */
export function parseParameters<Output>(schema: z.ZodType<Output>, parameters: unknown): Output {
  const result = schema.safeParse(parameters);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  throw badRequest(`can't parse ${issue?.path.join(".") || "parameters"}: ${issue?.message}`);
}

export const chatId = z.union([z.int(), z.string().regex(/^(?:-?\d+|@\w+)$/)]);
export const messageId = z.coerce.number().int();
export const flag = z.union([
  z.boolean(),
  z.enum(["true", "false"]).transform((v) => v === "true"),
]);

const entity = z.looseObject({ type: z.string(), offset: z.int(), length: z.int() });

/** Checked further together with the text. */
export const entities = z.custom<MessageEntity[]>(
  (value) => z.array(entity).safeParse(value).success,
  "expected an Array of MessageEntity",
);

const button = z.looseObject({
  text: z.string().min(1),
  style: z.enum(["danger", "success", "primary"], "invalid button style specified").optional(),
});

export const inlineKeyboard = z.custom<InlineKeyboardMarkup>(
  (value) => z.strictObject({ inline_keyboard: z.array(z.array(button)) }).safeParse(value).success,
  "Object expected as reply markup",
);

const otherMarkup = z.union([
  z.object({ force_reply: z.literal(true) }),
  z.object({ remove_keyboard: z.literal(true) }),
  z.object({ keyboard: z.array(z.array(z.unknown())) }),
]);

const replyMarkup = z.union([inlineKeyboard, otherMarkup]);

export const formatting = {
  parse_mode: z.string().optional(),
  link_preview_options: z
    .strictObject({ is_disabled: z.boolean().optional(), url: z.string().optional() })
    .optional(),
};

export const sending = {
  chat_id: chatId,
  message_thread_id: messageId.optional(),
  disable_notification: flag.optional(),
  protect_content: flag.optional(),
  message_effect_id: z.string().optional(),
  reply_parameters: z
    .strictObject({
      message_id: z.int(),
      chat_id: chatId.optional(),
      allow_sending_without_reply: z.boolean().optional(),
      quote: z.string().optional(),
      quote_parse_mode: z.string().optional(),
      quote_entities: entities.optional(),
      quote_position: z.int().optional(),
    })
    .optional(),
  reply_markup: replyMarkup.optional(),
};
export type Sending = z.infer<z.ZodObject<typeof sending>>;
