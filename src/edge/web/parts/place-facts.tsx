import type { Content } from "../../../features/contents/show-content.ts";
import type { PlaceDetails } from "../../../features/visiting/show-place.ts";
import { Icon } from "../../../ui/icon.tsx";
import { structureHref } from "../../addresses.ts";
import type { WebContext } from "../../env.ts";
import { HoursWords } from "./hours-words.tsx";
import { priceWords, sayingOf } from "../../session-words.ts";

/** When it is open, where, how one comes, how much, who runs it: in one glance. */
export function PlaceFacts({ c, content, details }: { c: WebContext; content: Content; details: PlaceDetails }) {
  const t = c.get("t");
  const where = [details.address, [details.postcode, details.communeName].filter(Boolean).join(" ")].filter(Boolean);
  const price = priceWords(sayingOf(c), details);
  const runs = content.structures.filter((each) => each.role === "organiser");
  return (
    <aside aria-label={t("facts_title")}>
      <dl class="facts-box">
        {details.hours ? <div><Icon name="clock" /><dt>{t("hours_title")}</dt><dd><HoursWords c={c} text={details.hours} where={details} /></dd></div> : null}
        {where.length > 0 ? <div><Icon name="place" /><dt>{t("facts_where")}</dt><dd>{where.map((part) => <>{part}<br /></>)}{details.latitude === null ? null : <a href="#map">{t("facts_map")}</a>}</dd></div> : null}
        {details.transport || details.parking ? <div><Icon name="link" /><dt>{t("place_coming")}</dt><dd>{details.transport}{details.transport && details.parking ? <br /> : null}{details.parking ? t("place_parking_words", { words: details.parking }) : null}</dd></div> : null}
        {price ? <div><Icon name="euro" /><dt>{t("facts_price")}</dt><dd>{price}</dd></div> : null}
        {details.accessibility.length > 0 ? <div><Icon name="accessible" /><dt>{t("facts_access")}</dt><dd>{details.accessibility.map((each) => t(`access_${each}`)).join(", ")}</dd></div> : null}
        {details.phone ? <div><Icon name="people" /><dt>{t("structure_field_phone")}</dt><dd><a href={`tel:${details.phone.replace(/[^+\d]/g, "")}`}>{details.phone}</a></dd></div> : null}
        {details.website ? <div><Icon name="online" /><dt>{t("structure_field_website")}</dt><dd><a href={details.website} rel="nofollow ugc noopener">{new URL(details.website).host}</a></dd></div> : null}
        {runs.length > 0 ? <div><Icon name="structure" /><dt>{t("place_run_by")}</dt><dd>{runs.map((each) => <><a href={structureHref(c, each)}>{each.name}</a><br /></>)}</dd></div> : null}
      </dl>
    </aside>
  );
}
