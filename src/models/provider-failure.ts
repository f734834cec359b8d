import { APIConnectionError, APIError } from "openai";
import { z } from "zod";
import type { Outcome } from "../core/outcome.ts";
import { readRetryAfter } from "./retry-after.ts";

export type ProviderFailure = {
  readonly outcome: Outcome;
  /** Whether the same request may succeed in a moment. */
  readonly isTransient: boolean;
  readonly retryAfterMs: number | undefined;
  /** For the log: statuses and codes, never the provider's text, which can quote a key or a prompt. */
  readonly summary: string;
};

/** Says what an error of the client or of its stream means. */
export function classifyFailure(error: unknown): ProviderFailure {
  if (error instanceof APIError && !(error instanceof APIConnectionError)) {
    return classifyReply(error);
  }
  const code = findSystemCode(error);
  return {
    outcome: "network",
    // The rest (unreadable events, an end without a reason) is a server that speaks another language.
    isTransient: error instanceof APIConnectionError || code !== undefined,
    retryAfterMs: undefined,
    summary: code === undefined ? "the stream broke" : `the connection failed with ${code}`,
  };
}

const outcomeByCode: ReadonlyMap<string, Outcome> = new Map([
  ["authentication_error", "auth"],
  ["content_filter", "refused"],
  ["content_policy_violation", "refused"],
  ["context_length_exceeded", "too_long"],
  ["insufficient_quota", "no_credit"],
  ["invalid_api_key", "auth"],
  ["invalid_request_error", "rejected"],
  ["rate_limit_error", "rate_limited"],
  ["rate_limit_exceeded", "rate_limited"],
]);

const tooLong =
  /context_length_exceeded|exceed_context_size|maximum (?:context|prompt) length|(?:prompt|input) is too long|too many tokens|exceeds the maximum number of tokens/i;

// The client declares text, but OpenRouter sends the HTTP status as `code`; inside a stream it is
// the only one.
const label = z.union([z.string(), z.number()]).transform(String).catch("");
const labelsSchema = z.object({ code: label, type: label });

function classifyReply(error: APIError): ProviderFailure {
  const { code, type } = labelsSchema.parse(error);
  const status = error.status ?? (/^[45]\d\d$/.test(code) ? Number(code) : undefined);
  const outcome = outcomeOf(error, status, code, type);
  return {
    outcome,
    isTransient: outcome === "rate_limited" || outcome === "network",
    retryAfterMs: error.headers && readRetryAfter(error.headers, Date.now()),
    summary: `the provider answered with ${[status, code, type].filter(isPlain).join(" ") || "an error"}`,
  };
}

function outcomeOf(
  error: APIError,
  status: number | undefined,
  code: string,
  type: string,
): Outcome {
  const canBeTooLong = status === undefined || [400, 413, 422].includes(status);
  if (status === 413 || (canBeTooLong && tooLong.test(`${code} ${error.message}`))) {
    return "too_long";
  }
  if (status === 402 || type === "insufficient_quota") return "no_credit";
  if (status === 403 && isModeration(error)) return "refused";
  return outcomeByCode.get(code) ?? outcomeOfStatus(status) ?? outcomeByCode.get(type) ?? "network";
}

function outcomeOfStatus(status: number | undefined): Outcome | undefined {
  if (status === undefined) return undefined;
  if (status === 401 || status === 403) return "auth";
  if (status === 408) return "timeout";
  if (status === 429) return "rate_limited";
  return status >= 500 ? "network" : "rejected";
}

const moderationSchema = z.object({ metadata: z.object({ reasons: z.array(z.string()) }) });

/** OpenRouter answers 403 for a wrong key and for a question that its moderation stopped. */
function isModeration(error: APIError): boolean {
  return moderationSchema.safeParse(error.error).success;
}

const causeSchema = z.object({ code: z.unknown().optional(), cause: z.unknown().optional() });

function findSystemCode(error: unknown): string | undefined {
  const link = causeSchema.safeParse(error);
  if (!link.success) return undefined;
  const { code, cause } = link.data;
  return typeof code === "string" && isPlain(code) ? code : findSystemCode(cause);
}

function isPlain(word: string | number | undefined): boolean {
  return word !== undefined && /^[\w.-]{1,40}$/.test(String(word));
}
