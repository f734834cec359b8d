import type { Api } from "grammy";
import { z } from "zod";

type ApiSignal = NonNullable<Parameters<Api["getMe"]>[0]>;

const schema = z.custom<ApiSignal>((signal) => signal instanceof AbortSignal);

/** grammY is typed for an older form of the same thing. */
export function apiSignal(...signals: AbortSignal[]): ApiSignal {
  return schema.parse(AbortSignal.any(signals));
}
