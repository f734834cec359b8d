import { createHash } from "node:crypto";
import { ModelError } from "../core/errors.ts";
import type { PromptMessage } from "../core/prompt.ts";
import type { DemoCharacter } from "./demo-character.ts";
import { optimist } from "./demo-optimist.ts";
import { pragmatist } from "./demo-pragmatist.ts";
import { readDemoPrompt } from "./demo-prompt.ts";
import { writeDemoReport } from "./demo-report.ts";
import { skeptic } from "./demo-skeptic.ts";
import { writeDemoTurn } from "./demo-turn.ts";
import { displayName } from "../core/display-name.ts";
import type { Answer, Model } from "./model.ts";
import { wait as realWait } from "./wait.ts";
import type { Wait } from "./wait.ts";

const characters: readonly DemoCharacter[] = [optimist, skeptic, pragmatist];

// A brisk reader's pace: 20 words a second.
const msPerWord = 50;

/** Three scripted characters, so that a table can be tried without any key. */
export function createDemoVoices(wait: Wait = realWait): readonly Model[] {
  return characters.map((character) => ({
    name: character.name,
    displayName: displayName(character.name),
    id: `demo/${character.name}`,
    async ask(messages, { signal, onText }): Promise<Answer> {
      const text = write(character, messages);
      let said = "";
      try {
        await wait(thinkingMs(text), signal);
        for (const word of text.match(/\s*\S+/g) ?? []) {
          await wait(msPerWord, signal);
          said += word;
          onText(word);
        }
      } catch (cause) {
        throw new ModelError("stopped", { partialText: said, cause });
      }
      return {
        outcome: "answered",
        text,
        usage: {
          inputTokens: estimateTokens(messages.map(({ content }) => content).join(" ")),
          outputTokens: estimateTokens(text),
          cachedTokens: undefined,
          reasoningTokens: undefined,
          costNanoUsd: 0,
        },
        answeredBy: `demo/${character.name}`,
      };
    },
  }));
}

function write(character: DemoCharacter, messages: readonly PromptMessage[]): string {
  const prompt = readDemoPrompt(messages);
  if (prompt.linesToRatify.length > 0) {
    const lines = prompt.linesToRatify.map((line) => [line, true] as const);
    return JSON.stringify({ ratified: Object.fromEntries(lines) });
  }
  if (!prompt.wantsReport) return writeDemoTurn(character, prompt);
  return writeDemoReport(
    prompt,
    characters.map(({ name }) => name),
  );
}

/** Between 0.4 and 1.5 seconds, different for each message. */
function thinkingMs(text: string): number {
  return 400 + (createHash("sha256").update(text).digest().readUInt32BE() % 1100);
}

/** English has about four tokens to three words. */
function estimateTokens(text: string): number {
  return Math.round(((text.match(/\S+/g)?.length ?? 0) * 4) / 3);
}
