import { findObjectAnywhere } from "../../features/federation/find-object.ts";
import { viewerOfActor } from "../../features/federation/meet-actor.ts";
import type { MemberViewer } from "../../platform/viewer.ts";
import type { ContentId } from "../../platform/ids.ts";
import { done, refused, type Outcome } from "../../platform/outcome.ts";
import { fetchDocument, otherActorAt, type Fetching } from "./fetching.ts";
import { originOf, readAddress } from "./guard/address.ts";
import { readJson } from "./guard/read-body.ts";
import { hearActor } from "./heard/actor.ts";
import { handleIn, hearWebFinger } from "./heard/web-finger.ts";
import { takeContent } from "./hearing/take.ts";
import { thingAt } from "./hearing/things.ts";

/** What somebody asked for by its address, or its name, elsewhere. */
export type Found = { readonly member: MemberViewer } | { readonly content: ContentId };

export type FindRefusal = "not-an-address" | "unreachable" | "unknown";

/** Looks somebody or something up at another server, as a member asked: by `@camille@other.example`, or by the address of a page or a document. */
export async function findElsewhere(fetching: Fetching, typed: string): Promise<Outcome<Found, FindRefusal>> {
  const text = typed.trim();
  const handle = handleIn(text);
  const address = handle ? await addressOfHandle(fetching, handle) : readAddress(text);
  if (!address) return refused(handle ? "unknown" : "not-an-address");
  const known = await thingAt(fetching, address);
  if (known) return done({ content: known.content });
  const document = await fetchDocument(fetching, address);
  if (!document.done) return refused(document.refusal === "unreachable" ? "unreachable" : "unknown");
  const id = readAddress(document.value["id"]);
  if (!id) return refused("unknown");
  if (hearActor(document.value, { httpAllowed: fetching.httpAllowed, now: fetching.now() })) {
    const actor = await otherActorAt(fetching, id);
    return actor.done ? done({ member: await viewerOfActor(fetching.db, actor.value, fetching.now()) }) : refused("unknown");
  }
  // A document that calls itself otherwise than its address is asked for there.
  const value = id === address ? document : await fetchDocument(fetching, id);
  const author = value.done ? authorOf(value.value) : null;
  if (!value.done || !author || originOf(author) !== originOf(id)) return refused("unknown");
  const from = await otherActorAt(fetching, author);
  if (!from.done) return refused("unreachable");
  const before = await findObjectAnywhere(fetching.db, id);
  if (!before) await takeContent(fetching, from.value, value.value, null);
  const taken = await findObjectAnywhere(fetching.db, id);
  return taken?.content ? done({ content: taken.content }) : refused("unknown");
}

function authorOf(value: Readonly<Record<string, unknown>>): string | null {
  const said = [value["attributedTo"] ?? value["actor"]].flat()[0];
  return readAddress(typeof said === "object" && said !== null && "id" in said ? said.id : said);
}

/** WebFinger (RFC 7033): only what the host of the name itself says of who bears it. */
async function addressOfHandle(fetching: Fetching, handle: string): Promise<string | null> {
  const host = handle.slice(handle.indexOf("@") + 1);
  for (const scheme of fetching.httpAllowed ? ["http", "https"] : ["https"]) {
    const answer = await fetching.outgoing.get(`${scheme}://${host}/.well-known/webfinger?resource=${encodeURIComponent(`acct:${handle}`)}`, { headers: { accept: "application/jrd+json" }, maxBytes: 100_000, timeoutMs: 10_000, redirects: 3 });
    if (!answer.done || answer.value.status !== 200) continue;
    const body = readJson(answer.value.body);
    const found = body.done ? hearWebFinger(body.value, handle) : null;
    if (found?.confirmed) return found.actor;
  }
  return null;
}
