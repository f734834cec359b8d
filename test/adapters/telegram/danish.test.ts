import { afterEach, expect, test } from "vitest";
import { ModelError } from "../../../src/core/errors.ts";
import { positionBlock } from "../../support/position-block.ts";
import { scriptedModel } from "../../support/scripted-model.ts";
import { layFastTable } from "../../support/telegram/lay-fast-table.ts";

let table: Awaited<ReturnType<typeof layFastTable>>;

afterEach(async () => {
  await table.close();
});

const report = JSON.stringify({
  agreements: [
    {
      claim: "En letbane koster mere end byen har.",
      by: ["claude", "gpt"],
      when: "independent",
    },
  ],
  disagreements: [
    {
      topic: "Busser",
      positions: { claude: "Elbusser med det samme", gpt: "Vent et år" },
      crux: "Prisen på batterier",
    },
  ],
  changed_minds: [{ who: "gpt", from: "nu", to: "senere", because: "prisen" }],
  open_questions: ["Hvem betaler?"],
});

/** Speaks Danish, as models do when they are asked in it. */
function speak(messages: readonly { readonly content: string }[]): string {
  const all = messages.map(({ content }) => content).join("\n");
  if (all.includes("A secretary has written down")) {
    return '{"ratified": {"agreement 1": true, "disagreement 1": "Vent to år"}}';
  }
  if (all.includes("You are the secretary")) return report;
  return `Det har byen ikke råd til.${positionBlock("nej")}`;
}

test("a Dane is spoken to in Danish, from /start to the report", async () => {
  table = await layFastTable(() => [
    scriptedModel("claude", speak),
    scriptedModel("gpt", speak),
    scriptedModel("gemini", () => {
      throw new ModelError("no_credit");
    }),
  ]);
  const { chat, says, presses } = table.fake
    .user({ id: 7, name: "Anne", language_code: "da" })
    .inPrivate();

  says("/start");
  await table.said(chat, /^moai/);
  says("/project new Havnebyen");
  await table.said(chat, /^Havnebyen/);
  says("/discuss 1 Skal en lille havneby bygge en letbane?");
  await table.said(chat, /^Slut.*\s\$\.$/);
  presses("Konsensus");
  await table.said(chat, /^Konsensus[^]*Skrevet af Claude\.$/);

  const texts = table.fake.replies(chat);
  expect(texts).toContain("Gemini\nGemini svarede ikke: der er ikke flere penge på kontoen.");
  expect(texts).toContain("GPT · runde 2\nDet har byen ikke råd til.");
  expect(screen()).toMatchInlineSnapshot(`
    "> /start

    moai sætter flere AI-modeller om samme bord. Du spørger; de svarer side om side, læser hinanden og diskuterer.
    Ved bordet: Claude, GPT, Gemini.
    Skriv et spørgsmål, så spørger jeg hvem det er til.
    Med /discuss og et spørgsmål diskuterer de det igennem; /consensus fortæller hvad de nåede frem til.
    Skriv claude: foran dine ord for at tale til én alene.
    /help viser alt.
    [Prøv et eksempel] [Hjælp]
    [Føj mig til en gruppe]

    > /project new Havnebyen

    Havnebyen er oprettet og valgt. På holdet: claude, gpt, gemini. Spørg dem alle med /open og dit spørgsmål.

    > /discuss 1 Skal en lille havneby bygge en letbane?

    Ved bordet: Claude, GPT, Gemini. De svarer først hver for sig og diskuterer så i 1 runde.

    Slut efter sidste runde. Ikke alle blev hørt: Gemini i åbningen (der er ikke flere penge på kontoen). 2 runder, 60 tokens, 0,00 $.
    [Næste runde] [Konsensus]
    [Spørg de manglende igen]
    [Eksportér] [Spørg én]

    Claude skriver rapporten.

    Konsensus

    Enighed, uafhængigt af hinanden i åbningen

    • En letbane koster mere end byen har. (Claude, GPT)

    Uenighed

    • Busser
      • Claude: Elbusser med det samme (afviser det: ”Vent to år”)
      • GPT: Vent et år (afviser det: ”Vent to år”)
      • Stridens kerne: Prisen på batterier

    Ændrede holdninger

    • GPT gik fra ”nu” til ”senere” med begrundelsen: prisen

    Åbne spørgsmål

    • Hvem betaler?

    Skrevet af Claude.
    [Næste runde]
    [Spørg de manglende igen]
    [Eksportér] [Spørg én]"
  `);

  /** What stands in the chat but for the answers, which come in any order, and the progress. */
  function screen(): string {
    return table.fake
      .messages(chat)
      .filter(({ text = "" }) => !/^(?:Claude|GPT|Gemini)(?: · |\n)/.test(text))
      .map(({ from, text = "", reply_markup }) => {
        const isProgress = text.startsWith("Ved bordet: ");
        const rows = isProgress ? [] : (reply_markup?.inline_keyboard ?? []);
        const buttons = rows.map((row) => row.map((button) => `[${button.text}]`).join(" "));
        const said = isProgress ? text.replace(/\n[^]*/, "") : text;
        return [from?.is_bot ? said : `> ${said}`, ...buttons].join("\n");
      })
      .join("\n\n");
  }
});

async function untilStopped(
  _prompt: unknown,
  { signal }: { readonly signal: AbortSignal },
): Promise<string> {
  await new Promise((resolve) => {
    signal.addEventListener("abort", resolve);
  });
  throw new ModelError("stopped");
}

test("a group is in the language of who speaks first, for everybody", async () => {
  table = await layFastTable(() => [scriptedModel("claude", untilStopped)]);
  const group = table.fake.group("Havnekontoret");
  const anne = table.fake.user({ id: 7, name: "Anne", language_code: "da" }).in(group);
  const bob = table.fake.user({ id: 8, name: "Bob", language_code: "en" }).in(group);

  anne.removesBot();
  anne.addsBot();
  await table.said(group, /^moai sætter[^]*Jeg ser kommandoer og svar til mig, og intet andet/);
  anne.says("/open Hvor er kranen?");
  await table.said(group, /^Spurgt: Claude\./);
  bob.says("/stop");
  await table.said(group, /^Det kan kun den der spurgte, eller en administrator af gruppen\.$/);
  const old = bob.pressesData("telegram:1/0");
  const answer = await table.fake.until(() => old.answer);

  expect(answer.text).toBe("This button is from another time. Send the command again.");
});
