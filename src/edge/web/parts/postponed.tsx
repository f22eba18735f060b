import { formatDay, formatHours, readLocal, todayIn } from "../../../platform/time.ts";
import type { EventDetails } from "../../../features/contents/show-content.ts";
import type { WebContext } from "../../env.ts";

/** "Date initiale : mercredi 2 décembre, 14 h." of what was postponed; "" of what wasn't. */
export function firstDateWords(c: WebContext, event: { readonly firstStart: string | null; readonly zone: string }): string {
  const first = event.firstStart ? readLocal(event.firstStart) : null;
  if (!first) return "";
  const locale = c.get("locale");
  const day = formatDay(first.at.toPlainDate(), locale, todayIn(event.zone, c.get("act").now()));
  return c.get("t")("first_date", { date: first.wholeDay ? day : `${day}, ${formatHours(first.at, null, locale)}` });
}

/** Loud where it doesn't happen as was said: why, and what the first date was. */
export function StatusNotice({ c, event }: { c: WebContext; event: EventDetails }) {
  const t = c.get("t");
  const first = firstDateWords(c, event);
  if (event.status === "on") return first ? <p class="notice">{t("moved_date")} {first}</p> : null;
  return <p class="notice alarm"><strong>{t(`status_${event.status}`)}</strong>{event.statusReason ? t("reason", { reason: event.statusReason }) : ""} {first}</p>;
}
