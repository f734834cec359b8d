import { type DestinationStream, type Logger, pino } from "pino";

export type Log = Logger;

/** Lines carry ids, never prompts, answers or tokens; what could hold a key is cut out all the same. */
export function createLog(level: string, destination?: DestinationStream): Log {
  return pino(
    {
      level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      redact: {
        paths: ["err.headers", "err.request", "err.cause", "*.token", "*.key"],
        remove: true,
      },
    },
    destination ?? pino.destination({ fd: 2, sync: true }),
  );
}
