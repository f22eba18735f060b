import { listAllTags, listLikelyTagPairs, listSuggestedTags, listSynonyms, readUsesCursor, writeUsesCursor, type StandingSynonym } from "../../../features/tags/list-tags.ts";
import { mergeTags, undoDays, undoMergeTags, type MergeTagsRefusal } from "../../../features/tags/merge-tags.ts";
import { tagKey } from "../../../platform/text/slug.ts";
import { formatAgo } from "../../../platform/time.ts";
import { Faults, TextField } from "../../../ui/form.tsx";
import { territoryOf, type WebContext } from "../../env.ts";
import { accessRefused, missingPage } from "../errors.tsx";
import { faultFor, readForm, type Fault } from "../form-data.ts";
import { throttled } from "../parts/account-answers.tsx";
import { PageTurns } from "../parts/listing.tsx";
import { form, page, type Route } from "../../route.ts";
import { render } from "../shell.tsx";

const pageSize = 60;

/** Where the page stands: an animator's for their territory, the coordination's at the portal for the network. */
const addressOf = (c: WebContext) => (territoryOf(c) ? "/animation/mots-cles" : "/coordination/mots-cles");

interface Typed {
  readonly from: string;
  readonly into: string;
  readonly faults: readonly Fault[];
}

async function show(c: WebContext, typed: Typed = { from: "", into: "", faults: [] }) {
  const t = c.get("t");
  const { db } = c.get("act");
  const territory = territoryOf(c);
  const place = territory?.id ?? null;
  const sought = (c.req.query("q") ?? "").slice(0, 60);
  const cursor = readUsesCursor(c.req.query("suite"));
  const [listing, pairs, synonyms] = await Promise.all([listAllTags(db, place, sought, cursor, pageSize), cursor || sought ? [] : listLikelyTagPairs(db, place, 20), cursor || sought ? [] : listSynonyms(db, place, 100)]);
  const told = c.req.query("dit");
  return render(c, { title: t("tags_manage"), noindex: true, islands: ["tags"], status: typed.faults.length > 0 ? 422 : 200 }, (
    <div class="wrap">
      <div class="head"><h1>{t("tags_manage")}</h1><p class="lead">{t(territory ? "tags_manage_lead" : "tags_manage_lead_network")}</p></div>
      {told === "annulee" ? <p class="notice good" role="status">{t("tags_undone")}</p> : null}
      {told === "fusion" && synonyms[0] ? <p class="notice good" role="status">{t("tags_merged", { from: synonyms[0].from, into: synonyms[0].label })}</p> : null}
      {told === "too-late" || told === "already" ? <p class="notice alarm" role="alert">{t(`tags_refused_${told}`)}</p> : null}
      <MergeForm c={c} typed={typed} />
      {pairs.length > 0 ? (
        <section class="section stack"><h2>{t("tags_likely")}</h2><ul class="plain stack">{pairs.map(({ from, into }) => (
          <li class="row"><span>{t("tags_likely_line", { from: from.label, uses: from.uses, into: into.label })}</span>
            <form method="post" action={`${addressOf(c)}/fusions`}><input type="hidden" name="from" value={from.tag} /><input type="hidden" name="into" value={into.tag} /><button class="linklike" aria-label={`${t("tags_merge")} – ${from.label}, ${into.label}`}>{t("tags_merge")}</button></form></li>
        ))}</ul></section>
      ) : null}
      {cursor || sought ? null : <Synonyms c={c} synonyms={synonyms} />}
      <section class="section stack"><h2>{t("tags_title")}</h2>
        <form action={addressOf(c)} method="get" class="field-and-button measure"><TextField name="q" type="search" label={t("tags_filter")} value={sought} /><button class="button">{t("filter_apply")}</button></form>
        {listing.tags.length === 0 ? <p class="empty">{t("tags_none")}</p> : (
          <div class="table-scroll" role="region" tabindex={0} aria-label={t("tags_title")}><table class="data"><thead><tr><th scope="col">{t("tags_column_tag")}</th><th scope="col">{t("tags_column_uses")}</th></tr></thead>
            <tbody>{listing.tags.map((tag) => <tr><td><a href={`/mots-cles/${encodeURIComponent(tag.tag)}`}>{tag.label}</a></td><td>{t("number", { n: tag.uses })}</td></tr>)}</tbody></table></div>
        )}
        <PageTurns c={c} first={!cursor} next={listing.next ? writeUsesCursor(listing.next) : null} more="tags_more" />
      </section>
    </div>
  ));
}

function MergeForm({ c, typed }: { c: WebContext; typed: Typed }) {
  const t = c.get("t");
  return (
    <section class="section stack"><h2>{t("tags_merge_title")}</h2><p class="soft">{t("tags_merge_hint")}</p>
      <form class="form" method="post" action={`${addressOf(c)}/fusions`} novalidate>
        <Faults title={t("faults_title")} faults={typed.faults} />
        <div class="side">
          <es-tags data-label={t("tags_suggested")}><TextField name="from" label={t("tags_merge_from")} value={typed.from} fault={faultFor(typed.faults, "from")} required autocomplete="off" /></es-tags>
          <es-tags data-label={t("tags_suggested")}><TextField name="into" label={t("tags_merge_into")} value={typed.into} fault={faultFor(typed.faults, "into")} required autocomplete="off" /></es-tags>
        </div>
        <div><button class="button">{t("tags_merge")}</button></div>
      </form></section>
  );
}

function Synonyms({ c, synonyms }: { c: WebContext; synonyms: readonly StandingSynonym[] }) {
  const t = c.get("t");
  const { now } = c.get("act");
  const still = (synonym: StandingSynonym) => (territoryOf(c) === null) === synonym.network && Temporal.Instant.compare(now(), synonym.at.add({ hours: 24 * undoDays })) <= 0;
  return (
    <section class="section stack"><h2>{t("tags_synonyms")}</h2>
      {synonyms.length === 0 ? <p class="soft">{t("tags_synonyms_none")}</p> : <ul class="plain stack">{synonyms.map((synonym) => (
        <li class="row"><span>{synonym.from} → <a href={`/mots-cles/${encodeURIComponent(synonym.into)}`}>{synonym.label}</a> <span class="soft">{[synonym.network ? t("tags_synonym_network") : "", synonym.by ?? "", formatAgo(synonym.at, now(), c.get("locale"))].filter(Boolean).join(", ")}</span></span>
          {still(synonym) ? <form method="post" action={`${addressOf(c)}/fusions/${synonym.id}/annuler`}><button class="linklike" aria-label={`${t("tags_undo")} – ${synonym.from}, ${synonym.label}`}>{t("tags_undo")}</button></form> : null}</li>
      ))}</ul>}
    </section>
  );
}

async function doMerge(c: WebContext) {
  const t = c.get("t");
  const values = await readForm(c);
  const typed = { from: values.one("from").slice(0, 200), into: values.one("into").slice(0, 200) };
  const [from, into] = [tagKey(typed.from), tagKey(typed.into)];
  const missing = [...(from ? [] : [{ field: "from", text: t("fault_required") }]), ...(into ? [] : [{ field: "into", text: t("fault_required") }])];
  if (missing.length > 0) return show(c, { ...typed, faults: missing });
  const outcome = await mergeTags(c.get("act"), territoryOf(c)?.id ?? null, from, into);
  if (outcome.done) return c.redirect(`${addressOf(c)}?dit=fusion`, 303);
  const { kind } = outcome.refusal;
  if (kind === "same" || kind === "already") return show(c, { ...typed, faults: [{ field: kind === "same" ? "into" : "from", text: t(`tags_refused_${kind}`) }] });
  return refused(c, kind);
}

function refused(c: WebContext, kind: MergeTagsRefusal["kind"]) {
  return kind === "forbidden" || kind === "sign-in" ? accessRefused(c, kind) : missingPage(c);
}

async function doUndo(c: WebContext) {
  const id = c.req.param("id") ?? "";
  const outcome = /^[0-9a-f-]{36}$/.test(id) ? await undoMergeTags(c.get("act"), id) : null;
  if (outcome?.done) return c.redirect(`${addressOf(c)}?dit=annulee`, 303);
  const kind = outcome?.refusal.kind ?? "unknown";
  return kind === "too-late" || kind === "already" ? c.redirect(`${addressOf(c)}?dit=${kind}`, 303) : refused(c, kind);
}

/** What is proposed while somebody types a tag. */
async function suggest(c: WebContext) {
  const { viewer, db } = c.get("act");
  const slow = await throttled(c, "suggest-tags", 900, 600, viewer.kind === "member" ? viewer.id : "");
  if (slow) return slow;
  const found = await listSuggestedTags(db, territoryOf(c)?.id ?? null, (c.req.query("q") ?? "").slice(0, 60), 8);
  return c.json(found.map(({ label, uses }) => ({ label, uses })), 200, { "Cache-Control": "private, no-store" });
}

export const animateTagsRoutes: readonly Route[] = [
  page("/mots-cles-proposes", "member", suggest),
  page("/animation/mots-cles", "animator", (c) => show(c), { at: "territory" }),
  form("/animation/mots-cles/fusions", "animator", doMerge, { at: "territory" }),
  form("/animation/mots-cles/fusions/:id/annuler", "animator", doUndo, { at: "territory" }),
  page("/coordination/mots-cles", "coordinator", (c) => show(c), { at: "portal" }),
  form("/coordination/mots-cles/fusions", "coordinator", doMerge, { at: "portal" }),
  form("/coordination/mots-cles/fusions/:id/annuler", "coordinator", doUndo, { at: "portal" }),
];
