import { ownerOf } from "../core/place.ts";
import * as places from "../storage/places.ts";
import * as stored from "../storage/projects.ts";
import { type Command, shortId } from "./command.ts";

export const projects: Command = {
  name: "projects",
  async run(ctx) {
    const { place } = ctx.request;
    const all = await stored.list(ctx.db, ownerOf(place));
    if (all.length === 0) {
      return {
        text: 'There is no project yet. /project new "Name" makes one.',
        buttons: [{ label: "Make Inbox", command: "/project new Inbox" }],
      };
    }
    const { projectId } = await places.load(ctx.db, place);
    const lines = all.map(({ id, name, models }) => {
      const mark = id === projectId ? "▸" : "•";
      return `${mark} ${name} (${shortId(id)}): ${models.join(", ") || "no models"}`;
    });
    return {
      text: [projectId === null ? "None is selected." : "▸ is selected.", ...lines].join("\n"),
      buttons: all
        .filter(({ id }) => id !== projectId)
        .slice(0, 8)
        .map(({ id, name }) => ({ label: name, command: `/project select ${id}` })),
    };
  },
};
