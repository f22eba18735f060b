import type { OtherActor } from "../../features/federation/actor.ts";
import { viewerOfActor } from "../../features/federation/meet-actor.ts";
import type { MemberViewer } from "../../platform/viewer.ts";
import type { ContentId } from "../../platform/ids.ts";
import { done, refused, type Outcome } from "../../platform/outcome.ts";
import { fetchDocument, otherActorAt, type DocumentRefusal, type Fetching } from "./fetching.ts";
import { readAddress } from "./guard/address.ts";
import type { JsonObject } from "./guard/json.ts";
import { readJson } from "./guard/read-body.ts";
import { hearActor } from "./heard/actor.ts";
import { handleIn, hearWebFinger } from "./heard/web-finger.ts";
import { importAt, importDocument } from "./hearing/importing.ts";
import { thingAt } from "./hearing/things.ts";
import { acceptsActivity } from "./media-type.ts";

/** What somebody asked for by its address, or its name, elsewhere. */
export type Found = { readonly member: MemberViewer } | { readonly content: ContentId };

export type FindRefusal = "not-an-address" | "unreachable" | "unknown";

/** The address that somebody typed, or that stands behind the name that they typed. */
async function addressNamed(fetching: Fetching, typed: string): Promise<Outcome<string, FindRefusal>> {
  const text = typed.trim();
  const handle = handleIn(text);
  const address = handle ? await addressOfHandle(fetching, handle) : readAddress(text);
  return address ? done(address) : refused(handle ? "unknown" : "not-an-address");
}

/** Looks somebody or something up at another server, as a member asked: by `@camille@other.example`, or by the address of a page or a document. */
export async function findElsewhere(fetching: Fetching, typed: string): Promise<Outcome<Found, FindRefusal>> {
  const named = await addressNamed(fetching, typed);
  if (!named.done) return named;
  const address = named.value;
  const known = await thingAt(fetching, address);
  if (known) return done({ content: known.content });
  const document = await documentBehind(fetching, address);
  if (!document.done) return refused(document.refusal === "unreachable" ? "unreachable" : "unknown");
  const id = readAddress(document.value["id"]);
  if (!id) return refused("unknown");
  if (hearActor(document.value, { httpAllowed: fetching.httpAllowed, now: fetching.now() })) {
    const actor = await otherActorAt(fetching, id);
    return actor.done && actor.value.state === "active" ? done({ member: await viewerOfActor(fetching.db, actor.value, fetching.now()) }) : refused("unknown");
  }
  const content = id === address ? await importDocument(fetching, id, document.value) : await importAt(fetching, id);
  return content ? done({ content }) : refused("unknown");
}

/** Somebody of another server, as their own document says now: for what is decided about them. */
export async function findPersonElsewhere(fetching: Fetching, typed: string): Promise<Outcome<OtherActor, FindRefusal>> {
  const named = await addressNamed(fetching, typed);
  if (!named.done) return named;
  const address = named.value;
  const document = await documentBehind(fetching, address);
  const id = document.done ? readAddress(document.value["id"]) : null;
  if (!id) return refused(!document.done && document.refusal === "unreachable" ? "unreachable" : "unknown");
  const actor = await otherActorAt(fetching, id, { fresh: true, now: true });
  return actor.done && actor.value.state === "active" ? actor : refused("unknown");
}

/** The document that stands at an address, or that the page there names: by an answer that leads to it, or by `rel="alternate"`. */
async function documentBehind(fetching: Fetching, address: string): Promise<Outcome<JsonObject, DocumentRefusal>> {
  const document = await fetchDocument(fetching, address);
  if (document.done || (document.refusal !== "foreign" && document.refusal !== "unreadable")) return document;
  if (!fetching.httpAllowed && !address.startsWith("https:")) return document;
  const page = await fetching.outgoing.get(address, { headers: { accept: `${acceptsActivity}, text/html;q=0.5` }, maxBytes: pageBytes, timeoutMs: 10_000, redirects: 3, ...staying(fetching) });
  if (!page.done || page.value.status !== 200) return document;
  const named = namedBy(page.value.headers["content-type"] ?? "", page.value.body);
  return named && named !== address ? fetchDocument(fetching, named) : document;
}

/** Where everybody speaks with a certificate, no redirect leads to where nobody does. */
function staying({ httpAllowed }: Fetching) {
  return httpAllowed ? {} : { stay: "https" as const };
}

const pageBytes = 1_000_000;
const mostLinks = 200;

function namedBy(type: string, body: Uint8Array): string | null {
  if (!/^text\/html\b/i.test(type)) {
    const read = readJson(body);
    return read.done ? readAddress(read.value["id"]) : null;
  }
  const head = new TextDecoder().decode(body.subarray(0, 200_000));
  for (const [tag] of [...head.matchAll(/<link\b[^<>]{1,2000}>/gi)].slice(0, mostLinks)) {
    const said = (name: string) => new RegExp(`\\s${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)')`, "i").exec(tag)?.slice(1).find((each) => each !== undefined) ?? "";
    if (/\balternate\b/i.test(said("rel")) && /^application\/(?:activity\+json|ld\+json)/i.test(said("type"))) return readAddress(said("href").replaceAll("&amp;", "&"));
  }
  return null;
}

/** WebFinger (RFC 7033): only what the host of the name itself says of who bears it. Who is called otherwise there, after a host that was given up, is asked for by that name. */
async function addressOfHandle(fetching: Fetching, handle: string, led = false): Promise<string | null> {
  const host = handle.slice(handle.indexOf("@") + 1);
  for (const scheme of fetching.httpAllowed ? ["http", "https"] : ["https"]) {
    const answer = await fetching.outgoing.get(`${scheme}://${host}/.well-known/webfinger?resource=${encodeURIComponent(`acct:${handle}`)}`, { headers: { accept: "application/jrd+json" }, maxBytes: 100_000, timeoutMs: 10_000, redirects: 3, ...staying(fetching) });
    if (!answer.done || answer.value.status !== 200) continue;
    const body = readJson(answer.value.body);
    const found = body.done ? hearWebFinger(body.value, handle) : null;
    if (found?.confirmed) return found.actor;
    if (found && !led && found.subject !== handle) return addressOfHandle(fetching, found.subject, true);
  }
  return null;
}
