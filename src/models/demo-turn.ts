import { createHash } from "node:crypto";
import type { DemoCharacter } from "./demo-character.ts";
import type { DemoPrompt } from "./demo-prompt.ts";

/** Everything is chosen by the question, so that the same question plays the same scene. */
export function writeDemoTurn(character: DemoCharacter, prompt: DemoPrompt): string {
  const { round, peers, remark } = prompt;
  const says = (lines: readonly string[], peer: string) => {
    const start = hash(prompt.question, character.name);
    const line = lines[(start + round) % lines.length] ?? "";
    return [remark === undefined ? [] : character.remark, line, character.disclosure]
      .flat()
      .map((text) => fill(text, prompt, peer))
      .join("\n\n");
  };
  if (round === 1 || peers.length === 0) return says(character.openings, "");

  const agrees = peers.map((peer) => agreesWith(character, prompt, peer, round));
  const isConvinced = !agrees.includes(false);
  const addressed = isConvinced
    ? hash(prompt.question, round) % peers.length
    : agrees.indexOf(false);
  const peer = peers[addressed] ?? "";
  const changed =
    isConvinced && peers.some((seat) => !agreesWith(character, prompt, seat, round - 1));
  const position = {
    stance: fill(
      isConvinced ? character.stance.agreeing : character.stance.objecting,
      prompt,
      peer,
    ),
    agrees: Object.fromEntries(peers.map((seat, index) => [seat, agrees[index]])),
    changed,
    because: changed ? character.changedBecause : "",
    new_argument: round === 2 || sceneOf(prompt) !== "stalemate",
    confidence: isConvinced ? 0.8 : 0.6,
  };
  const text = says(isConvinced ? character.agreements : character.objections, peer);
  return `${text}\n\n\`\`\`position\n${JSON.stringify(position)}\n\`\`\``;
}

/** The whole table plays one of these: agreement in round 3, in round 4, or none at all. */
function sceneOf(prompt: DemoPrompt): "quick" | "slow" | "stalemate" {
  const number = hash(prompt.question) % 3;
  if (number === 0) return "quick";
  return number === 1 ? "slow" : "stalemate";
}

function agreesWith(
  character: DemoCharacter,
  prompt: DemoPrompt,
  peer: string,
  round: number,
): boolean {
  if (round === 1) return false;
  const isInclined = hash(prompt.question, character.name, peer) % 2 === 0;
  switch (sceneOf(prompt)) {
    case "quick":
      return isInclined || round >= 3;
    case "slow":
      return isInclined || round >= 4;
    case "stalemate":
      return isInclined && character.name !== "skeptic";
  }
}

function fill(text: string, { topic, remark = "" }: DemoPrompt, peer: string): string {
  return text
    .replaceAll("{topic}", () => topic)
    .replaceAll("{remark}", () => remark)
    .replaceAll("{peer}", () => peer);
}

function hash(...parts: readonly (string | number)[]): number {
  return createHash("sha256").update(parts.join("\n")).digest().readUInt32BE();
}
