import { z } from "zod";
import { emailsOfAnywhere } from "../../../features/accounts/find-account.ts";
import { titleSchema } from "../../../features/contents/input.ts";
import { showContentAnywhere } from "../../../features/contents/show-content.ts";
import { addContent } from "../../../features/dossiers/add-content.ts";
import { arrange, type Arrangement } from "../../../features/dossiers/arrange.ts";
import { decideSuggestion, takeBackSuggestion } from "../../../features/dossiers/decide-suggestion.ts";
import { listOutlineForCuratorsAnywhere } from "../../../features/dossiers/list-outline.ts";
import { canArrange } from "../../../features/dossiers/policy.ts";
import { findDossierAnywhere } from "../../../features/dossiers/show-dossier.ts";
import { dossierInput, writeDossier } from "../../../features/dossiers/write-dossier.ts";
import { sendMail } from "../../../features/mails/send-mail.ts";
import { idSchema, readId, type ContentId, type SectionId, type SuggestionId } from "../../../platform/ids.ts";
import { toMarkdown } from "../../../platform/text/to-markdown.ts";
import { readMoment } from "../../../platform/time.ts";
import { onwards, originOf, safeReturn } from "../../addresses.ts";
import { territoryOf, type WebContext } from "../../env.ts";
import { form, type Route } from "../../route.ts";
import { contentAtAddress } from "../content-address.ts";
import { dossierMail } from "../dossier-mails.ts";
import { accessRefused, missingPage } from "../errors.tsx";
import { readForm, type FormValues } from "../form-data.ts";
import { throttled } from "../parts/account-answers.tsx";
import { organisePage, type Told } from "./dossier-organise.tsx";

const contentId = idSchema<ContentId>();

function back(c: WebContext, path: string, fragment = "") {
  return c.redirect(`${safeReturn(path)}${fragment}`, 303);
}

/** The dossier's own page of order says what went wrong, to its curators; others are told plainly. */
async function toldAtDossier(c: WebContext, id: ContentId, told: Told) {
  const dossier = await showContentAnywhere(c.get("act"), id);
  return dossier ? organisePage(c, dossier, told) : missingPage(c);
}

/** A content, named by the page that one reads or by its address, goes into a dossier; or is suggested to who keeps it. */
async function doAdd(c: WebContext) {
  const { viewer } = c.get("act");
  const slow = await throttled(c, "dossier-add", 120, 3600, viewer.kind === "member" ? viewer.id : "");
  if (slow) return slow;
  const values = await readForm(c);
  const dossier = contentId.safeParse(c.req.param("id"));
  if (!dossier.success) return missingPage(c);
  const address = values.one("address");
  const content = address ? (await contentAtAddress(c, address))?.id : readId<ContentId>(values.one("content"));
  const note = values.one("note");
  if (!content) return address ? toldAtDossier(c, dossier.data, { alarm: "dossier_address_unknown", address, note }) : missingPage(c);
  const outcome = await addContent(c.get("act"), { dossier: dossier.data, content, section: readId<SectionId>(values.one("section")), note }, async (tx, locked, curators) => {
    const link = `${originOf(c, locked.territory)}/dossiers/${locked.slug}/organiser#propositions`;
    for (const to of await emailsOfAnywhere(tx, curators)) await sendMail(tx, dossierMail(c, to, "proposed", { title: locked.title, name: viewer.kind === "member" ? viewer.name : "", link }));
  });
  if (!outcome.done && outcome.refusal.kind === "full") return toldAtDossier(c, dossier.data, { alarm: "dossier_full", address, note });
  if (!outcome.done && outcome.refusal.kind !== "already-there") return outcome.refusal.kind === "closed" ? accessRefused(c, "forbidden") : missingPage(c);
  const shown = await showContentAnywhere(c.get("act"), dossier.data);
  if (!shown) return missingPage(c);
  if (outcome.done && outcome.value.verdict === "proposed") return c.redirect(onwards(c, shown, "", "?dit=propose"), 303);
  return values.one("retour").endsWith("/organiser") ? back(c, values.one("retour"), `#i-${content}`) : c.redirect(onwards(c, shown, `#i-${content}`), 303);
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
  if (!written.done) return written.refusal.kind === "forbidden" ? accessRefused(c, "forbidden") : missingPage(c);
  await addContent(c.get("act"), { dossier: written.value.id, content: content.data, note: "" });
  return c.redirect(onwards(c, { territory: territory.id, kind: "dossier", slug: written.value.slug }), 303);
}

/** What the forms and the island of the page of order ask. Null: not something that we offer. */
function arrangementOf(act: string, values: FormValues): Arrangement | null {
  const content = readId<ContentId>(values.one("content"));
  const section = readId<SectionId>(values.one("section"));
  const number = (name: string) => (/^\d{1,6}$/.test(values.one(name)) ? Number(values.one(name)) : null);
  const title = titleSchema.safeParse(values.one("title"));
  const revision = number("revision");
  // A map and not an object: the word comes from outside, and an object answers to "constructor" too.
  const ofContent = content && new Map<string, Arrangement>([
    ["monter", { kind: "move", content, move: { kind: "step", by: -1 } }],
    ["descendre", { kind: "move", content, move: { kind: "step", by: 1 } }],
    ["placer", { kind: "move", content, move: { kind: "rank", section, rank: number("rank") ?? 500 } }],
    ["glisser", { kind: "move", content, move: { kind: "before", section, before: readId<ContentId>(values.one("before")) } }],
    ["enlever", { kind: "remove", content }],
    ["noter", { kind: "note", content, note: values.one("note"), revision }],
  ]).get(act);
  if (ofContent) return ofContent;
  if (act === "section-ajouter") return title.success ? { kind: "add-section", title: title.data } : null;
  if (!section) return null;
  if (act === "section-nommer") return title.success ? { kind: "rename-section", section, title: title.data, revision } : null;
  return new Map<string, Arrangement>([
    ["section-monter", { kind: "move-section", section, by: -1 }],
    ["section-descendre", { kind: "move-section", section, by: 1 }],
    ["section-enlever", { kind: "remove-section", section }],
  ]).get(act) ?? null;
}

async function doArrange(c: WebContext) {
  const values = await readForm(c);
  const id = contentId.safeParse(c.req.param("id"));
  const arrangement = arrangementOf(c.req.param("act") ?? "", values);
  if (!id.success || !arrangement) return missingPage(c);
  const undo = arrangement.kind === "remove" ? await placeOf(c, id.data, arrangement.content) : null;
  const outcome = await arrange(c.get("act"), id.data, arrangement);
  if (outcome.done && undo) return toldAtDossier(c, id.data, { undo });
  if (outcome.done) return back(c, values.one("retour"), fragmentOf(arrangement));
  switch (outcome.refusal.kind) {
    case "unknown":
      return missingPage(c);
    case "forbidden":
      return accessRefused(c, "forbidden");
    case "gone":
      return toldAtDossier(c, id.data, { alarm: "dossier_gone" });
    case "too-many-sections":
      return toldAtDossier(c, id.data, { alarm: "dossier_too_many_sections" });
    case "changed-meanwhile":
      return toldAtDossier(c, id.data, { alarm: "dossier_changed", kept: arrangement.kind === "note" ? { on: arrangement.content, text: arrangement.note } : arrangement.kind === "rename-section" ? { on: arrangement.section, text: arrangement.title } : null });
  }
}

/** Where a public content stands in a dossier, and the note on it: what putting it back needs. */
async function placeOf(c: WebContext, dossier: ContentId, content: ContentId): Promise<Told["undo"] | null> {
  for (const { id, entries } of await listOutlineForCuratorsAnywhere(c.get("services").db, dossier)) {
    const at = entries.findIndex((entry) => entry.content === content);
    const entry = entries[at];
    if (entry?.card) return { content, title: entry.card.title, section: id, before: entries[at + 1]?.content ?? null, note: entry.note ? toMarkdown(entry.note) : "", since: entry.addedAt };
  }
  return null;
}

/** What was just taken out comes back where it stood, with its note; at the end, if what stood around it has gone. */
async function doPutBack(c: WebContext) {
  const values = await readForm(c);
  const dossier = contentId.safeParse(c.req.param("id"));
  const content = readId<ContentId>(values.one("content"));
  const standing = dossier.success ? await findDossierAnywhere(c.get("act"), dossier.data) : null;
  if (!standing || !content) return missingPage(c);
  if (!canArrange(c.get("act").viewer, standing)) return accessRefused(c, "forbidden");
  const wanted = readId<SectionId>(values.one("section"));
  const add = (section: SectionId | null) => addContent(c.get("act"), { dossier: standing.id, content, section, note: values.one("note"), inSince: readMoment(values.one("since")) ?? undefined });
  const before = readId<ContentId>(values.one("before"));
  const placed = await add(wanted);
  const added = !placed.done && placed.refusal.kind === "already-there" && wanted ? await add(null) : placed;
  if (!added.done && added.refusal.kind === "full") return toldAtDossier(c, standing.id, { alarm: "dossier_full" });
  if (!added.done && added.refusal.kind !== "already-there") return missingPage(c);
  if (added.done && before) await arrange(c.get("act"), standing.id, { kind: "move", content, move: { kind: "before", section: placed.done ? wanted : null, before } });
  return back(c, values.one("retour"), `#i-${content}`);
}

function fragmentOf(arrangement: Arrangement): string {
  if (arrangement.kind === "remove" || arrangement.kind === "add-section" || arrangement.kind === "remove-section") return "";
  return "content" in arrangement ? `#i-${arrangement.content}` : `#s-${arrangement.section}`;
}

async function doDecide(c: WebContext) {
  const values = await readForm(c);
  const id = idSchema<SuggestionId>().safeParse(c.req.param("id"));
  const act = c.req.param("act");
  if (!id.success || !["accepter", "refuser", "reprendre"].includes(act ?? "")) return missingPage(c);
  if (act === "reprendre") {
    const taken = await takeBackSuggestion(c.get("act"), id.data);
    return taken.done ? back(c, values.one("retour")) : missingPage(c);
  }
  const answer = values.one("answer");
  const outcome = await decideSuggestion(c.get("act"), id.data, { accepted: act === "accepter", answer }, async (tx, dossier, suggester) => {
    const link = `${originOf(c, dossier.territory)}/dossiers/${dossier.slug}`;
    for (const to of await emailsOfAnywhere(tx, [suggester])) await sendMail(tx, dossierMail(c, to, act === "accepter" ? "accepted" : "refused", { title: dossier.title, name: "", link, words: answer }));
  });
  // Answered by another curator meanwhile, or no longer public: the page shows what stands.
  return outcome.done || outcome.refusal.kind !== "unknown" ? back(c, values.one("retour")) : missingPage(c);
}

export const dossierActRoutes: readonly Route[] = [
  form("/dossiers/nouveau", "member", doNewDossier),
  form("/dossiers/propositions/:id/:act", "member", doDecide),
  form("/dossiers/:id/ajouter", "member", doAdd),
  form("/dossiers/:id/remettre", "member", doPutBack),
  form("/dossiers/:id/:act", "member", doArrange),
];
