import { z } from "zod";

/** A place as an address names it: that of the page, a chat of Telegram or a topic of one. */
export const placeSchema = z
  .string()
  .regex(/^(web|telegram:-?\d{1,20}(:\d{1,20})?)$/)
  .default("web");
