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
import { post } from "./post.ts";
import { readAnswer } from "./read-answer.ts";

export type OpenAiModelOptions = Omit<Endpoint, "router"> & {
  readonly name: string;
  readonly id: string;
  /** Its provider caches only what is marked. */
  readonly marksCache: boolean;
  readonly timeouts: CallTimeouts;
};

const path = "/chat/completions";

/**
 * A model behind any endpoint that speaks OpenAI's chat completions. The client makes each request; moai sends it
 * and reads what comes back, so that there is one rule for retries and one for time.
 */
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
        const body = createRequest(options, messages);
        const { url, req } = await client.buildRequest({ method: "post", path, body });
        const response = await post(url, req, clock.signal);
        isClosed = await readAnswer(response, response.headers, answer, clock.sawLife);
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
