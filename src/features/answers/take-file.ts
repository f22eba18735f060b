import type { Context } from "../../platform/context.ts";
import type { ContentId } from "../../platform/ids.ts";
import { done, refused, type Outcome } from "../../platform/outcome.ts";
import { uuidv7 } from "uuidv7";
import { formOfFile, largestFile, nameOfFile } from "../forms/private-file.ts";
import { whenAnswering } from "./policy.ts";
import { findCallAnywhere } from "./show-call.ts";
import { countFreeFilesAnywhere, insertFile } from "./store.ts";

// Of one member, sent with no answer yet: deleted after a day.
const mostFree = 12;

export type FileRefusal = "unknown" | "file_large" | "file_kind" | "files_many";

/** Takes a file for an answer that is being written: a fault elsewhere in the form doesn't lose it. */
export async function takeFile({ db, viewer, now }: Context, content: ContentId, file: { readonly name: string; readonly bytes: Uint8Array }): Promise<Outcome<{ id: string; name: string }, FileRefusal>> {
  if (viewer.kind === "visitor") return refused("unknown" as const);
  const call = await findCallAnywhere(db, content);
  if (!call || whenAnswering(viewer, call, now()) !== "taken" || !call.questions.some((each) => each.kind === "file")) return refused("unknown" as const);
  if (file.bytes.length > largestFile) return refused("file_large" as const);
  const form = formOfFile(file.name, file.bytes);
  if (!form) return refused("file_kind" as const);
  if ((await countFreeFilesAnywhere(db, viewer.id)) >= mostFree) return refused("files_many" as const);
  const [id, name] = [uuidv7(), nameOfFile(file.name, form)];
  await insertFile(db, { id, content, member: viewer.id, name, type: form.type, bytes: file.bytes, at: now() });
  return done({ id, name });
}
