import type { WrittenFile } from "../../commands/export-file.ts";

/** A file as a download, chunk by chunk as the browser takes it. */
export function sendExport(file: WrittenFile): Response {
  const chunks = file.chunks[Symbol.asyncIterator]();
  const encoder = new TextEncoder();
  const body = new ReadableStream<Uint8Array>({
    async pull(controller) {
      const chunk = await chunks.next();
      if (chunk.done) controller.close();
      else controller.enqueue(encoder.encode(chunk.value));
    },
    async cancel() {
      await chunks.return?.();
    },
  });
  const plainName = file.name.replaceAll(/[^\w.-]/g, "_");
  return new Response(body, {
    headers: {
      "content-type": file.mediaType,
      // The second form is the true name, the first for those who do not know the second.
      "content-disposition": `attachment; filename="${plainName}"; filename*=UTF-8''${encodeURIComponent(file.name)}`,
      "cache-control": "no-store",
    },
  });
}
