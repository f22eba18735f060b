import { findSubjectBySlug } from "../../../features/federation/find-subject.ts";
import { findMemberAnywhere } from "../../../features/members/show-member.ts";
import type { TerritoryId } from "../../../platform/ids.ts";
import { mentionsIn, withoutMention } from "../../../platform/text/mentions.ts";
import { parseBody } from "../../../platform/text/parse-body.ts";
import { toMarkdown } from "../../../platform/text/to-markdown.ts";
import type { Speaking } from "../own-actors.ts";

/** What a visitor typed, with those whom it names here by their whole name: at the visitor's home, the same handle is somebody else's. */
export async function withWholeNames({ db, directory }: Speaking, typed: string, territory: TerritoryId | null): Promise<string> {
  const body = parseBody({ body: typed });
  if (!body.done) return typed;
  let text = body.value;
  for (const handle of mentionsIn(text)) {
    const member = await findMemberAnywhere(db, handle);
    const structure = member || !territory ? null : await findSubjectBySlug(db, "structure", handle, territory);
    const home = member?.home ?? structure?.territory;
    if (home) text = withoutMention(text, handle, `@${handle}@${new URL(directory().originOf(home)).host}`);
  }
  return text === body.value ? typed : toMarkdown(text);
}
