import type { Sender } from "../../features/federation/find-actor.ts";
import { askToSynchronise } from "../../features/federation/ask-to-compare.ts";
import { listOurFollowersAnywhere } from "../../features/federation/list-followers.ts";
import { hostOfUri } from "../../features/federation/server.ts";
import type { OtherActor, ServerId } from "../../features/federation/actor.ts";
import { done, refused, type Outcome } from "../../platform/outcome.ts";
import { untakenAnswer } from "../../features/messages/message.ts";
import { clientAddressOf, type WebContext } from "../env.ts";
import { isFresh, otherActorAt, type Fetching } from "./fetching.ts";
import { originOf } from "./guard/address.ts";
import { readActivity } from "./guard/read-activity.ts";
import { readBody } from "./guard/read-body.ts";
import type { GuardRefusal } from "./guard/refusal.ts";
import { isWrittenInVain } from "./hearing/message.ts";
import { speakingOf } from "./speaking.ts";
import { digestOfIds, readSynchronization, synchronizationHeader } from "./synchronization.ts";
import { isSignedBy, readClaim, type SignatureClaim } from "./signing.ts";

/** Why what somebody posted isn't taken. */
type InboxRefusal = { readonly status: 400 | 401 | 403 | 404 | 408 | 413 | 415 | 422 | 429; readonly reason: GuardRefusal | "too-slow" | "unsigned" | "foreign-key" | "wrong-signature" | "blocked" | "too-often" | "unknown-actor" | typeof untakenAnswer; readonly signedBy?: ServerId };

/** How much one server may post in a minute, and how many unknown people of one server we ask about. */
const perMinute = 1200;
const strangersPerMinute = 60;
/** And how much may come from one address of the network, behind which several servers may live, before anything of it is verified. */
const perMinuteFrom = 60_000;
const strangersPerMinuteFrom = 600;
const mostCompared = 5000;

/**
 * What another server posts, at whichever of our inboxes: read, signed by who says it, written down, and answered before anything is
 * made of it. What is sent again is thanked for and forgotten. Never an answer that makes a well-meaning server try for days.
 */
export async function receive(c: WebContext): Promise<Response> {
  const bytes = await bytesOf(c);
  const outcome: Outcome<null, InboxRefusal> = bytes ? await taken(c, bytes) : refused({ status: 408, reason: "too-slow" });
  c.get("services").posted(outcome.done ? "taken" : outcome.refusal.reason);
  if (outcome.done) return c.body(null, 202);
  const { status, reason, signedBy } = outcome.refusal;
  if (bytes) await countAgainst(c, bytes, reason, signedBy);
  c.get("services").log.debug({ reason, host: c.req.header("host") }, "an activity was refused");
  if (reason === "too-slow") c.header("connection", "close");
  return c.json({ error: reason }, status);
}

/** How long a post may take to arrive: whoever sends a letter at a time would hold the door for all. */
const arrivesInMillis = 10_000;

async function bytesOf(c: WebContext): Promise<Uint8Array | null> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<null>((resolve) => (timer = setTimeout(() => resolve(null), arrivesInMillis)));
  const bytes = c.req.arrayBuffer().then((buffer) => new Uint8Array(buffer));
  // Cut off afterwards, it fails where nobody waits for it any more.
  bytes.catch(() => undefined);
  try {
    return await Promise.race([bytes, late]);
  } finally {
    clearTimeout(timer);
  }
}

/** Nobody is known to have said what is refused for these. */
const unsaid: ReadonlySet<string> = new Set<InboxRefusal["reason"]>(["too-slow", "unsigned", "unknown-actor", "wrong-signature"]);
/** How much of what one address sends is looked at for who signed it, once it is refused. */
const refusalsPerMinuteFrom = 300;

/**
 * Counts what was refused against the server that signed it. Its key must be known already, and hold for what came: nobody is asked, so that
 * no stranger has us ask, fills the list of servers, or is taken for another.
 */
async function countAgainst(c: WebContext, bytes: Uint8Array, reason: InboxRefusal["reason"], signedBy?: ServerId): Promise<void> {
  const server = signedBy ?? (unsaid.has(reason) ? null : await signerOf(c, bytes));
  if (server) await c.get("services").letterbox.refuse({ server, reason, at: c.get("services").now() });
}

async function signerOf(c: WebContext, bytes: Uint8Array): Promise<ServerId | null> {
  const { letterbox, quota, now } = c.get("services");
  const claim = readClaim(c.req.raw.headers);
  if (!claim || !(await quota("inbox-refused-from", refusalsPerMinuteFrom, 60).take(clientAddressOf(c))).ok) return null;
  const signer = await letterbox.signerOf(claim.keyId);
  return signer && (await isSignedBy(requestOf(c, bytes), claim, signer.publicPem, now())) ? signer.server : null;
}

async function taken(c: WebContext, bytes: Uint8Array): Promise<Outcome<null, InboxRefusal>> {
  const fetching = speakingOf(c);
  const body = readBody(bytes, c.req.header("content-type"), c.req.header("content-encoding"));
  if (!body.done) return refused({ status: body.refusal === "too-large" ? 413 : body.refusal === "encoded" || body.refusal === "not-activity-json" ? 415 : 400, reason: body.refusal });
  const claim = readClaim(c.req.raw.headers);
  if (!claim) return refused({ status: 401, reason: "unsigned" });
  const activity = readActivity(body.value, { httpAllowed: fetching.httpAllowed, now: fetching.now() });
  if (!activity.done) return refused({ status: 400, reason: activity.refusal });
  const { actor: uri, origin } = activity.value;
  if (originOf(claim.keyId) !== origin) return refused({ status: 401, reason: "foreign-key" });
  const host = hostOfUri(uri) ?? "";
  const known = await c.get("services").letterbox.senderOf({ uri, host, key: claim.keyId });
  if (known.blocked) return refused({ status: 403, reason: "blocked" });
  // Who isn't known yet is counted by where the request comes from: else anybody could use up what another may post.
  if (!(await c.get("services").quota("inbox-from", perMinuteFrom, 60).take(clientAddressOf(c))).ok) return refused({ status: 429, reason: "too-often" });
  const sender = await verified(c, fetching, claim, uri, bytes, known, { gone: activity.value.type === "Delete" });
  if (!sender.done) return sender;
  if (!(await c.get("services").quota("inbox", perMinute, 60).take(host)).ok) return refused({ status: 429, reason: "too-often", ...(sender.value ? { signedBy: sender.value.server } : {}) });
  // Said at once, so that who wrote it learns that nobody will read it.
  if (sender.value && (await isWrittenInVain(fetching, sender.value, activity.value))) return refused({ status: 422, reason: untakenAnswer, signedBy: sender.value.server });
  // Somebody who left before we had met: there is nothing to forget.
  if (sender.value) await compareFollowers(c, fetching, claim, sender.value);
  if (sender.value) await c.get("services").letterbox.keep({ uri: activity.value.id, type: activity.value.named, body: new TextDecoder().decode(bytes), actor: sender.value.id, server: sender.value.server, at: fetching.now() });
  return done(null);
}

const comparedEverySeconds = 600;

/** What they say of who of this host follows them, when they signed it too: another answer than ours is looked into. */
async function compareFollowers(c: WebContext, { db }: Fetching, { covers }: SignatureClaim, sender: OtherActor): Promise<void> {
  const told = covers.includes(synchronizationHeader) ? readSynchronization(c.req.header(synchronizationHeader)) : null;
  if (!told || told.collection !== sender.followersUri) return;
  const { host } = new URL(c.get("site").origin);
  if (!(await c.get("services").quota("followers-compared", 1, comparedEverySeconds).take(`${sender.id} ${host}`)).ok) return;
  const ours = await listOurFollowersAnywhere(db, sender.id, host, mostCompared);
  if (digestOfIds(ours.map((each) => each.uri)) !== told.digest) await askToSynchronise(db, sender.id, host, told.url);
}

/** Who signed: the one who acts, by a key that their own document shows. Null for somebody unknown who is no more. */
async function verified(c: WebContext, fetching: Fetching, claim: SignatureClaim, uri: string, bytes: Uint8Array, known: Sender, expected: { gone: boolean }): Promise<Outcome<OtherActor | null, InboxRefusal>> {
  const isSignedAs = async ({ own, actor, publicPem }: Sender) => !own && actor !== null && actor.state !== "gone" && publicPem !== null && (await isSignedBy(requestOf(c, bytes), claim, publicPem, fetching.now()));
  if (known.actor && (await isSignedAs(known))) {
    if (isFresh(known.actor, fetching.now())) return done(known.actor);
    const actor = await otherActorAt(fetching, uri);
    if (actor.done) return done(actor.value);
    // Who takes leave shows nothing of themselves any more; the key that was theirs still says who speaks.
    if (actor.refusal === "gone" && expected.gone) return done(known.actor);
  }
  // Unknown, or the key was changed: their document is asked, not too often for one server.
  const asking = [["inbox-strangers-from", strangersPerMinuteFrom, clientAddressOf(c)], ["inbox-strangers", strangersPerMinute, originOf(uri) ?? ""]] as const;
  for (const [name, most, key] of asking) if (!(await c.get("services").quota(name, most, 60).take(key)).ok) return refused({ status: 429, reason: "too-often" });
  const actor = await otherActorAt(fetching, uri, { fresh: true });
  if (!actor.done) return actor.refusal === "gone" && expected.gone ? done(null) : refused({ status: 401, reason: "unknown-actor" });
  return (await isSignedAs(await c.get("services").letterbox.senderOf({ uri, host: hostOfUri(uri) ?? "", key: claim.keyId }))) ? done(actor.value) : refused({ status: 401, reason: "wrong-signature" });
}

/** What came, as it was signed: at the address under which we are known. */
function requestOf(c: WebContext, bytes: Uint8Array): Request {
  const { pathname, search } = new URL(c.req.url);
  return new Request(`${c.get("site").origin}${pathname}${search}`, { method: "POST", headers: c.req.raw.headers, body: bytes as Uint8Array<ArrayBuffer> });
}
