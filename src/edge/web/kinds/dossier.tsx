import { dossierInput, restoreDossier, writeDossier } from "../../../features/dossiers/write-dossier.ts";
import { listItemsAnywhere } from "../../../features/dossiers/list-items.ts";
import { isFollowingAnywhere } from "../../../features/follows/find-follow.ts";
import { touchContent } from "../../../platform/facts.ts";
import { Select } from "../../../ui/form.tsx";
import { DossierItems } from "../parts/dossier-items.tsx";
import { FollowButton } from "../parts/follow-button.tsx";
import type { Kind, OpenForm } from "./kind.ts";

function form(contributions: string): OpenForm {
  return {
    sorting: (c, fault) => {
      const t = c.get("t");
      return <Select name="contributions" label={t("field_contributions")} value={contributions} fault={fault("contributions")} options={[{ value: "closed", label: t("contributions_closed") }, { value: "open", label: t("contributions_open") }]} />;
    },
    async write(c, target, common, intent) {
      const input = dossierInput.safeParse({ ...common, contributions: contributions || undefined });
      return input.success ? { outcome: await writeDossier(c.get("act"), target, input.data, intent) } : { error: input.error };
    },
  };
}

export const dossier: Kind = {
  kind: "dossier",
  empty: () => form("closed"),
  of: (_c, content) => form(content.contributions ?? "closed"),
  read: (_c, values) => form(values.one("contributions")),
  restore: (c, id, revision) => restoreDossier(c.get("act"), id, revision),
  async view(c, content, editing) {
    const [items, following] = await Promise.all([listItemsAnywhere(c.get("services").db, content.id), isFollowingAnywhere(c.get("act"), "dossier", content.id)]);
    return {
      word: c.get("t")("kind_dossier"),
      touches: items.map((item) => touchContent(item.content)),
      actions: content.state === "published" ? <FollowButton c={c} kind="dossier" target={content.id} following={following} /> : null,
      below: <DossierItems c={c} dossier={content} items={items} arranging={editing} />,
      jsonLd: { "@type": "Collection" },
    };
  },
};
