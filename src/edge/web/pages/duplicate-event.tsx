import { expand } from "../../../features/agenda/expand.ts";
import type { Session } from "../../../features/agenda/session.ts";
import type { Content } from "../../../features/contents/show-content.ts";
import { duplicateEvent } from "../../../features/programmes/duplicate-event.ts";
import { listEditionAnywhere, type EditionEvent } from "../../../features/programmes/list-edition.ts";
import { shiftSessions, titleOfEdition, weeksTo, yearLater } from "../../../features/programmes/next-edition.ts";
import { readId } from "../../../platform/ids.ts";
import { formatDay, formatHours, readDate, todayIn } from "../../../platform/time.ts";
import { TextField } from "../../../ui/form.tsx";
import { hrefOf } from "../../addresses.ts";
import type { WebContext } from "../../env.ts";
import { form, page, type Route } from "../../route.ts";
import { editable } from "../editable.ts";
import { accessRefused, missingPage, tooManyPage } from "../errors.tsx";
import { readForm } from "../form-data.ts";
import { event } from "../kinds/event.tsx";
import { render } from "../shell.tsx";

/** The dates that the next edition would have, before anything is made. */
async function preview(c: WebContext) {
  const found = await editable(c, event);
  if (found instanceof Response) return found;
  const { content } = found;
  const sessions = content.event?.sessions ?? [];
  const wanted = readDate(c.req.query("du")) ?? yearLater(sessions);
  return previewPage(c, content, wanted, 200);
}

async function previewPage(c: WebContext, content: Content, wanted: Temporal.PlainDate | null, status: 200 | 422) {
  const t = c.get("t");
  const { viewer, now, db } = c.get("act");
  const weeks = wanted ? weeksTo(content.event?.sessions ?? [], wanted) : 0;
  const edition = await listEditionAnywhere(db, viewer, now(), content.id);
  const action = `/contribuer/evenement/${content.id}/dupliquer`;
  return render(c, { title: t("duplicate_title"), noindex: true, status }, (
    <div class="wrap">
      <div class="head"><p><a href={hrefOf(c, content)}>{content.title}</a></p><h1>{t("duplicate_title")}</h1><p class="lead">{t("duplicate_lead")}</p></div>
      <form class="field-and-button" method="get" action={action}>
        <TextField name="du" type="date" label={t("duplicate_from")} hint={t("duplicate_from_hint")} value={wanted?.toString() ?? ""} />
        <button class="button quiet" type="submit">{t("duplicate_preview")}</button>
      </form>
      <div class="section stack">
        <h2 id="dates">{t("duplicate_dates", { count: edition.length })}</h2>
        {weeks === 0 ? <p class="notice alarm">{t("duplicate_same")}</p> : <p>{t("duplicate_shift", { count: Math.abs(weeks) })}</p>}
        <div class="table-scroll" role="region" tabindex={0} aria-labelledby="dates"><table class="data">
          <thead><tr><th scope="col">{t("duplicate_event")}</th><th scope="col">{t("duplicate_then")}</th><th scope="col">{t("duplicate_now")}</th></tr></thead>
          <tbody>{edition.map((each) => <Row c={c} each={each} weeks={weeks} />)}</tbody>
        </table></div>
        {weeks === 0 ? null : (
          <form method="post" action={action}>
            <input type="hidden" name="weeks" value={String(weeks)} /><input type="hidden" name="submission" value={crypto.randomUUID()} />
            <button class="button" type="submit">{t("duplicate_do", { count: edition.length })}</button>
          </form>
        )}
      </div>
    </div>
  ));
}

function Row({ c, each, weeks }: { c: WebContext; each: EditionEvent; weeks: number }) {
  const later = shiftSessions(each.sessions, weeks, each.zone);
  return <tr><th scope="row">{titleOfEdition(each.title, each.sessions, later)}</th><td>{datesOf(c, each.sessions, each.zone)}</td><td>{datesOf(c, later, each.zone)}</td></tr>;
}

/** The first times, and how many more. */
function datesOf(c: WebContext, sessions: readonly Session[], zone: string): string {
  const locale = c.get("locale");
  const today = todayIn(zone, c.get("act").now());
  const times = expand(sessions, zone);
  const [first] = times;
  if (!first) return "";
  const words = `${formatDay(first.startLocal.toPlainDate(), locale, today)}${first.wholeDay ? "" : `, ${formatHours(first.startLocal, first.endLocal, locale)}`}`;
  return times.length > 1 ? `${words} ${c.get("t")("sessions_more", { count: times.length - 1 })}` : words;
}

async function duplicate(c: WebContext) {
  const { viewer } = c.get("act");
  if (viewer.kind === "visitor") return accessRefused(c, "sign-in");
  const allowed = await c.get("services").throttle("duplicate", 12, 3600).take(viewer.id);
  if (!allowed.ok) return tooManyPage(c, allowed.retryAfterSeconds);
  const found = await editable(c, event);
  if (found instanceof Response) return found;
  const values = await readForm(c);
  const outcome = await duplicateEvent(c.get("act"), { event: found.content.id, weeks: Number(values.one("weeks") || Number.NaN), submission: readId(values.one("submission")) ?? crypto.randomUUID() });
  if (outcome.done) return c.redirect(`/contribuer/evenement/${outcome.value.id}/programme?fait=attache`, 303);
  if (outcome.refusal === "dates") return previewPage(c, found.content, null, 422);
  return outcome.refusal === "unknown" ? missingPage(c) : accessRefused(c, outcome.refusal);
}

export const duplicateEventRoutes: readonly Route[] = [
  page("/contribuer/evenement/:id/dupliquer", "member", preview),
  form("/contribuer/evenement/:id/dupliquer", "member", duplicate),
];
