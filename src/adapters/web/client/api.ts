import { hc } from "hono/client";
import type { Api } from "../api.ts";

/** The calls that the server takes, with their types. */
export const api = hc<Api>("/api");
