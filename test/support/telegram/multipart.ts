export interface UploadedFile {
  readonly name: string;
  readonly content: Buffer;
}

export interface Multipart {
  readonly fields: ReadonlyMap<string, string>;
  readonly files: ReadonlyMap<string, UploadedFile>;
}

/**
 * `Response.formData()` refuses what grammY sends: no blank after the colons, a file name without
 * quotes.
 */
export function parseMultipart(body: Buffer, contentType: string): Multipart {
  const boundary = /boundary=(?:"([^"]+)"|([^;\s]+))/i.exec(contentType);
  if (boundary === null) throw new Error("a multipart body without a boundary");
  const delimiter = Buffer.from(`--${boundary[1] ?? boundary[2]}`);
  const fields = new Map<string, string>();
  const files = new Map<string, UploadedFile>();
  for (const { headers, content } of splitParts(body, delimiter)) {
    const name = /[;\s]name="?([^";\r\n]*)"?/i.exec(headers)?.[1] ?? "";
    const fileName = /filename=(?:"([^"]*)"|([^;\r\n]*))/i.exec(headers);
    if (fileName === null) fields.set(name, content.toString("utf8"));
    else files.set(name, { name: fileName[1] ?? fileName[2] ?? "", content });
  }
  return { fields, files };
}

function* splitParts(body: Buffer, delimiter: Buffer) {
  let start = body.indexOf(delimiter);
  while (start >= 0) {
    const next = body.indexOf(delimiter, start + delimiter.length);
    if (next < 0) return;
    // Between delimiters: line break, headers, empty line, content, line break.
    const part = body.subarray(start + delimiter.length + 2, next - 2);
    const headersEnd = part.indexOf("\r\n\r\n");
    yield {
      headers: part.subarray(0, Math.max(headersEnd, 0)).toString("utf8"),
      content: part.subarray(headersEnd + 4),
    };
    start = next;
  }
}
