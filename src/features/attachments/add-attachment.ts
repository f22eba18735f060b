import { createHash } from "node:crypto";
import type { Context } from "../../platform/context.ts";
import type { FileStore } from "../../platform/files/file-store.ts";
import { newId, type AttachmentId, type TerritoryId } from "../../platform/ids.ts";
import { done, refused, type Outcome } from "../../platform/outcome.ts";
import type { Attachment } from "./attachment.ts";
import { readAttachment, type AttachmentRefusal } from "./read-attachment.ts";
import { insertAttachment } from "./store.ts";

/** Takes a member's file: theirs to offer in what they write. The file first, then the row that names it. */
export async function addAttachment({ db, viewer, now }: Context, files: FileStore, territory: TerritoryId, file: { readonly bytes: Uint8Array; readonly called: string }): Promise<Outcome<Attachment, AttachmentRefusal | "sign-in">> {
  if (viewer.kind === "visitor") return refused("sign-in" as const);
  const read = await readAttachment(file.bytes, file.called);
  if (!read.done) return read;
  const hash = createHash("sha256").update(file.bytes).digest("hex");
  await files.put(`${hash}.bin`, file.bytes);
  const attachment: Attachment = { id: newId<AttachmentId>(), hash, ...read.value, size: file.bytes.length };
  await insertAttachment(db, { ...attachment, territory, owner: viewer.id, at: now() });
  return done(attachment);
}
