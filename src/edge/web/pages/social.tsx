import { feature, publishAgain, publishDraft, withdraw } from "../../../features/contents/change-state.ts";
import { showContentAnywhere } from "../../../features/contents/show-content.ts";
import { declineListing } from "../../../features/federation/decline-listing.ts";
import { follow } from "../../../features/follows/follow.ts";
import { followInput } from "../../../features/follows/input.ts";
import { relayContent, undoRelay } from "../../../features/relays/relay-content.ts";
import { wordSchema } from "../../../features/relays/relay.ts";
import { like } from "../../../features/likes/like.ts";
import { idSchema, type ContentId } from "../../../platform/ids.ts";
import { hrefOf, safeReturn } from "../../addresses.ts";
import type { WebContext } from "../../env.ts";
import { accessRefused, missingPage, tooManyPage } from "../errors.tsx";
import { readForm } from "../form-data.ts";
import { form, type Route } from "../../route.ts";

const contentId = idSchema<ContentId>();

function back(c: WebContext, path: string, fragment = "") {
  return c.redirect(`${safeReturn(path)}${fragment}`, 303);
}

function refusedPage(c: WebContext, kind: string) {
  return kind === "forbidden" || kind === "closed" ? accessRefused(c, "forbidden") : missingPage(c);
}

async function doFollow(c: WebContext) {
  const values = await readForm(c);
  const input = followInput.safeParse({ kind: values.one("kind"), target: values.one("target") });
  if (!input.success) return missingPage(c);
  const outcome = await follow(c.get("act"), input.data, values.one("suivre") !== "0");
  return outcome.done ? back(c, values.one("retour")) : refusedPage(c, outcome.refusal.kind);
}

async function doRelay(c: WebContext) {
  const { viewer } = c.get("act");
  const values = await readForm(c);
  const content = contentId.safeParse(values.one("content"));
  if (!content.success) return missingPage(c);
  const allowed = await c.get("services").throttle("relay-content", 60, 3600).take(viewer.kind === "member" ? viewer.id : "");
  if (!allowed.ok) return tooManyPage(c, allowed.retryAfterSeconds);
  const outcome = values.one("relayer") === "0" ? await undoRelay(c.get("act"), content.data) : await relayContent(c.get("act"), content.data, wordSchema.parse(values.one("mot").slice(0, 280)));
  return outcome.done ? back(c, values.one("retour")) : refusedPage(c, outcome.refusal.kind);
}

async function doLike(c: WebContext) {
  const values = await readForm(c);
  const content = contentId.safeParse(values.one("content"));
  if (!content.success) return missingPage(c);
  const outcome = await like(c.get("act"), content.data, values.one("aimer") !== "0");
  return outcome.done ? back(c, values.one("retour")) : refusedPage(c, outcome.refusal.kind);
}

async function doDeclineListing(c: WebContext) {
  const id = contentId.safeParse(c.req.param("id"));
  if (!id.success) return missingPage(c);
  const values = await readForm(c);
  const outcome = await declineListing(c.get("act"), id.data, values.one("dossier").slice(0, 2000));
  return outcome.done ? back(c, values.one("retour"), "#dossiers-ailleurs") : refusedPage(c, outcome.refusal.kind);
}

/** How the content's own territory moderates, whatever the host that was asked. */
async function publish(c: WebContext, id: ContentId) {
  const content = await showContentAnywhere(c.get("act"), id);
  return publishDraft(c.get("act"), id, content ? c.get("services").directory().byId(content.territory).moderation : "before");
}

async function doChangeState(c: WebContext) {
  const id = contentId.safeParse(c.req.param("id"));
  if (!id.success) return missingPage(c);
  // A map and not an object: the word comes from outside, and an object answers to "constructor" too.
  const acts = new Map([
    ["publier", () => publish(c, id.data)],
    ["retirer", () => withdraw(c.get("act"), id.data)],
    ["republier", () => publishAgain(c.get("act"), id.data)],
    ["mettre-a-la-une", () => feature(c.get("act"), id.data, true)],
    ["retirer-de-la-une", () => feature(c.get("act"), id.data, false)],
  ]);
  const act = acts.get(c.req.param("act") ?? "");
  if (!act) return missingPage(c);
  const outcome = await act();
  if (!outcome.done) return refusedPage(c, outcome.refusal.kind);
  return c.redirect(hrefOf(c, outcome.value), 303);
}

export const socialRoutes: readonly Route[] = [
  form("/suivre", "member", doFollow),
  form("/aimer", "member", doLike),
  form("/relayer", "member", doRelay),
  form("/contenus/:id/dossiers-ailleurs", "member", doDeclineListing),
  form("/contenus/:id/:act", "member", doChangeState),
];
