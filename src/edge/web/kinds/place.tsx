import { isFollowingAnywhere } from "../../../features/follows/find-follow.ts";
import { placeInput } from "../../../features/visiting/input.ts";
import { listLeadingThereAnywhere } from "../../../features/itineraries/show-itinerary.ts";
import { listComingThereAnywhere, showPlaceAnywhere } from "../../../features/visiting/show-place.ts";
import { restorePlace, writePlace } from "../../../features/visiting/write-place.ts";
import { touchContent } from "../../../platform/facts.ts";
import { todayIn } from "../../../platform/time.ts";
import { Group } from "../../../ui/form.tsx";
import { behindOf, nobodyBehind, readBehind, resolveBehind, type BehindDraft } from "../parts/behind-fields.tsx";
import { ContentCard } from "../parts/cards.tsx";
import { FollowButton } from "../parts/follow-button.tsx";
import { PlaceFacts } from "../parts/place-facts.tsx";
import { PlaceFields } from "../parts/place-fields.tsx";
import { PointMap } from "../parts/point-map.tsx";
import { StructurePicker } from "../parts/structure-picker.tsx";
import { emptyPlaceDraft, placeDraft, readPlaceDraft, type PlaceDraft } from "../place-draft.ts";
import { placeJsonLd } from "../place-json-ld.ts";
import type { Kind, OpenForm } from "./kind.ts";

function form(draft: PlaceDraft, behind: BehindDraft): OpenForm {
  return {
    fields: (c, fault) => (
      <>
        <PlaceFields c={c} draft={draft} fault={fault} />
        <Group title={c.get("t")("place_run_by")} open={behind.organisers.ids.length > 0 || Boolean(fault("organisers"))}>
          <StructurePicker c={c} name="organisers" label={c.get("t")("place_run_by")} hint={c.get("t")("structure_organisers_hint")} picked={behind.organisers} fault={fault("organisers")} />
        </Group>
      </>
    ),
    async write(c, target, common, intent, territory) {
      const input = placeInput.safeParse({ ...common, zone: territory.zone, ...draft.input, ...(await resolveBehind(c, behind)) });
      return input.success ? { outcome: await writePlace(c.get("act"), target, input.data, intent) } : { error: input.error };
    },
  };
}

export const place: Kind = {
  kind: "place",
  empty: () => form(emptyPlaceDraft, nobodyBehind),
  async of(c, content) {
    const details = await showPlaceAnywhere(c.get("services").db, content.id);
    return form(details ? placeDraft(details) : emptyPlaceDraft, behindOf(content));
  },
  read: (_c, values) => form(readPlaceDraft(values), readBehind(values)),
  restore: (c, id, revision) => restorePlace(c.get("act"), id, revision),
  async view(c, content) {
    const t = c.get("t");
    const { db } = c.get("services");
    const now = c.get("act").now();
    const [details, coming, leading, following] = await Promise.all([showPlaceAnywhere(db, content.id), listComingThereAnywhere(db, content.id, now, 6), listLeadingThereAnywhere(db, content.id, 6), isFollowingAnywhere(c.get("act"), "place", content.id)]);
    if (!details) return { word: t("kind_place") };
    const { latitude, longitude } = details;
    const words = [details.address, details.postcode, details.communeName].filter(Boolean).join(" ");
    return {
      word: t(`place_type_${details.type}`),
      touches: [...coming, ...leading].map((card) => touchContent(card.id)),
      actions: content.state === "published" ? <FollowButton c={c} kind="place" target={content.id} following={following} /> : null,
      beside: <PlaceFacts c={c} content={content} details={details} />,
      below: (
        <>
          {coming.length > 0 ? <section class="stack" aria-labelledby="coming"><h2 id="coming">{t("structure_coming")}</h2><div class="grid">{coming.map((card) => <ContentCard c={c} card={card} />)}</div></section> : null}
          {leading.length > 0 ? <section class="stack" aria-labelledby="leading"><h2 id="leading">{t("place_itineraries")}</h2><div class="grid">{leading.map((card) => <ContentCard c={c} card={card} />)}</div></section> : null}
          {latitude !== null && longitude !== null ? <PointMap c={c} title={t("facts_where")} label={content.title} items={[{ latitude, longitude, title: content.title, href: `/lieux/${content.slug}`, words }]} /> : null}
        </>
      ),
      islands: ["map"],
      styles: ["map_styles"],
      jsonLd: placeJsonLd(content, details, todayIn(details.zone, now)),
    };
  },
};
