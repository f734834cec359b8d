import { pbkdf2 } from "node:crypto";
import { promisify } from "node:util";

/** Those of Node's pool, which also wait for the disk: four where nobody has set another number. */
const threads = Number(process.env["UV_THREADPOOL_SIZE"] ?? 4);

/** Until this resolves, within parts of a second, nothing that asks for the disk is answered. */
export async function busyDisk(): Promise<void> {
  await Promise.all(
    Array.from({ length: threads }, () => promisify(pbkdf2)("", "", 100_000, 32, "sha1")),
  );
}
