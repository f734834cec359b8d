import type { File, Message } from "grammy/types";
import * as z from "zod";
import type { ApiCall } from "./api-call.ts";
import { badRequest } from "./api-error.ts";
import { contextOf } from "./message-context.ts";
import { entities, flag, formatting, parseParameters, sending } from "./parameters.ts";
import { checkText } from "./text-rules.ts";
import type { StoredFile, World } from "./world.ts";

const { link_preview_options: _, ...captionFormatting } = formatting;
const sendDocumentSchema = z.strictObject({
  ...sending,
  ...captionFormatting,
  document: z.string(),
  caption: z.string().optional(),
  caption_entities: entities.optional(),
  disable_content_type_detection: flag.optional(),
});
const getFileSchema = z.strictObject({ file_id: z.string() });

export function createFileMethods(world: World) {
  return {
    sendDocument({ parameters, files }: ApiCall): Message.DocumentMessage {
      const given = parseParameters(sendDocumentSchema, parameters);
      const state = world.writableChat(given.chat_id);
      const caption = checkText(
        {
          text: given.caption ?? "",
          parseMode: given.parse_mode,
          entities: given.caption_entities,
        },
        1024,
      );
      const context = contextOf(state, given);
      const file = fileOf(given.document, files);
      return world.post(state, world.bot, {
        ...context,
        document: describeFile(file),
        ...(caption.text !== "" && { caption: caption.text }),
        ...(caption.entities.length > 0 && { caption_entities: caption.entities }),
      });
    },

    getFile({ parameters }: ApiCall): File {
      const { file_id } = parseParameters(getFileSchema, parameters);
      const file = world.files.get(file_id);
      if (file === undefined) throw badRequest("invalid file_id");
      if (file.content.length > 20 * 1024 * 1024) throw badRequest("file is too big");
      const { file_name: _name, ...described } = describeFile(file);
      return { ...described, file_path: `documents/${file.id}` };
    },
  };

  function fileOf(document: string, files: ApiCall["files"]): StoredFile {
    if (!document.startsWith("attach://")) {
      const known = world.files.get(document);
      if (known === undefined) throw badRequest("wrong file identifier/HTTP URL specified");
      return known;
    }
    const upload = files.get(document.slice("attach://".length));
    if (upload === undefined) throw badRequest("there is no document in the request");
    if (upload.content.length === 0) throw badRequest("file must be non-empty");
    return world.storeFile(upload.name, upload.content);
  }
}

export function describeFile(file: StoredFile) {
  return {
    file_id: file.id,
    file_unique_id: `unique-${file.id}`,
    file_name: file.name,
    file_size: file.content.length,
  };
}
