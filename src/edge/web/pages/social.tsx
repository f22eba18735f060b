import { z } from "zod";
import { feature, publishAgain, publishDraft, withdraw } from "../../../features/contents/change-state.ts";
import { addContent, arrange, type Arrangement } from "../../../features/dossiers/arrange.ts";
import { writeDossier, dossierInput } from "../../../features/dossiers/write-dossier.ts";
import { showContentAnywhere } from "../../../features/contents/show-content.ts";
import { follow } from "../../../features/follows/follow.ts";
import { followInput } from "../../../features/follows/input.ts";
import { relayContent, undoRelay } from "../../../features/relays/relay-content.ts";
import { wordSchema } from "../../../features/relays/relay.ts";
import { like } from "../../../features/likes/like.ts";
import { idSchema, type ContentId } from "../../../platform/ids.ts";
import { hrefOf, onwards, safeReturn } from "../../addresses.ts";
import { territoryOf, type WebContext } from "../../env.ts";
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
  const allowed = await c.get("services").throttle("relay", 60, 3600).take(viewer.kind === "member" ? viewer.id : "");
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

async function doAdd(c: WebContext) {
  const values = await readForm(c);
  const input = z.object({ dossier: contentId, content: contentId }).safeParse({ dossier: c.req.param("id"), content: values.one("content") });
  if (!input.success) return missingPage(c);
  const outcome = await addContent(c.get("act"), { ...input.data, note: values.one("note") });
  if (!outcome.done && outcome.refusal.kind !== "already-there") return refusedPage(c, outcome.refusal.kind);
  const dossier = await showContentAnywhere(c.get("act"), input.data.dossier);
  return dossier ? c.redirect(onwards(c, dossier, `#i-${input.data.content}`), 303) : missingPage(c);
}

/** A dossier begun from a content: in the member's home territory, as a draft that holds it. */
async function doNewDossier(c: WebContext) {
  const { viewer } = c.get("act");
  if (viewer.kind === "visitor") return accessRefused(c, "sign-in");
  const values = await readForm(c);
  const content = contentId.safeParse(values.one("content"));
  const submission = z.uuid().safeParse(values.one("submission"));
  const input = dossierInput.safeParse({ title: values.one("title"), body: { type: "doc", content: [] } });
  if (!content.success || !input.success || !submission.success) return missingPage(c);
  const territory = territoryOf(c) ?? c.get("services").directory().byId(viewer.home);
  const written = await writeDossier(c.get("act"), { territory }, input.data, { intent: "draft", publishAt: null, submission: submission.data, revision: null });
  if (!written.done) return refusedPage(c, written.refusal.kind);
  await addContent(c.get("act"), { dossier: written.value.id, content: content.data, note: "" });
  return c.redirect(onwards(c, { territory: territory.id, kind: "dossier", slug: written.value.slug }), 303);
}

async function doArrange(c: WebContext) {
  const values = await readForm(c);
  const ids = z.object({ dossier: contentId, content: contentId }).safeParse({ dossier: c.req.param("id"), content: values.one("content") });
  if (!ids.success) return missingPage(c);
  const { content } = ids.data;
  const field = /^note-\d{1,3}$/.test(values.one("field")) ? values.one("field") : "note";
  const arrangements = new Map<string, Arrangement>([
    ["monter", { kind: "move", content, by: -1 }],
    ["descendre", { kind: "move", content, by: 1 }],
    ["enlever", { kind: "remove", content }],
    ["noter", { kind: "note", content, note: values.one(field) }],
  ]);
  const arrangement = arrangements.get(c.req.param("act") ?? "");
  if (!arrangement) return missingPage(c);
  const outcome = await arrange(c.get("act"), ids.data.dossier, arrangement);
  return outcome.done ? back(c, values.one("retour"), arrangement.kind === "remove" ? "" : `#i-${content}`) : refusedPage(c, outcome.refusal.kind);
}

export const socialRoutes: readonly Route[] = [
  form("/suivre", "member", doFollow),
  form("/aimer", "member", doLike),
  form("/relayer", "member", doRelay),
  form("/contenus/:id/:act", "member", doChangeState),
  form("/dossiers/nouveau", "member", doNewDossier),
  form("/dossiers/:id/ajouter", "member", doAdd),
  form("/dossiers/:id/:act", "member", doArrange),
];
