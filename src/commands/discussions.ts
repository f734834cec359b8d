import { UserError } from "../core/errors.ts";
import { ownerOf } from "../core/place.ts";
import * as discussionLists from "../storage/discussion-lists.ts";
import * as places from "../storage/places.ts";
import { type Command, quoted, shortId } from "./command.ts";
import { firstWord } from "./words.ts";

const shown = 10;

export const discussions: Command = {
  name: "discussions",
  async run(ctx) {
    const { place } = ctx.request;
    const all = await discussionLists.list(ctx.db, ownerOf(place), shown);
    if (all.length === 0) {
      return {
        text: "There is no discussion yet. Start one with /discuss and a question.",
        buttons: [],
      };
    }
    const { discussionId } = await places.load(ctx.db, place);
    const lines = all.map(({ id, question, status, createdAt }) => {
      const mark = id === discussionId ? "▸" : "•";
      const state = status === "active" ? "running" : "ended";
      return `${mark} ${shortId(id)} ${quoted(question)}, ${createdAt.slice(0, 10)}, ${state}`;
    });
    return {
      text: ["▸ is current. /resume takes up another.", ...lines].join("\n"),
      buttons: all
        .filter(({ id }) => id !== discussionId)
        .slice(0, 5)
        .map(({ id, question }) => ({ label: question.slice(0, 40), command: `/resume ${id}` })),
    };
  },
};

export const resume: Command = {
  name: "resume",
  async run(ctx, argument) {
    const [word, command] = firstWord(argument);
    const prefix = word.toLowerCase();
    if (prefix === "") throw new UserError("Say which: /resume and an id of /discussions.");
    const { place } = ctx.request;
    const found = /^[0-9a-f-]{2,36}$/.test(prefix)
      ? await discussionLists.findByPrefix(ctx.db, ownerOf(place), prefix)
      : [];
    const [discussion, another] = found;
    if (!discussion) {
      throw new UserError(`No discussion begins with ${quoted(word)}. /discussions lists them.`);
    }
    if (another) {
      throw new UserError(`Several discussions begin with ${quoted(word)}. Write more of the id.`);
    }
    const { id, projectId, question } = discussion;
    await places.update(ctx.db, place, { projectId, discussionId: id });
    if (command !== "") return await ctx.run(command);
    return {
      text: `${quoted(question)} is current.`,
      buttons: [{ label: "Next round", command: "/next" }],
      discussionId: id,
    };
  },
};
