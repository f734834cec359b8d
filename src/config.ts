import { z } from "zod";
import { ConfigError } from "./core/errors.ts";
import { modelProblems } from "./models/create-models.ts";
import type { ModelSettings } from "./models/endpoint.ts";

export type Config = {
  readonly databaseUrl: string;
  readonly logLevel: string;
  readonly models: ModelSettings;
  /** Calls in flight in this process. */
  readonly concurrency: number;
  readonly web: {
    readonly host: string;
    readonly port: number;
    readonly token: string | undefined;
  };
  readonly telegram:
    | {
        readonly token: string;
        /** Telegram user ids. */
        readonly allowedUsers: ReadonlySet<number> | "everyone";
        /** Telegram chats in which everybody may use the bot. */
        readonly allowedChats: ReadonlySet<number>;
        readonly apiRoot: string | undefined;
      }
    | undefined;
};

const url = z.string().regex(/^https?:\/\/[^\s/]+/);
const seconds = (usual: number) =>
  z.coerce
    .number()
    .min(0.1)
    .max(86_400)
    .default(usual)
    .describe("a number of seconds from 0.1 to 86400");
const secret = z.string().regex(/^\S+$/);
const namedModel = String.raw`\s*[\w.:-]+\s*(=\s*[^\s,=]+\s*)?`;

/** Each variable with what it must be. */
const environment = z.object({
  BOT_TOKEN: z
    .string()
    .regex(/^\d+:[\w-]{20,}$/)
    .optional()
    .describe("the token that BotFather gave: digits, a colon and the rest"),
  ALLOWED_USERS: z
    .string()
    .regex(/^(\*|\s*\d+\s*(,\s*\d+\s*)*)$/)
    .optional()
    .describe("Telegram user ids with commas between, or * for everyone"),
  ALLOWED_CHATS: z
    .string()
    .regex(/^\s*-?\d+\s*(,\s*-?\d+\s*)*$/)
    .optional()
    .describe("Telegram chat ids with commas between; those of groups begin with a minus"),
  TELEGRAM_API_ROOT: url.optional().describe("an http or https address"),
  AI_ROUTER: z
    .enum(["openrouter", "requesty", "ollama", "custom", "demo"])
    .optional()
    .describe("openrouter, requesty, ollama, custom or demo"),
  AI_BASE_URL: url.optional().describe("an http or https address"),
  AI_API_KEY: secret.optional().describe("a key without blanks"),
  AI_REFERER: url.optional().describe("an http or https address"),
  AI_MODELS: z
    .string()
    .regex(new RegExp(`^${namedModel}(,${namedModel})*$`))
    .refine((list) => {
      const names = list.split(",").map((entry) => toNamedModel(entry).name);
      return new Set(names).size === names.length;
    })
    .optional()
    .describe("short names with ids, each name once, like claude=vendor/id,gpt=vendor/id"),
  AI_FIRST_TOKEN_TIMEOUT: seconds(300),
  AI_SILENCE_TIMEOUT: seconds(60),
  AI_TIMEOUT: seconds(1800),
  AI_CONCURRENCY: z.coerce
    .number()
    .int()
    .min(1)
    .max(10_000)
    .default(64)
    .describe("a whole number from 1 to 10000"),
  DATABASE_URL: z
    .string()
    .regex(/^(sqlite:.+|postgres(ql)?:\/\/.+)$/)
    .default("sqlite:./data/moai.db")
    .describe("sqlite:path/to/file.db or postgres://user:password@host/name"),
  HOST: z.string().regex(/^\S+$/).default("127.0.0.1").describe("an address to listen on"),
  PORT: z.coerce
    .number()
    .int()
    .min(0)
    .max(65_535)
    .default(8484)
    .describe("a whole number from 0 to 65535"),
  WEB_TOKEN: z
    .string()
    .regex(/^\S{16,}$/)
    .optional()
    .describe("a secret of at least 16 characters without blanks"),
  LOG_LEVEL: z
    .enum(["fatal", "error", "warn", "info", "debug", "trace", "silent"])
    .default("info")
    .describe("fatal, error, warn, info, debug, trace or silent"),
});

type Environment = z.infer<typeof environment>;

/** Looked at by itself, so that what contradicts itself there is told beside what is wrong elsewhere. */
const modelEnvironment = environment.pick({
  AI_ROUTER: true,
  AI_BASE_URL: true,
  AI_API_KEY: true,
  AI_REFERER: true,
  AI_MODELS: true,
  AI_FIRST_TOKEN_TIMEOUT: true,
  AI_SILENCE_TIMEOUT: true,
  AI_TIMEOUT: true,
});

const secrets: ReadonlySet<string> = new Set([
  "AI_BASE_URL",
  "AI_REFERER",
  "BOT_TOKEN",
  "TELEGRAM_API_ROOT",
  "AI_API_KEY",
  "DATABASE_URL",
  "WEB_TOKEN",
] satisfies (keyof Environment)[]);

type Variables = Readonly<Record<string, string | undefined>>;

/**
 * Throws ConfigError with every problem at once. What `env` does not say, `file` does; an empty variable is the same as
 * none.
 */
export function loadConfig(env: Variables, file: Variables = {}): Config {
  const given = Object.fromEntries(
    [...Object.entries(file), ...Object.entries(env)].filter(
      ([, value]) => value !== undefined && value.trim() !== "",
    ),
  );
  const parsed = environment.safeParse(given);
  const models = modelEnvironment.safeParse(given);
  const problems = [
    ...new Set(parsed.error?.issues.map(({ path: [name] }) => describe(String(name), given))),
    ...contradictions(given),
    ...(models.success ? modelProblems(toModelSettings(models.data)) : []),
  ];
  if (!parsed.success || problems.length > 0) throw new ConfigError(problems);
  return toConfig(parsed.data);
}

function describe(name: string, given: Variables): string {
  const form = environment.keyof().safeParse(name).data;
  const expected = form === undefined ? "" : environment.shape[form].description;
  const received = secrets.has(name) ? "a value that is not shown" : `"${given[name] ?? ""}"`;
  return `${name} is ${received}. It must be ${expected}.`;
}

function contradictions(given: Variables): readonly string[] {
  const host = given["HOST"] ?? "127.0.0.1";
  return [
    ...(given["BOT_TOKEN"] !== undefined && given["ALLOWED_USERS"] === undefined
      ? [
          "ALLOWED_USERS is not set. With BOT_TOKEN it must be Telegram user ids with commas between, or * for everyone.",
        ]
      : []),
    ...(!isLoopback(host) && given["WEB_TOKEN"] === undefined
      ? [
          `WEB_TOKEN is not set. With HOST ${host}, which others can reach, it must be a secret of at least 16 characters.`,
        ]
      : []),
  ];
}

function isLoopback(host: string): boolean {
  return host === "localhost" || host === "::1" || /^127(\.\d{1,3}){3}$/.test(host);
}

function toConfig(env: Environment): Config {
  return {
    databaseUrl: env.DATABASE_URL,
    logLevel: env.LOG_LEVEL,
    models: toModelSettings(env),
    concurrency: env.AI_CONCURRENCY,
    web: { host: env.HOST, port: env.PORT, token: env.WEB_TOKEN },
    telegram: env.BOT_TOKEN === undefined ? undefined : toTelegram(env.BOT_TOKEN, env),
  };
}

function toModelSettings(env: z.infer<typeof modelEnvironment>): ModelSettings {
  return {
    router: env.AI_ROUTER,
    baseUrl: env.AI_BASE_URL,
    apiKey: env.AI_API_KEY,
    referer: env.AI_REFERER,
    models: env.AI_MODELS?.split(",").map(toNamedModel),
    firstTokenTimeoutMs: env.AI_FIRST_TOKEN_TIMEOUT * 1000,
    silenceTimeoutMs: env.AI_SILENCE_TIMEOUT * 1000,
    timeoutMs: env.AI_TIMEOUT * 1000,
  };
}

function toNamedModel(entry: string): { readonly name: string; readonly id: string | undefined } {
  const [name = "", id] = entry.split("=").map((part) => part.trim());
  return { name, id };
}

function toTelegram(token: string, env: Environment): Config["telegram"] {
  const users = env.ALLOWED_USERS?.trim() ?? "";
  return {
    token,
    allowedUsers: users === "*" ? "everyone" : new Set(users.split(",").map(Number)),
    allowedChats: new Set(env.ALLOWED_CHATS?.split(",").map(Number)),
    apiRoot: env.TELEGRAM_API_ROOT,
  };
}
