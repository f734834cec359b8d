import type { ApiMethods } from "grammy/types";
import type { ApiCall } from "./api-call.ts";
import { ApiError, tooManyRequests } from "./api-error.ts";
import { createChatMethods } from "./chat-methods.ts";
import type { createFaults } from "./faults.ts";
import { createFileMethods } from "./file-methods.ts";
import type { Outcome } from "./http-door.ts";
import { createMessageMethods } from "./message-methods.ts";
import { createProfileMethods } from "./profile-methods.ts";
import type { createRateLimiter } from "./rate-limiter.ts";
import { createUpdateMethods } from "./update-methods.ts";
import type { UpdateQueue } from "./update-queue.ts";
import type { WebhookDelivery } from "./webhook.ts";
import type { World } from "./world.ts";

/** One call of the bot, as a test sees it afterwards. */
interface RecordedRequest {
  readonly method: string;
  readonly parameters: Readonly<Record<string, unknown>>;
  /** 200, an error code, or 0 where the bot got no answer; undefined while it waits. */
  status: number | undefined;
  description: string | undefined;
}

interface DispatcherDeps {
  readonly token: string;
  readonly world: World;
  readonly queue: UpdateQueue;
  readonly webhook: WebhookDelivery;
  readonly faults: ReturnType<typeof createFaults>;
  readonly checkRate: ReturnType<typeof createRateLimiter> | undefined;
  readonly onChange: () => void;
}

/** What each method answers is checked against grammY's types. */
type Methods = {
  readonly [Name in keyof ApiMethods]?: (
    call: ApiCall,
  ) => ReturnType<ApiMethods[Name]> | Promise<ReturnType<ApiMethods[Name]>>;
};

/** Checks the token, orders faults and limits, calls the method and remembers the call. */
export function createDispatcher(deps: DispatcherDeps) {
  const { world, faults } = deps;
  const requests: RecordedRequest[] = [];
  const methods = {
    ...createUpdateMethods(world, deps.queue, deps.webhook),
    ...createMessageMethods(world),
    ...createFileMethods(world),
    ...createChatMethods(world),
    ...createProfileMethods(world),
  } satisfies Methods;
  // Names are case-insensitive.
  const byName = new Map<string, [string, (call: ApiCall) => unknown]>(
    Object.entries(methods).map(([name, method]) => [name.toLowerCase(), [name, method]]),
  );

  return { call, download, requests };

  async function call(token: string, path: string, apiCall: ApiCall): Promise<Outcome> {
    checkToken(token);
    const [name, method] = byName.get(path.toLowerCase()) ?? [path, undefined];
    const record: RecordedRequest = {
      method: name,
      parameters: apiCall.parameters,
      status: undefined,
      description: undefined,
    };
    requests.push(record);
    deps.onChange();
    try {
      if (method === undefined) throw new ApiError(404, "Not Found: method not found");
      const outcome = await run(name, method, apiCall);
      record.status = outcome.kind === "result" ? 200 : 0;
      return outcome;
    } catch (error) {
      record.status = error instanceof ApiError ? error.code : 500;
      record.description = error instanceof Error ? error.message : String(error);
      throw error;
    } finally {
      deps.onChange();
    }
  }

  async function run(
    name: string,
    method: (apiCall: ApiCall) => unknown,
    apiCall: ApiCall,
  ): Promise<Outcome> {
    const fault = faults.take(name);
    switch (fault?.kind) {
      case "rate_limited":
        throw tooManyRequests(fault.retryAfter);
      case "server_error":
        throw new ApiError(fault.status ?? 502, "Bad Gateway");
      case "refused":
        throw new ApiError(fault.code, fault.description);
      case "hang":
        return { kind: "hang" };
      case "reset":
        if (fault.when === "after") await method(apiCall);
        return { kind: "cut" };
      case undefined:
        checkFlood(name, apiCall);
        return { kind: "result", result: await method(apiCall) };
    }
  }

  function checkFlood(name: string, { parameters }: ApiCall): void {
    const chatId = parameters["chat_id"];
    if (deps.checkRate === undefined) return;
    if (typeof chatId !== "number" && typeof chatId !== "string") return;
    const retryAfter = deps.checkRate(name, world.chatOf(chatId).chat);
    if (retryAfter !== undefined) throw tooManyRequests(retryAfter);
  }

  function download(token: string, path: string): Outcome {
    checkToken(token);
    const file = world.files.get(path.replace(/^documents\//, ""));
    if (file === undefined) throw new ApiError(404, "Not Found");
    return { kind: "file", content: file.content };
  }

  function checkToken(token: string): void {
    if (token !== deps.token) throw new ApiError(401, "Unauthorized");
  }
}
