import type { ExportOf } from "../../../core/reply.ts";

export function exportUrl({ scope, id, format }: ExportOf): string {
  return `/api/exports/${scope}/${id}.${format}`;
}

/** The browser keeps it where it keeps files; its name comes with it. */
export function downloadExport(of: ExportOf): void {
  const link = document.createElement("a");
  link.href = exportUrl(of);
  link.download = "";
  link.click();
}
