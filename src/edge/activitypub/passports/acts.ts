import { z } from "zod";
import { findMemberViewerAnywhere } from "../../../features/accounts/find-viewer.ts";
import { addComment } from "../../../features/comments/add-comment.ts";
import { editComment } from "../../../features/comments/edit-comment.ts";
import { withdrawComment } from "../../../features/comments/withdraw-comment.ts";
import { isBlockedAnywhere } from "../../../features/federation/find-server.ts";
import { viewerOfActor } from "../../../features/federation/meet-actor.ts";
import { showContentAnywhere } from "../../../features/contents/show-content.ts";
import { joinFar, leaveFar } from "../../../features/far-communities/join-far.ts";
import { follow } from "../../../features/follows/follow.ts";
import { followInput, isVoiceless } from "../../../features/follows/input.ts";
import { like } from "../../../features/likes/like.ts";
import { findBearerAnywhere, isDeedAnywhere } from "../../../features/passports/find-platform.ts";
import { keepDeed } from "../../../features/passports/keep-deed.ts";
import { acts, scopeOf, type Act, type Bearer } from "../../../features/passports/passport.ts";
import { relayContent, undoRelay } from "../../../features/relays/relay-content.ts";
import { wordSchema } from "../../../features/relays/relay.ts";
import { go, stopGoing } from "../../../features/participations/say-going.ts";
import type { Context } from "../../../platform/context.ts";
import type { ContentId } from "../../../platform/ids.ts";
import { parseBody } from "../../../platform/text/parse-body.ts";
import type { WebContext } from "../../env.ts";
import { askedToComeMail } from "../../going-mails.ts";
import { otherActorAt, type Fetching } from "../fetching.ts";
import { readJson } from "../guard/read-body.ts";
import { bringOver } from "../hearing/bring-over.ts";
import { isOurs, thingAt, type Thing } from "../hearing/things.ts";
import { commentUri } from "../wire/load-comment.ts";
import { speakingOf } from "../speaking.ts";

const longestText = 10_000;
/** What one member's platforms may do for them in ten minutes. */
const perMember = 60;

const asked = z.object({
  act: z.enum(Object.keys(acts) as [Act, ...Act[]]),
  object: z.url({ protocol: /^https?$/ }).max(2000),
  text: z.string().max(longestText).default(""),
  /** What comes twice is done once. */
  submission: z.uuid().nullable().default(null),
});
type Asked = z.output<typeof asked>;

/** What came of it: where it stands now, if it stands somewhere; or why not. */
type Done = { readonly object: string | null } | { readonly refusal: "unknown" | "closed" | "empty" | "forbidden" | "too-long" };

/**
 * A platform where a member of ours is asks this server to do something for them. It is done as theirs, by the acts that our own pages use: it is
 * kept here, carries their signature, and reaches the platform as it reaches everybody.
 */
export async function actForMember(c: WebContext): Promise<Response> {
  const fetching = speakingOf(c);
  const { db, now } = fetching;
  const refused = (error: string, status: 400 | 401 | 403 | 404 | 409 | 422 | 429) => c.json({ error }, status, { "cache-control": "no-store", ...(status === 401 ? { "www-authenticate": `Bearer error="invalid_token"` } : {}) });
  const [, token = ""] = /^Bearer ([\w.~+/-]{1,500}=*)$/i.exec(c.req.header("authorization") ?? "") ?? [];
  const bearer = token ? await findBearerAnywhere(db, now(), token) : null;
  const viewer = bearer && (await findMemberViewerAnywhere(db, bearer.member));
  if (!bearer || !viewer || (await isBlockedAnywhere(db, bearer.host))) return refused("invalid_token", 401);
  if (!(await c.get("services").throttle("passport-acts", perMember, 600).take(bearer.member)).ok) return refused("too-often", 429);
  const body = /^application\/json\b/i.test(c.req.header("content-type") ?? "") ? readJson(new Uint8Array(await c.req.arrayBuffer())) : null;
  const parsed = asked.safeParse(body?.done ? body.value : null);
  if (!parsed.success) return refused("invalid_request", 400);
  const permit = acts[parsed.data.act];
  if (!bearer.permits.includes(permit)) return c.json({ error: "insufficient_scope" }, 403, { "cache-control": "no-store", "www-authenticate": `Bearer error="insufficient_scope", scope="${scopeOf(permit)}"` });
  const outcome = await does(fetching, { db, now, viewer }, bearer, parsed.data);
  if ("refusal" in outcome) return refused(outcome.refusal, outcome.refusal === "unknown" ? 404 : outcome.refusal === "forbidden" ? 403 : outcome.refusal === "closed" ? 409 : 422);
  await keepDeed(db, now(), bearer, parsed.data.act, outcome.object ?? parsed.data.object);
  return c.json({ done: true, object: outcome.object }, 200, { "cache-control": "no-store" });
}

async function does(fetching: Fetching, as: Context, bearer: Bearer, wanted: Asked): Promise<Done> {
  const { act, object } = wanted;
  if (act === "follow" || act === "unfollow") return follows(fetching, as, object, act === "follow");
  if (act === "join" || act === "leave") return joins(fetching, as, wanted);
  if (act === "edit" || act === "withdraw") return (await isDeedAnywhere(fetching.db, bearer, object)) ? changes(fetching, as, wanted) : { refusal: "unknown" };
  const thing = await bringOver(fetching, object);
  if (!thing) return { refusal: "unknown" };
  if (act === "comment") return comments(fetching, as, wanted, thing);
  if (thing.comment) return { refusal: "unknown" };
  if (act === "go" || act === "stay") return goes(fetching, as, thing.content, act === "go", wanted.text);
  const outcome = act === "like" || act === "unlike" ? await like(as, thing.content, act === "like")
    : act === "relay" ? await relayContent(as, thing.content, wordSchema.parse(wanted.text.slice(0, 280))) : await undoRelay(as, thing.content);
  return outcome.done ? { object: null } : { refusal: outcome.refusal.kind === "forbidden" ? "forbidden" : "unknown" };
}

async function comments(fetching: Fetching, as: Context, { text, submission }: Asked, { content, comment }: Thing): Promise<Done> {
  const body = parseBody({ body: text });
  if (!body.done) return { refusal: "too-long" };
  const written = await addComment(as, { content, parent: comment, body: body.value, submission });
  if (!written.done) return { refusal: written.refusal.kind === "sign-in" ? "unknown" : written.refusal.kind };
  return { object: (await commentUri(fetching, written.value))?.uri ?? null };
}

/** Only what stands here, and the member wrote: the acts look after that. */
async function changes(fetching: Fetching, as: Context, { act, object, text }: Asked): Promise<Done> {
  const comment = isOurs(fetching, object)?.comment;
  if (!comment) return { refusal: "unknown" };
  if (act === "withdraw") {
    const outcome = await withdrawComment(as, comment);
    return outcome.done ? { object } : { refusal: outcome.refusal.kind };
  }
  const body = parseBody({ body: text });
  if (!body.done) return { refusal: "too-long" };
  const outcome = await editComment(as, comment, body.value);
  return outcome.done ? { object } : { refusal: outcome.refusal.kind === "sign-in" ? "unknown" : outcome.refusal.kind };
}

/** To an event of the platform, whose organisers answer as they answer anybody. */
async function goes(fetching: Fetching, as: Context, event: ContentId, wanted: boolean, message: string): Promise<Done> {
  const name = as.viewer.kind === "member" ? as.viewer.name : "";
  const outcome = wanted ? await go(as, event, message, (told) => askedToComeMail(told, name, fetching.directory().originOf(told.content.territory))) : await stopGoing(as, event);
  return outcome.done ? { object: null } : { refusal: outcome.refusal.kind === "closed" ? "closed" : "unknown" };
}

/** Somebody who speaks there; else a content that is followed as such. */
async function follows(fetching: Fetching, as: Context, uri: string, wanted: boolean): Promise<Done> {
  if (await thingAt(fetching, uri)) return followsContent(fetching, as, uri, wanted);
  const actor = await otherActorAt(fetching, uri);
  if (!actor.done && actor.refusal === "unreadable") return followsContent(fetching, as, uri, wanted);
  if (!actor.done || actor.value.state !== "active") return { refusal: "unknown" };
  const standIn = await viewerOfActor(fetching.db, actor.value, fetching.now());
  const outcome = await follow(as, { kind: "member", target: standIn.id }, wanted);
  return outcome.done ? { object: null } : { refusal: "unknown" };
}

/** A community of the platform, whose members answer as they answer anybody. */
async function joins(fetching: Fetching, as: Context, { act, object, text }: Asked): Promise<Done> {
  const actor = await otherActorAt(fetching, object);
  if (!actor.done || actor.value.state !== "active" || actor.value.kind !== "community") return { refusal: "unknown" };
  const standIn = await viewerOfActor(fetching.db, actor.value, fetching.now());
  const outcome = act === "join" ? await joinFar(as, standIn.id, text) : await leaveFar(as, standIn.id);
  return outcome.done ? { object: null } : { refusal: "unknown" };
}

async function followsContent(fetching: Fetching, as: Context, uri: string, wanted: boolean): Promise<Done> {
  const thing = await bringOver(fetching, uri);
  const content = thing && !thing.comment ? await showContentAnywhere(as, thing.content) : null;
  const input = followInput.safeParse({ kind: content?.kind, target: content?.id });
  const outcome = input.success && isVoiceless(input.data) ? await follow(as, input.data, wanted) : null;
  return outcome?.done ? { object: null } : { refusal: "unknown" };
}
