import { ask } from "./ask.ts";
import type { Command } from "./command.ts";
import { createHelp } from "./help.ts";
import { inProject } from "./in.ts";
import { open } from "./open.ts";
import {
  projectDelete,
  projectInfo,
  projectModels,
  projectNew,
  projectRename,
  projectSelect,
} from "./project.ts";
import { projectSet } from "./project-set.ts";
import { projects } from "./projects.ts";
import { start } from "./start.ts";
import { status } from "./status.ts";

const all: readonly Command[] = [
  start,
  open,
  ask,
  status,
  projects,
  projectNew,
  projectSelect,
  projectRename,
  projectModels,
  projectInfo,
  projectSet,
  projectDelete,
  inProject,
];

/** Everything that a person can ask for, in the order of `/help`. */
export const commands: readonly Command[] = [...all, createHelp(all)];
