import { findSubject } from "../../features/federation/find-subject.ts";
import { findOwnActorByIdAnywhere, findOwnKeyAnywhere } from "../../features/federation/find-actor.ts";
import { listFollowerUrisAnywhere } from "../../features/federation/list-followers.ts";
import { hostOfUri } from "../../features/federation/server.ts";
import type { ActorId, OwnKey } from "../../features/federation/actor.ts";
import type { DueDelivery } from "../../features/federation/delivery.ts";
import type { DeliveryAnswer } from "../../features/federation/send-due.ts";
import type { SignatureForm } from "../../features/federation/server.ts";
import type { Database } from "../../platform/database.ts";
import type { OutgoingClient } from "../../platform/fetch/outgoing.ts";
import { signingKeyOf } from "./own-actors.ts";
import { signedHeaders } from "./signing.ts";
import { digestOfIds, synchronizationHeader, writeSynchronization } from "./synchronization.ts";
import { actorPartUri } from "./uris.ts";

interface Posting {
  readonly db: Database;
  readonly outgoing: OutgoingClient;
  readonly now: () => Temporal.Instant;
}

interface Speaker {
  readonly key: OwnKey | null;
  /** Where those who follow are named to, and what each host is told of its own: see `synchronization.ts`. */
  readonly followers: string;
  readonly told: ReadonlyMap<string, string>;
  readonly uri: string;
  /** Whether everybody may still hear them: whoever was suspended or hidden since says nothing more. */
  readonly heard: boolean;
}

/** What may be said also for those who aren't public any more; and, of somebody who is suspended, that they are. */
const takingBack = ["Delete", "Undo", "Reject"];

async function speaker({ db, now }: Posting, actor: ActorId): Promise<Speaker> {
  const own = await findOwnActorByIdAnywhere(db, actor);
  if (!own) return { key: null, uri: "", heard: false, followers: "", told: new Map() };
  const [followers, url] = [actorPartUri(own.uri, "followers"), actorPartUri(own.uri, "followers-synchronization")];
  const byHost = Map.groupBy(await listFollowerUrisAnywhere(db, own.id, null, mostFollowers), (each) => hostOfUri(each) ?? "");
  const told = new Map([...byHost].map(([host, ids]) => [host, writeSynchronization({ collection: followers, url, digest: digestOfIds(ids) })]));
  return { uri: own.uri, followers, told, key: await signingKeyOf({ db, now }, own), heard: (await findSubject(db, own.kind, own.subject, own.territory)) !== null };
}

/** Who has more isn't counted at each word. */
const mostFollowers = 20_000;
const longestRetry = { hours: 24 };

/** Sends one delivery, signed by who says it: first in the form that the server took last, then in the other. */
export function poster(posting: Posting): (delivery: DueDelivery) => Promise<DeliveryAnswer> {
  const { outgoing, now } = posting;
  const speakers = new Map<ActorId, Promise<Speaker>>();
  const speakerOf = (actor: ActorId) => {
    const known = speakers.get(actor) ?? speaker(posting, actor);
    speakers.set(actor, known);
    return known;
  };
  const post = async (delivery: DueDelivery, key: OwnKey, form: SignatureForm, more: Readonly<Record<string, string>>): Promise<DeliveryAnswer> => {
    const sent = await outgoing.post(delivery.inbox, delivery.body, { headers: { "user-agent": "Echosciences/1", ...(await signedHeaders(key, form, delivery.inbox, delivery.body, more)) } });
    if (!sent.done) return { status: null, answer: sent.refusal, retryAfter: null, signature: null };
    const { status, headers, body } = sent.value;
    return { status, answer: status < 300 ? "" : new TextDecoder().decode(body).replace(/\s+/g, " ").slice(0, 300), retryAfter: retryAfter(headers["retry-after"], now()), signature: null };
  };
  return async (delivery) => {
    try {
      const { key: present, uri, heard, followers, told } = await speakerOf(delivery.actor);
      const key = delivery.signedWith ? ((await findOwnKeyAnywhere(posting.db, delivery.signedWith)) ?? present) : present;
      if (!key) return { status: 410, answer: "no key", retryAfter: null, signature: null };
      if (!heard && !takingBack.includes(delivery.type) && !(delivery.type === "Update" && delivery.object === uri)) return { status: 410, answer: "no longer public", retryAfter: null, signature: null };
      // Told with what goes to followers alone.
      const synchronization = delivery.body.includes(JSON.stringify(followers)) ? told.get(hostOfUri(delivery.inbox) ?? "") : undefined;
      const more: Readonly<Record<string, string>> = synchronization ? { [synchronizationHeader]: synchronization } : {};
      const first = await post(delivery, key, delivery.signature, more);
      if (first.status !== 401) return first;
      // RFC 9421 is told from the draft by trying (the "double knock").
      const other: SignatureForm = delivery.signature === "rfc9421" ? "cavage" : "rfc9421";
      const second = await post(delivery, key, other, more);
      return second.status !== null && second.status < 300 ? { ...second, signature: other } : first;
    } catch (error) {
      return { status: null, answer: error instanceof Error ? error.message : "", retryAfter: null, signature: null };
    }
  };
}

function retryAfter(header: string | undefined, now: Temporal.Instant): Temporal.Instant | null {
  if (!header) return null;
  const at = /^\d{1,9}$/.test(header) ? now.add({ seconds: Number(header) }) : Number.isNaN(Date.parse(header)) ? null : Temporal.Instant.fromEpochMilliseconds(Date.parse(header));
  if (!at) return null;
  const latest = now.add(longestRetry);
  return Temporal.Instant.compare(at, latest) > 0 ? latest : at;
}
