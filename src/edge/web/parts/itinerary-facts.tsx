import type { Content } from "../../../features/contents/show-content.ts";
import type { ItineraryDetails } from "../../../features/itineraries/show-itinerary.ts";
import { Icon } from "../../../ui/icon.tsx";
import { structureHref } from "../../addresses.ts";
import type { WebContext } from "../../env.ts";
import { priceWords, sayingOf } from "../../session-words.ts";
import { durationWords, lengthWords } from "./itinerary-words.ts";

/** How one goes, how far, how long, for whom, how much, who made it: in one glance. */
export function ItineraryFacts({ c, content, details }: { c: WebContext; content: Content; details: ItineraryDetails }) {
  const t = c.get("t");
  const price = priceWords(sayingOf(c), details);
  const how = [t(`travel_${details.travel}`), details.looped ? t("itinerary_looped") : "", details.level === "unknown" ? "" : t(`level_${details.level}`)].filter(Boolean);
  const behind = (role: "organiser" | "partner", label: string) => {
    const structures = content.structures.filter((each) => each.role === role);
    return structures.length > 0 ? <div><Icon name="structure" /><dt>{label}</dt><dd>{structures.map((each) => <><a href={structureHref(c, each)}>{each.name}</a><br /></>)}</dd></div> : null;
  };
  return (
    <aside aria-label={t("facts_title")}>
      <dl class="facts-box">
        <div><Icon name="itinerary" /><dt>{t("itinerary_how")}</dt><dd><strong>{how.join(", ")}</strong></dd></div>
        {details.metres > 0 ? <div><Icon name="relay" /><dt>{t("itinerary_length")}</dt><dd>{lengthWords(c, details.metres, "long")}</dd></div> : null}
        {details.minutes > 0 ? <div><Icon name="clock" /><dt>{t("itinerary_duration")}</dt><dd>{durationWords(c, details.minutes, "long")}{details.ownMinutes === null ? <br /> : null}{details.ownMinutes === null ? <span class="soft small">{t("itinerary_duration_reckoned")}</span> : null}</dd></div> : null}
        {details.audience.length > 0 ? <div><Icon name="people" /><dt>{t("facts_audience")}</dt><dd>{details.audience.map((each) => t(`audience_${each}`)).join(", ")}</dd></div> : null}
        {price ? <div><Icon name="euro" /><dt>{t("facts_price")}</dt><dd>{price}</dd></div> : null}
        {details.accessibility.length > 0 ? <div><Icon name="accessible" /><dt>{t("facts_access")}</dt><dd>{details.accessibility.map((each) => t(`access_${each}`)).join(", ")}</dd></div> : null}
        {behind("organiser", t("itinerary_made_by"))}
        {behind("partner", t("structure_facts_partners"))}
        <div><Icon name="link" /><dt>{t("itinerary_take")}</dt><dd><a href={`/parcours/${content.slug}.gpx`}>GPX</a> · <a href={`/parcours/${content.slug}.pdf`}>PDF</a></dd></div>
      </dl>
    </aside>
  );
}
