import type { Api } from "grammy";
import type { Document } from "grammy/types";
import { UserError } from "../../core/errors.ts";
import { apiSignal } from "./api-signal.ts";
import { limits } from "./format/limits.ts";

/** Everybody else waits for it: the updates behind it are handled after it. */
const timeoutMs = 10_000;
const text = new TextDecoder("utf-8", { fatal: true });

/** A text that somebody sent as a file. Throws UserError with a sentence for everything else. */
export async function readDocument(
  api: Api,
  { file_id, file_name = "document.txt", file_size = 0 }: Document,
  addressOf: (filePath: string) => string,
): Promise<{ readonly name: string; readonly content: string }> {
  if (file_size > limits.downloadBytes) {
    throw new UserError(({ telegram }) => telegram.documentTooLarge(file_name));
  }
  const bytes = await download(api, file_id, addressOf);
  if (!bytes) throw new UserError(({ telegram }) => telegram.documentNotFetched(file_name));
  const content = decode(bytes);
  if (content === undefined) {
    throw new UserError(({ telegram }) => telegram.documentNoText(file_name));
  }
  return { name: file_name, content };
}

async function download(
  api: Api,
  fileId: string,
  addressOf: (filePath: string) => string,
): Promise<Uint8Array | undefined> {
  const signal = AbortSignal.timeout(timeoutMs);
  try {
    const { file_path = "" } = await api.getFile(fileId, apiSignal(signal));
    const response = await fetch(addressOf(file_path), { signal });
    return response.ok ? await response.bytes() : undefined;
  } catch {
    // Whatever it was, the person can send the file again; the address holds the token and is not logged.
    return undefined;
  }
}

function decode(bytes: Uint8Array): string | undefined {
  try {
    const content = text.decode(bytes);
    return content.includes("\0") ? undefined : content;
  } catch {
    return undefined;
  }
}
