import type { AnnouncementBrief } from "../../../features/announcements/brief.ts";
import { isClosed, type AnnouncementType } from "../../../features/announcements/announcement.ts";
import type { AnnouncementDetails } from "../../../features/announcements/show-announcement.ts";
import type { Content } from "../../../features/contents/show-content.ts";
import { formatDay, formatShortDay, formatTime, isoWithOffset, readLocal, todayIn } from "../../../platform/time.ts";
import { Icon } from "../../../ui/icon.tsx";
import type { WebContext } from "../../env.ts";

type Deadline = Pick<AnnouncementBrief, "deadline" | "zone" | "closesAt">;

export function announcementWord(c: WebContext, type: AnnouncementType): string {
  return c.get("t")(`announcement_${type}`);
}

/** "jusqu’au mercredi 2 décembre, 17 h", or since when it is closed. */
export function untilWords(c: WebContext, { deadline, zone, closesAt }: Deadline): string {
  const t = c.get("t");
  const locale = c.get("locale");
  const now = c.get("act").now();
  const local = readLocal(deadline);
  if (!local) return "";
  const day = local.at.toPlainDate();
  const today = todayIn(zone, now);
  if (isClosed({ closesAt }, now)) return t("announcement_closed_since", { day: formatShortDay(day, locale) });
  const hour = local.wholeDay ? "" : `, ${formatTime(local.at, locale)}`;
  return day.equals(today) ? t("announcement_last_day", { hour }) : t("announcement_until", { day: formatDay(day, locale, today), hour });
}

export function ClosedBadge({ c, closesAt }: { c: WebContext; closesAt: Temporal.Instant }) {
  return isClosed({ closesAt }, c.get("act").now()) ? <span class="badge cancelled">{c.get("t")("announcement_closed")}</span> : null;
}

/** What, until when, where and who, at one glance, and how to answer while one may. */
export function AnnouncementFacts({ c, content, details }: { c: WebContext; content: Content; details: AnnouncementDetails }) {
  const t = c.get("t");
  const closed = isClosed(details, c.get("act").now());
  const organisation = details.organisation || content.structures.find((each) => each.role === "author")?.name;
  return (
    <aside aria-label={t("facts_title")}>
      <dl class="facts-box">
        <div><Icon name="announcement" /><dt>{t("announcement_what")}</dt><dd>{announcementWord(c, details.type)}{details.contract ? <><br />{t(`contract_${details.contract}`)}</> : null}</dd></div>
        <div><Icon name="clock" /><dt>{t("announcement_deadline")}</dt><dd><strong><time datetime={isoWithOffset(details.closesAt, details.zone)}>{untilWords(c, details)}</time></strong></dd></div>
        {details.communeName ? <div><Icon name="place" /><dt>{t("facts_where")}</dt><dd><a href={`/annonces?ou=${encodeURIComponent(details.communeName)}`}>{details.communeName}</a></dd></div> : null}
        {organisation ? <div><Icon name="people" /><dt>{t("announcement_who")}</dt><dd>{organisation}</dd></div> : null}
        {details.contactUrl && !closed ? <div><Icon name="link" /><dt>{t("announcement_answer")}</dt><dd><a href={details.contactUrl} rel="nofollow ugc noopener">{t("announcement_answer_at", { host: new URL(details.contactUrl).host })}</a></dd></div> : null}
      </dl>
    </aside>
  );
}
