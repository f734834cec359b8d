import type { Command } from "./command.ts";
import { commands } from "./index.ts";
import { firstWord } from "./words.ts";

type ReadCommand = {
  /** As written, in lower case. */
  readonly name: string;
  /** Undefined when there is none of that name. */
  readonly command: Command | undefined;
  readonly argument: string;
};

/** The command that a text begins with; undefined for plain words. */
export function readCommand(text: string): ReadCommand | undefined {
  const trimmed = text.trim();
  if (!trimmed.startsWith("/")) return undefined;
  const [first, rest] = firstWord(trimmed.slice(1));
  const [second, afterSecond] = firstWord(rest);
  const name = first.toLowerCase();
  const part = commands.find((command) => command.name === `${name} ${second.toLowerCase()}`);
  if (part) return { name, command: part, argument: afterSecond };
  return { name, command: commands.find((command) => command.name === name), argument: rest };
}

/** The names of all commands that a text runs, the outermost first: `/resume 3f2a /stop` runs two. */
export function commandNamesIn(text: string): readonly Command["name"][] {
  const names: Command["name"][] = [];
  for (let read = readCommand(text); read?.command;) {
    const { command, argument } = read;
    names.push(command.name);
    read = readCommand(carriedBy(command.name, argument));
  }
  return names;
}

/** What is run as a part of a command. */
function carriedBy(name: Command["name"], argument: string): string {
  if (name === "instead") return argument;
  return name === "in" || name === "resume" ? firstWord(argument)[1] : "";
}
