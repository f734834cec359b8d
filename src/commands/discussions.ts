import { UserError } from "../core/errors.ts";
import { ownerOf } from "../core/place.ts";
import * as discussionLists from "../storage/discussion-lists.ts";
import * as places from "../storage/places.ts";
import { type Command, shortened, shortId } from "./command.ts";
import { runElsewhere } from "./run-elsewhere.ts";
import { firstWord } from "./words.ts";

const shown = 10;

export const discussions: Command = {
  name: "discussions",
  async run(ctx) {
    const { place } = ctx.request;
    const all = await discussionLists.list(ctx.db, ownerOf(place), shown);
    if (all.length === 0) {
      return { text: ctx.texts.discussions.none, buttons: [] };
    }
    const { discussionId } = await places.load(ctx.db, place);
    const { discussions: says, format } = ctx.texts;
    const lines = all.map(({ id, question, status, createdAt }) => {
      const mark = id === discussionId ? "▸" : "•";
      const state = status === "active" ? says.running : says.ended;
      const day = format.day(createdAt);
      return `${mark} ${says.line(shortId(id), shortened(question), day, state)}`;
    });
    return {
      text: [says.title, ...lines].join("\n"),
      buttons: all
        .filter(({ id }) => id !== discussionId)
        .slice(0, 5)
        .map(({ id, question }) => ({ label: shortened(question), command: `/resume ${id}` })),
    };
  },
};

export const resume: Command = {
  name: "resume",
  async run(ctx, argument) {
    const [word, command] = firstWord(argument);
    const prefix = word.toLowerCase();
    if (prefix === "") throw new UserError((texts) => texts.discussions.sayWhich);
    const { place } = ctx.request;
    const found = /^[0-9a-f-]{2,36}$/.test(prefix)
      ? await discussionLists.findByPrefix(ctx.db, ownerOf(place), prefix)
      : [];
    const [discussion, another] = found;
    if (!discussion) {
      throw new UserError((texts) => texts.discussions.unknown(shortened(word)));
    }
    if (another) {
      throw new UserError((texts) => texts.discussions.several(shortened(word)));
    }
    const { id, projectId, question } = discussion;
    const select = () => places.update(ctx.db, place, { projectId, discussionId: id });
    if (command !== "") return await runElsewhere(ctx, select, command);
    await select();
    return {
      text: ctx.texts.discussion.current(shortened(question)),
      buttons: [{ label: ctx.texts.buttons.next, command: "/next" }],
      discussionId: id,
    };
  },
};
