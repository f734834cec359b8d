/**
 * What Telegram accepts, from core.telegram.org/bots/api (10.3) where no other source is named.
 * Lengths are UTF-16 units after parsing, unless the name says bytes.
 */
export const limits = {
  messageText: 4096,
  caption: 1024,
  /** Later ones are dropped in silence: tdlib, MessageEntity.cpp, "server-side limit". */
  entities: 100,
  callbackDataBytes: 64,
  callbackAnswer: 200,
  copyText: 256,
  commands: 100,
  commandName: 32,
  commandDescription: 256,
  botName: 64,
  botDescription: 512,
  botShortDescription: 120,
  startPayload: 64,
  /** core.telegram.org/bots/faq; a local server allows more. */
  uploadBytes: 50 * 1024 * 1024,
  downloadBytes: 20 * 1024 * 1024,
  /** Not documented; longer ones are shown as text rather than risked. */
  url: 2048,
} as const;
