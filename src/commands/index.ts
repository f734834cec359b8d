import { ask } from "./ask.ts";
import type { Command } from "./command.ts";
import { consensus } from "./consensus.ts";
import { continueDiscussion } from "./continue-discussion.ts";
import { discuss } from "./discuss.ts";
import { discussions, resume } from "./discussions.ts";
import { exportCommand } from "./export.ts";
import { createHelp } from "./help.ts";
import { importCommand } from "./import.ts";
import { inProject } from "./in.ts";
import { language } from "./language.ts";
import { next } from "./next.ts";
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
import { retry } from "./retry.ts";
import { say } from "./say.ts";
import { settings } from "./settings.ts";
import { start } from "./start.ts";
import { status } from "./status.ts";
import { instead, stop } from "./stop.ts";
import { team } from "./team.ts";
import { teamFind } from "./team-find.ts";

const all: readonly Command[] = [
  start,
  open,
  discuss,
  ask,
  next,
  say,
  stop,
  consensus,
  exportCommand,
  importCommand,
  continueDiscussion,
  retry,
  discussions,
  resume,
  status,
  projects,
  team,
  teamFind,
  settings,
  projectNew,
  projectSelect,
  projectRename,
  projectModels,
  projectInfo,
  projectSet,
  projectDelete,
  inProject,
  instead,
  language,
];

/** Everything that a person can ask for, in the order of `/help`. */
export const commands: readonly Command[] = [...all, createHelp(all)];
