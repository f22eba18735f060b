import type { Content } from "../../../features/contents/show-content.ts";
import type { OperationBrief, OperationDetails } from "../../../features/operations/operation.ts";
import { formatDay, formatShortDay, formatTime, readDate, readLocal, todayIn } from "../../../platform/time.ts";
import { Icon } from "../../../ui/icon.tsx";
import { originOf } from "../../addresses.ts";
import type { WebContext } from "../../env.ts";

/** "du 2 oct. 2026 au 12 oct. 2026". */
export function operationDays(c: WebContext, { startsOn, endsOn }: OperationBrief): string {
  const day = (text: string) => { const date = readDate(text); return date ? formatShortDay(date, c.get("locale")) : text; };
  return startsOn === endsOn ? day(startsOn) : c.get("t")("from_until", { from: day(startsOn), until: day(endsOn) });
}

/** Until when events can be proposed. */
export function callWords(c: WebContext, details: OperationDetails): string {
  const local = details.callUntil ? readLocal(details.callUntil) : null;
  if (!local) return "";
  const locale = c.get("locale");
  const day = formatDay(local.at.toPlainDate(), locale, todayIn(details.zone, c.get("act").now()));
  return local.wholeDay ? day : `${day}, ${formatTime(local.at, locale)}`;
}

/** When, where, until when, with which labels: in one glance. */
export function OperationFacts({ c, content, details }: { c: WebContext; content: Content; details: OperationDetails }) {
  const t = c.get("t");
  const { directory } = c.get("services");
  const joined = [content.territory, ...details.territories.filter((each) => each.state === "joined").map((each) => each.id)];
  const until = callWords(c, details);
  return (
    <aside aria-label={t("facts_title")}>
      <dl class="facts-box">
        <div><Icon name="clock" /><dt>{t("facts_when")}</dt><dd><strong>{operationDays(c, details)}</strong></dd></div>
        <div><Icon name="place" /><dt>{t("operation_territories", { count: joined.length })}</dt><dd>{joined.map((id) => <><a href={originOf(c, id)}>{directory().byId(id).name}</a><br /></>)}</dd></div>
        {until ? <div><Icon name="announcement" /><dt>{t("operation_call")}</dt><dd>{t("operation_call_until", { day: until })}</dd></div> : null}
        {details.labels.length > 0 ? <div><Icon name="operation" /><dt>{t("operation_labels")}</dt><dd>{details.labels.join(", ")}</dd></div> : null}
      </dl>
    </aside>
  );
}
