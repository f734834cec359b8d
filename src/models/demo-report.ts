import type { DemoPrompt } from "./demo-prompt.ts";

/** What a scripted secretary reports: valid, and honest about what a script can agree on. */
export function writeDemoReport(prompt: DemoPrompt, characters: readonly string[]): string {
  const voices = prompt.peers.length > 0 ? prompt.peers : characters;
  const views = [
    "Start soon and in small steps.",
    "Wait until somebody has named what would count as failure.",
    "Do the smallest version, with one owner and a date.",
  ];
  return JSON.stringify({
    agreements: [
      "These voices are scripted demo voices: their agreement says nothing about the question.",
      "A first step that is small and can be taken back is better than a long debate.",
    ],
    disagreements: [
      {
        topic: "How much has to be known before the first step",
        positions: Object.fromEntries(
          voices.map((voice, index) => [voice, views[index % views.length]]),
        ),
      },
    ],
  });
}
