import { z } from "zod";
import { isFollowingAnywhere } from "../../../features/follows/find-follow.ts";
import { itineraryInput } from "../../../features/itineraries/input.ts";
import { listComingOnTheWayAnywhere, showItineraryAnywhere } from "../../../features/itineraries/show-itinerary.ts";
import { restoreItinerary, writeItinerary } from "../../../features/itineraries/write-itinerary.ts";
import { touchContent } from "../../../platform/facts.ts";
import { Group } from "../../../ui/form.tsx";
import { emptyItineraryDraft, filledStops, itineraryDraft, itineraryInputOf, readItineraryDraft, type ItineraryDraft } from "../itinerary-draft.ts";
import { itineraryJsonLd } from "../itinerary-json-ld.ts";
import { behindOf, nobodyBehind, readBehind, resolveBehind, type BehindDraft } from "../parts/behind-fields.tsx";
import { ContentCard } from "../parts/cards.tsx";
import { FollowButton } from "../parts/follow-button.tsx";
import { ItineraryFacts } from "../parts/itinerary-facts.tsx";
import { ItineraryFields } from "../parts/itinerary-fields.tsx";
import { ItineraryStops } from "../parts/itinerary-stops.tsx";
import { StructurePicker } from "../parts/structure-picker.tsx";
import { findPlacesOfStops } from "../stops-found.ts";
import type { Kind, OpenForm } from "./kind.ts";

function form(draft: ItineraryDraft, behind: BehindDraft): OpenForm {
  return {
    fields: (c, fault) => (
      <>
        <ItineraryFields c={c} draft={draft} fault={fault} />
        <Group title={c.get("t")("itinerary_made_by")} open={behind.organisers.ids.length > 0 || behind.partners.ids.length > 0 || Boolean(fault("organisers") ?? fault("partners"))}>
          <StructurePicker c={c} name="organisers" label={c.get("t")("itinerary_made_by")} hint={c.get("t")("structure_organisers_hint")} picked={behind.organisers} fault={fault("organisers")} />
          <StructurePicker c={c} name="partners" label={c.get("t")("structure_partners")} picked={behind.partners} fault={fault("partners")} />
        </Group>
      </>
    ),
    async write(c, target, common, intent, territory) {
      const places = await findPlacesOfStops(c, territory, filledStops(draft));
      const input = itineraryInput.safeParse({ ...common, ...itineraryInputOf(draft, places), ...(await resolveBehind(c, behind)) });
      // A file that couldn't be read is a fault of its own, whatever else is right.
      const unread = draft.trackFault ? [{ code: "custom" as const, path: ["line"], message: draft.trackFault, input: undefined }] : [];
      if (!input.success || unread.length > 0) return { error: new z.ZodError([...(input.error?.issues ?? []), ...unread]) };
      return { outcome: await writeItinerary(c.get("act"), target, input.data, intent) };
    },
    islands: ["order", "stops", "map"],
    styles: ["map_styles"],
  };
}

export const itinerary: Kind = {
  kind: "itinerary",
  empty: () => form(emptyItineraryDraft, nobodyBehind),
  async of(c, content) {
    const details = await showItineraryAnywhere(c.get("act"), content.id);
    return form(details ? itineraryDraft(details) : emptyItineraryDraft, behindOf(content));
  },
  read: async (_c, values) => form(await readItineraryDraft(values), readBehind(values)),
  restore: (c, id, revision) => restoreItinerary(c.get("act"), id, revision),
  async view(c, content) {
    const t = c.get("t");
    const now = c.get("act").now();
    const [details, coming, following] = await Promise.all([showItineraryAnywhere(c.get("act"), content.id), listComingOnTheWayAnywhere(c.get("services").db, content.id, now, 6), isFollowingAnywhere(c.get("act"), "itinerary", content.id)]);
    if (!details) return { word: t("kind_itinerary") };
    return {
      word: t("kind_itinerary"),
      touches: [...details.stops.flatMap((stop) => (stop.place ? [touchContent(stop.place)] : [])), ...coming.map((card) => touchContent(card.id))],
      actions: content.state === "published" ? <FollowButton c={c} kind="itinerary" target={content.id} following={following} /> : null,
      beside: <ItineraryFacts c={c} content={content} details={details} />,
      below: (
        <>
          <ItineraryStops c={c} title={content.title} details={details} />
          {coming.length > 0 ? <section class="stack" aria-labelledby="coming"><h2 id="coming">{t("itinerary_coming")}</h2><div class="grid">{coming.map((card) => <ContentCard c={c} card={card} />)}</div></section> : null}
        </>
      ),
      islands: ["map"],
      styles: ["map_styles"],
      jsonLd: itineraryJsonLd(c, content, details),
    };
  },
};
