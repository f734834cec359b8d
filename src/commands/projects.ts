import { ownerOf } from "../core/place.ts";
import * as places from "../storage/places.ts";
import * as stored from "../storage/projects.ts";
import { type Command, shortId } from "./command.ts";
import { inboxName } from "./inbox.ts";

export const projects: Command = {
  name: "projects",
  async run(ctx) {
    const { place } = ctx.request;
    const { project: says, buttons } = ctx.texts;
    const all = await stored.list(ctx.db, ownerOf(place));
    if (all.length === 0) {
      return {
        text: says.noneYet,
        buttons: [{ label: buttons.makeInbox(inboxName), command: `/project new ${inboxName}` }],
      };
    }
    const { projectId } = await places.load(ctx.db, place);
    const lines = all.map(({ id, name, models }) => {
      const mark = id === projectId ? "▸" : "•";
      return `${mark} ${says.line(name, shortId(id), models.join(", ") || says.noModels)}`;
    });
    return {
      text: [projectId === null ? says.noneIsSelected : says.mark, ...lines].join("\n"),
      buttons: all
        .filter(({ id }) => id !== projectId)
        .slice(0, 8)
        .map(({ id, name }) => ({ label: name, command: `/project select ${id}` })),
    };
  },
};
