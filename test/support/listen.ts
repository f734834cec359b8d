import { once } from "node:events";
import type { Server } from "node:net";
import { z } from "zod";

const addressSchema = z.object({ port: z.int() });

/** Has a server listen on loopback. Resolves with its port, which was free. */
export async function listen(server: Server): Promise<number> {
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return addressSchema.parse(server.address()).port;
}
