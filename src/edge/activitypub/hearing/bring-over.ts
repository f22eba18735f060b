import { fetchDocument, otherActorAt, type Fetching } from "../fetching.ts";
import { readAddress, sameOrigin } from "../guard/address.ts";
import { isOfType } from "../heard/content.ts";
import { nameOf } from "../heard/links.ts";
import { importAt } from "./importing.ts";
import { takeSaid } from "./saying.ts";
import { thingAt, type Thing } from "./things.ts";

/** Answers to answers: further up, nobody follows any more. */
const deepest = 12;

/** What stands at an address elsewhere and is to be answered, liked or shared from here: a content, or a comment with all that it answers. Null when its own server shows none. */
export async function bringOver(fetching: Fetching, uri: string, depth = 0): Promise<Thing | null> {
  const known = await thingAt(fetching, uri);
  if (known || depth > deepest) return known;
  const document = await fetchDocument(fetching, uri);
  if (!document.done || document.value["id"] !== uri) return null;
  if (!isOfType(document.value, "Note")) {
    const content = await importAt(fetching, uri);
    return content && { content, comment: null };
  }
  const [answered, author] = [nameOf(document.value["inReplyTo"]), readAddress(nameOf(document.value["attributedTo"]))];
  if (answered === null || author === null || !sameOrigin(author, uri) || !(await bringOver(fetching, answered, depth + 1))) return null;
  const from = await otherActorAt(fetching, author);
  if (!from.done) return null;
  await takeSaid(fetching, from.value, document.value);
  return thingAt(fetching, uri);
}
