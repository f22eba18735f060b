import { meetActor } from "../../features/federation/meet-actor.ts";
import { isBlockedAnywhere } from "../../features/federation/find-server.ts";
import { findOtherActorAnywhere, findOwnActorByUriAnywhere } from "../../features/federation/find-actor.ts";
import { hostOfUri } from "../../features/federation/server.ts";
import type { OtherActor, OwnKey } from "../../features/federation/actor.ts";
import type { OutgoingClient } from "../../platform/fetch/outgoing.ts";
import type { FileStore } from "../../platform/files/file-store.ts";
import type { Throttle } from "../../platform/limits.ts";
import { done, refused, type Outcome } from "../../platform/outcome.ts";
import { hearActor } from "./heard/actor.ts";
import { originOf } from "./guard/address.ts";
import type { JsonObject } from "./guard/json.ts";
import { readBody } from "./guard/read-body.ts";
import { acceptsActivity } from "./media-type.ts";
import { ownActorOf, signingKeyOf, type Speaking } from "./own-actors.ts";
import { findSubject } from "../../features/federation/find-subject.ts";
import { signedHeaders } from "./signing.ts";

export interface Fetching extends Speaking {
  readonly outgoing: OutgoingClient;
  /** Between servers of one machine that speak without a certificate; never elsewhere. */
  readonly httpAllowed: boolean;
  readonly files: FileStore;
  /** How much is done for one server in a while. */
  readonly quota: (name: string, points: number, seconds: number) => Throttle;
}

/** Why a document of another server can't be read. `gone`: its server says that it is no more. */
export type DocumentRefusal = "blocked" | "gone" | "unreachable" | "unreadable" | "foreign";

const documentBytes = 1_000_000;

/** A document at its own address, as its server serves it: nothing else is believed of it. Signed, for those who answer only to whom they know. */
export async function fetchDocument(fetching: Fetching, uri: string, as: OwnKey | null = null): Promise<Outcome<JsonObject, DocumentRefusal>> {
  const origin = originOf(uri);
  if (!origin || (!fetching.httpAllowed && !uri.startsWith("https:"))) return refused("foreign");
  if (await isBlockedAnywhere(fetching.db, hostOfUri(uri) ?? "")) return refused("blocked");
  const answer = await fetching.outgoing.get(uri, { headers: await headersFor(fetching, uri, as), maxBytes: documentBytes, timeoutMs: 10_000, redirects: 3, stay: "same-origin" });
  // What another host serves is that host's word (FEP-fe34), and nobody sends us to knock at others' doors.
  if (!answer.done) return refused(answer.refusal === "left-origin" ? "foreign" : "unreachable");
  if (answer.value.status === 410 || answer.value.status === 404) return refused("gone");
  if (answer.value.status !== 200) return refused("unreachable");
  const body = readBody(answer.value.body, answer.value.headers["content-type"] ?? "", null);
  if (!body.done) return refused("unreadable");
  const id = body.value["id"];
  return typeof id === "string" && originOf(id) === origin ? done(body.value) : refused("foreign");
}

/** Signed by one of ours: by a territory, as which one doesn't matter, unless said. */
async function headersFor(fetching: Fetching, uri: string, as: OwnKey | null): Promise<Record<string, string>> {
  // All that is sent is signed, what is asked for too.
  const asked = { accept: acceptsActivity };
  if (as) return signedHeaders(as, "cavage", uri, null, asked);
  const territory = fetching.directory().territories[0];
  const subject = territory ? await findSubject(fetching.db, "territory", territory.id, territory.id) : null;
  const key = subject ? await signingKeyOf(fetching, await ownActorOf(fetching, subject)) : null;
  return key ? signedHeaders(key, "cavage", uri, null, asked) : asked;
}

/** How long what we know of somebody is good enough; and how soon it may be asked again when it turned out wrong. */
const freshHours = 24;
const againMinutes = 10;

/** Whether what is known of somebody is good enough without asking again. */
export function isFresh(known: OtherActor, now: Temporal.Instant): boolean {
  return Temporal.Instant.compare(known.readAt.add({ hours: freshHours }), now) > 0;
}

/** Somebody of another server, as known or as their own document says: `fresh` asks again when it may have changed, `now` when they say that it did. */
export async function otherActorAt(fetching: Fetching, uri: string, { fresh = false, now = false } = {}): Promise<Outcome<OtherActor, DocumentRefusal>> {
  // One of ours is nobody of another server, whoever leads there.
  if (await findOwnActorByUriAnywhere(fetching.db, uri)) return refused("foreign");
  const known = await findOtherActorAnywhere(fetching.db, uri);
  if (known && !now && (fresh ? Temporal.Instant.compare(known.readAt.add({ minutes: againMinutes }), fetching.now()) > 0 : isFresh(known, fetching.now()))) return done(known);
  const document = await fetchDocument(fetching, uri);
  // Out of reach for a while: what was known stands.
  if (!document.done) return known && !fresh && document.refusal === "unreachable" ? done(known) : refused(document.refusal);
  const reading = hearActor(document.value, { httpAllowed: fetching.httpAllowed, now: fetching.now() });
  if (!reading || reading.uri !== uri) return refused("unreadable");
  return done(await meetActor(fetching.db, reading, fetching.now()));
}
