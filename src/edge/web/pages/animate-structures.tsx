import { wordsSchema } from "../../../features/communities/input.ts";
import { sendMail } from "../../../features/mails/send-mail.ts";
import { keepApart } from "../../../features/structures/compare-structures.ts";
import { refuseProposal } from "../../../features/structures/decide-proposal.ts";
import { decideStanding } from "../../../features/structures/decide-standing.ts";
import { findDuplicatesAnywhere } from "../../../features/structures/find-duplicates.ts";
import { listClaims } from "../../../features/structures/list-claims.ts";
import { listLikelyPairs, listProposed, type LikelyPair, type PairSide } from "../../../features/structures/list-likenesses.ts";
import { listRecentMerges } from "../../../features/structures/list-merges.ts";
import { searchNamesAnywhere } from "../../../features/structures/list-structures.ts";
import { mergeStructures, undoMerge } from "../../../features/structures/merge-structures.ts";
import { canMerge } from "../../../features/structures/policy.ts";
import { showStructureAnywhere, type Structure } from "../../../features/structures/show-structure.ts";
import type { Territory } from "../../../features/territories/territory.ts";
import { idSchema, type StructureId } from "../../../platform/ids.ts";
import { formatAgo } from "../../../platform/time.ts";
import { Faults, TextField } from "../../../ui/form.tsx";
import { originOf, structureHref } from "../../addresses.ts";
import { territoryOf, type WebContext } from "../../env.ts";
import { accessRefused, missingPage } from "../errors.tsx";
import { faultFor, readForm, type Fault } from "../form-data.ts";
import { ClaimLine } from "../parts/claim-line.tsx";
import { plainMail } from "../../plain-mail.ts";
import { form, page, type Route } from "../../route.ts";
import { render } from "../shell.tsx";
import { Answer } from "./community-people.tsx";

const structureId = idSchema<StructureId>();

/** What the census asks of its animator: structures proposed, people who ask to act for one. */
async function queue(c: WebContext, faults: readonly Fault[] = []) {
  const t = c.get("t");
  const territory = territoryOf(c);
  if (!territory) return missingPage(c);
  const { db, now } = c.get("services");
  const [proposed, claims] = await Promise.all([listProposed(db, territory.id), listClaims(db, territory.id)]);
  return render(c, { title: t("structure_queue"), noindex: true, status: faults.length > 0 ? 422 : 200 }, (
    <div class="wrap">
      <div class="head"><h1>{t("structure_queue")}</h1><div class="actions"><a class="button quiet" href="/animation/doublons">{t("structure_duplicates_see")}</a><a class="button quiet" href="/contribuer/structure">{t("structure_record")}</a></div></div>
      <Faults title={t("faults_title")} faults={faults} />
      <section class="section stack"><h2>{t("structure_queue_proposed")}</h2>
        {proposed.length === 0 ? <p class="empty">{t("structure_queue_proposed_none")}</p> : <ul class="plain stack loose">{proposed.map((each) => (
          <li class="stack tight"><p><a href={`/structures/${each.slug}`}><strong>{each.name}</strong></a> <span class="soft">{[each.communeName, each.by ? t("structure_proposed_by", { name: each.by }) : "", formatAgo(each.createdAt, now(), c.get("locale"))].filter(Boolean).join(" · ")}</span></p>
            <Answer c={c} action={`/animation/structures/${each.id}/reponse`} member={each.id} name={each.name} accept={t("structure_list_it")} fault={faultFor(faults, `reason-${each.id}`)} /></li>
        ))}</ul>}</section>
      <section class="section stack"><h2>{t("structure_queue_claims")}</h2>
        {claims.length === 0 ? <p class="empty">{t("structure_requests_none")}</p> : <ul class="plain stack">{claims.map((claim) => <ClaimLine c={c} claim={claim} back="/animation/structures" />)}</ul>}</section>
    </div>
  ));
}

async function doDecideStanding(c: WebContext) {
  const id = structureId.safeParse(c.req.param("id"));
  const act = c.req.param("act");
  if (id.success && act === "reponse") return doAnswer(c, id.data);
  if (!id.success || (act !== "accepter" && act !== "retirer")) return missingPage(c);
  const outcome = await decideStanding(c.get("act"), id.data, act === "accepter" ? "listed" : "hidden");
  if (!outcome.done) return outcome.refusal.kind === "unknown" ? missingPage(c) : accessRefused(c, "forbidden");
  return c.redirect((await readForm(c)).one("retour") === "/animation/structures" ? "/animation/structures" : structureHref(c, outcome.value), 303);
}

/** Into the census, or not, with the reason that whoever recorded it reads. */
async function doAnswer(c: WebContext, id: StructureId) {
  const t = c.get("t");
  const values = await readForm(c);
  const accepted = values.one("reponse") === "oui";
  const reason = wordsSchema.safeParse(values.one(`reason-${id}`));
  const territory = territoryOf(c);
  if (!territory) return missingPage(c);
  if (!accepted && (!reason.success || !reason.data)) return !(await listProposed(c.get("services").db, territory.id)).some((each) => each.id === id) ? missingPage(c) : queue(c, [{ field: `reason-${id}`, text: t(reason.success ? "review_reason_needed" : "fault_too_long") }]);
  const outcome = accepted ? await decideStanding(c.get("act"), id, "listed") : await refuseProposal(c.get("act"), id, reason.data ?? "", (tx, to, structure) => (
    sendMail(tx, plainMail(c.get("locale"), to, t("mail_review_refused_subject", { title: structure.name }), [t("mail_structure_refused_text", { name: structure.name }), reason.data ?? "", t("mail_review_refused_after"), `${originOf(c, structure.territory)}/structures/${structure.slug}`]))
  ));
  if (outcome.done || outcome.refusal.kind === "decided-already") return c.redirect("/animation/structures", 303);
  return outcome.refusal.kind === "forbidden" ? accessRefused(c, "forbidden") : missingPage(c);
}

/** Likely duplicates of the territory; or, with `avec`, those of one structure, and any other found by name. */
async function duplicates(c: WebContext) {
  const t = c.get("t");
  const territory = territoryOf(c);
  if (!territory) return missingPage(c);
  const { db, now } = c.get("services");
  const id = structureId.safeParse(c.req.query("avec"));
  const [pairs, merges, one] = await Promise.all([listLikelyPairs(db, territory.id, 60), listRecentMerges(db, territory.id, now()), id.success ? showStructureAnywhere(c.get("act"), id.data) : null]);
  const told = c.req.query("dit");
  return render(c, { title: t("structure_duplicates"), noindex: true }, (
    <div class="wrap">
      <div class="head"><h1>{t("structure_duplicates")}</h1><p class="lead">{t("structure_duplicates_lead")}</p></div>
      {told === "annulee" ? <p class="notice good" role="status">{t("structure_merge_undone")}</p> : null}
      {told === "merged-since" || told === "too-late" ? <p class="notice alarm" role="alert">{t(`structure_refused_${told}`)}</p> : null}
      {merges[0] && told === "fusion" ? <p class="notice good" role="status">{t("structure_merged", { from: merges[0].fromName, into: merges[0].intoName })}</p> : null}
      {one ? await withOne(c, territory, one) : null}
      <section class="section stack">{pairs.length === 0 ? <p class="empty">{t("structure_duplicates_none")}</p> : pairs.map((pair) => <Pair c={c} pair={pair} />)}</section>
      {merges.length > 0 ? (
        <section class="section stack"><h2>{t("structure_merges_recent")}</h2><ul class="plain stack">{merges.map((merge) => (
          <li class="row"><span>{merge.fromName} → <a href={structureHref(c, { territory: merge.intoTerritory, slug: merge.intoSlug })}>{merge.intoName}</a> <span class="soft">{[merge.by, formatAgo(merge.at, now(), c.get("locale"))].filter(Boolean).join(", ")}</span></span>
            <form method="post" action={`/animation/fusions/${merge.id}/annuler`}><button class="button quiet" aria-label={`${t("structure_merge_undo")} – ${merge.fromName}`}>{t("structure_merge_undo")}</button></form></li>
        ))}</ul></section>
      ) : null}
    </div>
  ));
}

async function withOne(c: WebContext, territory: Territory, one: Structure) {
  const t = c.get("t");
  const { db } = c.get("services");
  const typed = (c.req.query("nom") ?? "").slice(0, 80);
  const point = one.latitude !== null && one.longitude !== null ? { latitude: one.latitude, longitude: one.longitude } : null;
  const found = typed ? await searchNamesAnywhere(db, territory.id, typed, 12) : (await findDuplicatesAnywhere(db, { ...one, point, except: one.id }, ["listed", "proposed"], 12)).map((each) => ({ ...each, commune: each.communeName }));
  return (
    <section class="section stack"><h2>{one.name}</h2>
      <form class="side measure" action="/animation/doublons"><input type="hidden" name="avec" value={one.id} /><TextField name="nom" type="search" label={t("structure_merge_with")} value={typed} /><button class="button">{t("search_button")}</button></form>
      <ul class="plain stack">{found.filter((each) => each.id !== one.id).map((each) => (
        <li class="row"><a href={structureHref(c, each)}>{each.name}</a><span class="soft">{each.commune}</span><MergeForm c={c} from={each} into={one} /><MergeForm c={c} from={one} into={each} /></li>
      ))}</ul>
    </section>
  );
}

function MergeForm({ c, from, into }: { c: WebContext; from: Pick<PairSide, "id" | "name" | "territory">; into: Pick<PairSide, "id" | "name" | "territory"> }) {
  if (!canMerge(c.get("act").viewer, from, into)) return null;
  return <form method="post" action="/animation/fusions"><input type="hidden" name="from" value={from.id} /><button class="button quiet" name="into" value={into.id}>{c.get("t")("structure_pair_keep", { name: into.name })}</button></form>;
}

function Pair({ c, pair }: { c: WebContext; pair: LikelyPair }) {
  const t = c.get("t");
  const percent = new Intl.NumberFormat(c.get("locale"), { style: "percent" }).format(pair.score);
  const mine = canMerge(c.get("act").viewer, pair.a, pair.b);
  return (
    <article class="card"><div class="inside">
      <p class="soft">{[...pair.reasons.map((reason) => t(`structure_reason_${reason}`)), t("structure_pair_score", { percent })].join(" · ")}</p>
      <div class="columns even"><Side c={c} side={pair.a} /><Side c={c} side={pair.b} /></div>
      <div class="actions">
        <MergeForm c={c} from={pair.b} into={pair.a} /><MergeForm c={c} from={pair.a} into={pair.b} />
        <form method="post" action="/animation/doublons/distinctes"><input type="hidden" name="a" value={pair.a.id} /><button class="button quiet" name="b" value={pair.b.id}>{t("structure_pair_two")}</button></form>
      </div>
      {mine ? null : <p class="soft">{t("structure_pair_elsewhere")}</p>}
    </div></article>
  );
}

function Side({ c, side }: { c: WebContext; side: PairSide }) {
  const t = c.get("t");
  const lines = [[side.address, side.communeName].filter(Boolean).join(", "), side.website, side.siret ? `SIRET ${side.siret}` : "", [t("structure_side_contents", { count: side.contents }), t("structure_side_people", { count: side.people })].join(" · ")];
  return <div class="stack tight"><h2><a href={structureHref(c, side)}>{side.name}</a></h2>{lines.filter(Boolean).map((line) => <p class="small">{line}</p>)}</div>;
}

async function doKeepApart(c: WebContext) {
  const values = await readForm(c);
  const [a, b] = [structureId.safeParse(values.one("a")), structureId.safeParse(values.one("b"))];
  if (!a.success || !b.success) return missingPage(c);
  const outcome = await keepApart(c.get("act"), a.data, b.data);
  if (!outcome.done) return outcome.refusal.kind === "unknown" ? missingPage(c) : accessRefused(c, "forbidden");
  return c.redirect("/animation/doublons", 303);
}

async function doMerge(c: WebContext) {
  const values = await readForm(c);
  const [from, into] = [structureId.safeParse(values.one("from")), structureId.safeParse(values.one("into"))];
  if (!from.success || !into.success) return missingPage(c);
  const outcome = await mergeStructures(c.get("act"), from.data, into.data);
  return outcome.done ? c.redirect("/animation/doublons?dit=fusion", 303) : refusedMerge(c, outcome.refusal.kind);
}

async function doUndo(c: WebContext) {
  const id = c.req.param("id") ?? "";
  if (!/^[0-9a-f-]{36}$/.test(id)) return missingPage(c);
  const outcome = await undoMerge(c.get("act"), id);
  return outcome.done ? c.redirect("/animation/doublons?dit=annulee", 303) : refusedMerge(c, outcome.refusal.kind);
}

function refusedMerge(c: WebContext, kind: "unknown" | "forbidden" | "merged-since" | "too-late") {
  if (kind === "unknown") return missingPage(c);
  return kind === "forbidden" ? accessRefused(c, "forbidden") : c.redirect(`/animation/doublons?dit=${kind}`, 303);
}

export const animateStructuresRoutes: readonly Route[] = [
  page("/animation/structures", "animator", (c) => queue(c)),
  form("/animation/structures/:id/:act", "animator", doDecideStanding),
  page("/animation/doublons", "animator", duplicates),
  form("/animation/doublons/distinctes", "animator", doKeepApart),
  form("/animation/fusions", "animator", doMerge),
  form("/animation/fusions/:id/annuler", "animator", doUndo),
];
