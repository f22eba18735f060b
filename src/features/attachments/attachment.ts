import type { AttachmentId } from "../../platform/ids.ts";

/** A file that a text offers to take away. */
export interface Attachment {
  readonly id: AttachmentId;
  readonly hash: string;
  readonly name: string;
  /** One of `acceptedTypes`. */
  readonly type: string;
  /** In bytes. */
  readonly size: number;
}

export const largestAttachment = 20_000_000;

/** What may be offered, by what it is, with the ending of its name. Nothing that a browser runs. */
export const acceptedTypes: Readonly<Record<string, string>> = {
  "application/pdf": "pdf",
  "application/vnd.oasis.opendocument.text": "odt",
  "application/vnd.oasis.opendocument.spreadsheet": "ods",
  "application/vnd.oasis.opendocument.presentation": "odp",
  "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "docx",
  "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": "xlsx",
  "application/vnd.openxmlformats-officedocument.presentationml.presentation": "pptx",
  "application/epub+zip": "epub",
  "audio/mpeg": "mp3",
  "text/csv": "csv",
  "text/plain": "txt",
};
