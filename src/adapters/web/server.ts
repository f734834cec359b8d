import { createAdaptorServer } from "@hono/node-server";
import { ConfigError } from "../../core/errors.ts";
import { ensurePage, pageDirectory as builtPage } from "./build-page.ts";
import { createWeb, type WebDeps } from "./create-web.ts";

export type Web = { readonly url: string; close(): Promise<void> };

export type StartWebDeps = Omit<WebDeps, "pageDirectory"> & {
  readonly host: string;
  readonly port: number;
  /** Another place for the built page; where nothing is built yet, it is built there. */
  readonly pageDirectory?: string;
};

/** Builds the page where it is missing, listens, and resolves once it does. Port 0 takes a free one. */
export async function startWeb(deps: StartWebDeps): Promise<Web> {
  const { pageDirectory = builtPage, log } = deps;
  await ensurePage(pageDirectory).catch((error: unknown) => {
    log.error({ err: error }, "the page could not be built; moai goes on without it");
  });
  const closing = new AbortController();
  const app = createWeb({ ...deps, pageDirectory }, closing.signal);
  const server = createAdaptorServer({ fetch: app.fetch });
  const listening = Promise.withResolvers<void>();
  server.once("listening", listening.resolve);
  server.once("error", (error) => listening.reject(listenProblem(error, deps)));
  server.listen(deps.port, deps.host);
  await listening.promise;
  const address = server.address();
  const port = typeof address === "object" && address ? address.port : deps.port;

  return {
    url: `http://${deps.host.includes(":") ? `[${deps.host}]` : deps.host}:${port}/`,
    async close() {
      closing.abort();
      const closed = Promise.withResolvers<void>();
      server.close(() => closed.resolve());
      if ("closeAllConnections" in server) server.closeAllConnections();
      await closed.promise;
    },
  };
}

function listenProblem(
  error: Error,
  { host, port }: { readonly host: string; readonly port: number },
) {
  const code = "code" in error ? error.code : undefined;
  const problems = new Map<unknown, string>([
    [
      "EADDRINUSE",
      `PORT ${port} is in use by another program. Stop it, or set PORT to another number; 0 takes a free one.`,
    ],
    ["EACCES", `PORT ${port} may not be used by this user. Set PORT to a number above 1023.`],
    [
      "EADDRNOTAVAIL",
      `HOST ${host} is no address of this machine. Set HOST to 127.0.0.1 or one of its own.`,
    ],
    [
      "ENOTFOUND",
      `HOST ${host} is no address of this machine. Set HOST to 127.0.0.1 or one of its own.`,
    ],
  ]);
  const problem = problems.get(code);
  return problem === undefined ? error : new ConfigError([problem], { cause: error });
}
