import { contributionModes } from "../../../features/dossiers/dossier.ts";
import { listOutlineAnywhere } from "../../../features/dossiers/list-outline.ts";
import { whenAdding } from "../../../features/dossiers/policy.ts";
import { findDossierAnywhere } from "../../../features/dossiers/show-dossier.ts";
import { dossierInput, restoreDossier, writeDossier } from "../../../features/dossiers/write-dossier.ts";
import { isFollowingAnywhere } from "../../../features/follows/find-follow.ts";
import { touchContent } from "../../../platform/facts.ts";
import { Select } from "../../../ui/form.tsx";
import { dossierJsonLd } from "../dossier-json-ld.ts";
import { DossierContents, DossierOutline } from "../parts/dossier-outline.tsx";
import { SuggestForm } from "../parts/dossier-suggest.tsx";
import { FollowButton } from "../parts/follow-button.tsx";
import type { Kind, OpenForm } from "./kind.ts";

function form(contributions: string): OpenForm {
  return {
    sorting: (c, fault) => {
      const t = c.get("t");
      return <Select name="contributions" label={t("field_contributions")} value={contributions} fault={fault("contributions")} options={contributionModes.map((mode) => ({ value: mode, label: t(`contributions_${mode}`) }))} />;
    },
    async write(c, target, common, intent) {
      const input = dossierInput.safeParse({ ...common, contributions: contributions || undefined });
      return input.success ? { outcome: await writeDossier(c.get("act"), target, input.data, intent) } : { error: input.error };
    },
  };
}

export const dossier: Kind = {
  kind: "dossier",
  empty: () => form("suggested"),
  of: (_c, content) => form(content.contributions ?? "closed"),
  read: (_c, values) => form(values.one("contributions")),
  restore: (c, id, revision) => restoreDossier(c.get("act"), id, revision),
  async view(c, content, editing) {
    const t = c.get("t");
    const { db } = c.get("services");
    const [sections, following, standing] = await Promise.all([listOutlineAnywhere(db, content.id), isFollowingAnywhere(c.get("act"), "dossier", content.id), findDossierAnywhere(c.get("act"), content.id)]);
    const entries = sections.flatMap((section) => section.entries);
    const published = content.state === "published";
    const path = `/dossiers/${content.slug}`;
    const { viewer } = c.get("act");
    const verdict = !standing || editing ? "closed" : viewer.kind === "visitor" ? (standing.contributions === "closed" ? "closed" : "proposed") : whenAdding(viewer, standing);
    const told = c.req.query("dit") === "propose" ? "dossier_suggested" : c.req.query("dit") === "parti" ? "dossier_left" : null;
    return {
      word: t("kind_dossier"),
      touches: entries.map((entry) => touchContent(entry.content)),
      notice: told ? <p class="notice good" role="status">{t(told)}</p> : null,
      actions: (
        <>
          {published ? <FollowButton c={c} kind="dossier" target={content.id} following={following} /> : null}
          {published ? (
            <details class="menu">
              <summary>{t("dossier_take_along")}</summary>
              <div class="menu-list"><a href={`${path}.pdf`}>{t("dossier_take_pdf")}</a><a href={`${path}.epub`}>{t("dossier_take_epub")}</a><a href={`${path}.rss`}>{t("dossier_take_feed")}</a></div>
            </details>
          ) : null}
          {editing ? <a class="button quiet" href={`${path}/organiser`}>{t("dossier_organise")}</a> : null}
          {editing ? <a class="button quiet" href={`${path}/personnes`}>{t("dossier_people")}</a> : null}
        </>
      ),
      above: <DossierContents c={c} sections={sections} />,
      below: <><DossierOutline c={c} sections={sections} />{published && verdict !== "closed" ? <SuggestForm c={c} dossier={content} verdict={verdict} /> : null}</>,
      jsonLd: dossierJsonLd(c, content, sections),
      feeds: published ? ([["application/atom+xml", "atom"], ["application/rss+xml", "rss"], ["application/feed+json", "json"]] as const).map(([type, suffix]) => ({ type, href: `${path}.${suffix}`, title: content.title })) : [],
    };
  },
};
