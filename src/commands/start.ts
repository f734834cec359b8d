import type { Command } from "./command.ts";

export const start: Command = {
  name: "start",
  form: "",
  summary: "says what moai is",
  async run(ctx) {
    const names = [...ctx.models.values()].map((model) => model.displayName).join(", ");
    return {
      text: [
        "moai seats several AI models at one table. You ask; they answer side by side.",
        `At the table: ${names}.`,
        "/open and a question asks them all, /ask and a name asks one.",
        "/help lists everything.",
      ].join("\n"),
      buttons: [
        { label: "Projects", command: "/projects" },
        { label: "Help", command: "/help" },
      ],
    };
  },
};
