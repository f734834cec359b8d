import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { databases, type TestDatabase } from "../support/databases.ts";
import { layTable, type Table } from "../support/lay-table.ts";

describe.each(databases)("the language of a place on $name", ({ open }) => {
  let database: TestDatabase;
  let table: Table;

  beforeEach(async () => {
    database = await open();
    table = layTable(database);
  });

  afterEach(async () => {
    await table.close();
    await database.close();
  });

  test("is that of its first request, and stays", async () => {
    const first = await table.say("/start", "telegram:7", "da");
    const second = await table.say("/nonsens", "telegram:7", "en");
    const elsewhere = await table.say("/start", "telegram:8", "en-GB");

    expect(first.text).toMatch(/^moai sætter flere AI-modeller om samme bord\./);
    expect(first.buttons.map(({ label }) => label)).toEqual(["Prøv et eksempel", "Hjælp"]);
    expect(second.text).toBe("Kommandoen /nonsens findes ikke. /help viser dem alle.");
    expect(elsewhere.text).toMatch(/^moai seats several AI models at one table\./);
  });

  test("is English where nobody says another, until somebody does", async () => {
    const unknown = await table.say("/start");
    const known = await table.say("/start", "web", "da-DK");

    expect(unknown.text).toMatch(/^moai seats/);
    expect(known.text).toMatch(/^moai sætter/);
  });

  test("is changed by a button, or by its code or name", async () => {
    const offer = await table.say("/language");
    const danish = await table.say(offer.buttons[1]?.command ?? "");
    const english = await table.say("/language ENGLISH");
    const help = await table.say("/help");

    expect(offer).toMatchObject({
      text: "moai speaks English here. The models answer in the language of the question.",
      isPanel: true,
      buttons: [
        { label: "☑ English", command: "/language en" },
        { label: "☐ Dansk", command: "/language da" },
      ],
    });
    expect(danish).toMatchObject({
      text: "moai taler dansk her. Modellerne svarer på det sprog du spørger på.",
      buttons: [{ label: "☐ English" }, { label: "☑ Dansk" }],
    });
    expect(english.text).toBe(offer.text);
    expect(help.text).toMatch(/^\/language \[da\]: /m);
  });

  test.each([
    [
      "/language klingon",
      "moai does not speak “klingon”. It speaks en, da: /language and one of these.",
    ],
    [`/language ${"x".repeat(5000)}`, expect.stringContaining(`“${"x".repeat(40)}…”`)],
    ["/language ../../etc", expect.stringContaining("It speaks en, da")],
  ])("%.30s is answered with what is spoken", async (text, answer) => {
    const reply = await table.say(text);

    expect(reply.text).toEqual(answer);
  });

  test.each(["", "*", "-", "x".repeat(5000), "da; drop table place", "æø"])(
    "is English for a reader of %.20j",
    async (language) => {
      const reply = await table.say("/start", "web", language);

      expect(reply.text).toMatch(/^moai seats/);
    },
  );
});
