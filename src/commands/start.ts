import type { Command } from "./command.ts";

export const start: Command = {
  name: "start",
  form: "",
  summary: "says what moai is",
  async run(ctx) {
    const models = [...ctx.models.values()];
    const names = models.map((model) => model.displayName).join(", ");
    const [first] = models;
    return {
      text: [
        "moai seats several AI models at one table. You ask; they answer side by side, read each other and argue.",
        `At the table: ${names}.`,
        "Write a question, and I ask whom it is for.",
        "/discuss and a question lets them argue it out; /consensus says what came of it.",
        `${first ? `${first.name}:` : "A name"} before your words speaks to one alone.`,
        "/help lists everything.",
      ].join("\n"),
      buttons: [
        { label: "Ask an example", command: "/in Inbox /open Is a hot dog a sandwich?" },
        { label: "Projects", command: "/projects" },
        { label: "Help", command: "/help" },
      ],
    };
  },
};
