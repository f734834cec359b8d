import OpenAI from "openai";
import type { ChatCompletionCreateParamsStreaming } from "openai/resources/chat/completions";
import { ModelError } from "../core/errors.ts";
import type { PromptMessage } from "../core/prompt.ts";
import { createAnswerCollector } from "./answer-collector.ts";
import { withCacheMarks } from "./cache-marks.ts";
import { createCallClock } from "./call-clock.ts";
import type { CallTimeouts } from "./call-clock.ts";
import { displayName } from "../core/display-name.ts";
import type { Answer, Model } from "./model.ts";
import { classifyFailure } from "./provider-failure.ts";
import type { Endpoint } from "./endpoint.ts";
import { httpFetch, takeBody } from "./http-fetch.ts";
import { readAnswer } from "./read-answer.ts";

export type OpenAiModelOptions = Omit<Endpoint, "router"> & {
  readonly name: string;
  readonly id: string;
  /** Its provider caches only what is marked. */
  readonly marksCache: boolean;
  readonly timeouts: CallTimeouts;
};

/** A model behind any endpoint that speaks OpenAI's chat completions. */
export function createOpenAiModel(options: OpenAiModelOptions): Model {
  const client = createClient(options);
  return {
    name: options.name,
    displayName: displayName(options.name),
    id: options.id,
    async ask(messages, { signal, onText }): Promise<Answer> {
      const clock = createCallClock(options.timeouts, signal);
      const answer = createAnswerCollector(onText);
      let isClosed = false;
      let failure: unknown;
      try {
        // `chat.completions.create` watches each value of the body while it is written, and says nothing more.
        const response = await client
          .post("/chat/completions", {
            body: createRequest(options, messages),
            stream: true,
            signal: clock.signal,
          })
          .asResponse();
        const body = takeBody(response);
        if (body) isClosed = await readAnswer(body, response.headers, answer, clock.sawLife);
      } catch (error) {
        failure = error;
      } finally {
        clock.stop();
      }

      // What is complete has been paid for: it counts even when the stream breaks behind it.
      const ending = answer.ending();
      if (ending === "complete" || (ending === "none" && isClosed)) return answer.finish();

      const partial = { partialText: answer.text(), usage: answer.usage() };
      if (signal.aborted) throw new ModelError("stopped", partial);
      if (clock.signal.aborted) throw new ModelError("timeout", partial);
      const { outcome, isTransient, retryAfterMs, summary } = classifyFailure(failure);
      throw new ModelError(outcome, {
        retryable: isTransient && !answer.hasBegun(),
        retryAfterMs,
        ...partial,
        cause: new Error(summary),
      });
    },
  };
}

function createClient(options: OpenAiModelOptions): OpenAI {
  return new OpenAI({
    apiKey: options.apiKey,
    baseURL: options.baseUrl,
    defaultHeaders: options.headers,
    fetch: httpFetch,
    // One rule for retries and one for time, ours; the longest delay that a timer can hold.
    maxRetries: 0,
    timeout: 2 ** 31 - 1,
    logLevel: "off",
    // Else taken from the environment and sent to whichever provider this is.
    adminAPIKey: null,
    organization: null,
    project: null,
  });
}

function createRequest(
  options: OpenAiModelOptions,
  messages: readonly PromptMessage[],
): ChatCompletionCreateParamsStreaming {
  const request: ChatCompletionCreateParamsStreaming = {
    model: options.id,
    messages: [...(options.marksCache ? withCacheMarks(messages) : messages)],
    stream: true,
    stream_options: { include_usage: true },
  };
  const cost = { usage: { include: true } };
  return options.asksForCost ? { ...request, ...cost } : request;
}
