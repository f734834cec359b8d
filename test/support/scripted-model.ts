import { displayName } from "../../src/core/display-name.ts";
import type { PromptMessage } from "../../src/core/prompt.ts";
import type { Answer, Model } from "../../src/models/model.ts";

export type Script = (
  prompt: readonly PromptMessage[],
  options: { readonly signal: AbortSignal; readonly onText: (text: string) => void },
) => Promise<string | Answer> | string | Answer;

/** A voice that says what the script says; it streams its whole text at once. */
export function scriptedModel(name: string, script: Script): Model {
  return {
    name,
    displayName: displayName(name),
    id: `scripted/${name}`,
    async ask(prompt, options) {
      const said = await script(prompt, options);
      const answer = typeof said === "string" ? answered(said) : said;
      options.onText(answer.text);
      return answer;
    },
  };
}

export function answered(text: string, costNanoUsd = 0): Answer {
  return {
    outcome: "answered",
    text,
    usage: {
      inputTokens: 10,
      outputTokens: 5,
      cachedTokens: undefined,
      reasoningTokens: undefined,
      costNanoUsd,
    },
    answeredBy: undefined,
  };
}
