/** Somebody pressed a button of the bot. */
export interface Press {
  readonly id: string;
  /** What the bot said to it; undefined until it does. */
  answer: { readonly text: string | undefined; readonly isAlert: boolean } | undefined;
  /** Telegram takes an answer for a short while only. */
  isExpired: boolean;
}
