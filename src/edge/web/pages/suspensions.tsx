import { liftSuspension } from "../../../features/suspensions/lift-suspension.ts";
import { findPersonAnywhere, listSuspensions } from "../../../features/suspensions/list-suspensions.ts";
import { canLift, whenSuspending } from "../../../features/suspensions/policy.ts";
import { suspendMember } from "../../../features/suspensions/suspend-member.ts";
import { longestReason, spans, type PersonStanding, type Suspension, type SuspensionId } from "../../../features/suspensions/suspension.ts";
import { readId, type MemberId } from "../../../platform/ids.ts";
import { formatAgo, formatShortDay, todayIn } from "../../../platform/time.ts";
import { Faults, Select, TextArea } from "../../../ui/form.tsx";
import { territoryOf, zoneOf, type WebContext } from "../../env.ts";
import { form, page, type Route } from "../../route.ts";
import { restoredMail, suspendedMail } from "../../suspension-mails.ts";
import { accessRefused, missingPage } from "../errors.tsx";
import { faultFor, readForm, type Fault } from "../form-data.ts";
import { PageTurns } from "../parts/listing.tsx";
import { render } from "../shell.tsx";

/** Where these pages stand: an animator's for their territory, the coordination's at the portal for all. */
const suspensionsAt = (c: WebContext) => (territoryOf(c) ? "/animation/suspensions" : "/coordination/suspensions");
const pageSize = 40;

async function list(c: WebContext) {
  const t = c.get("t");
  const at = suspensionsAt(c);
  const ended = c.req.query("etat") === "terminees";
  const { items, next } = await listSuspensions(c.get("services").db, territoryOf(c)?.id ?? null, ended ? "ended" : "standing", c.req.query("suite") ?? null, pageSize);
  const said = (["done", "lifted"] as const).find((each) => each === c.req.query("dit"));
  return render(c, { title: t("suspensions"), noindex: true }, (
    <div class="wrap"><div class="head"><h1>{t(ended ? "suspensions_ended" : "suspensions")}</h1><p class="lead">{t("suspensions_lead")}</p><div class="actions"><a class="button quiet" href={ended ? at : `${at}?etat=terminees`}>{t(ended ? "suspensions" : "suspensions_ended")}</a></div></div>
      {said ? <p class="notice good" role="status">{t(`suspension_${said}`)}</p> : null}
      {items.length === 0 ? <p class="empty">{t("suspensions_none")}</p> : <ul class="plain stack loose">{items.map((each) => <Line c={c} suspension={each} />)}</ul>}
      <PageTurns c={c} first={!c.req.query("suite")} next={next} more="suspensions_more" /></div>
  ));
}

function Line({ c, suspension: s }: { c: WebContext; suspension: Suspension }) {
  const t = c.get("t");
  const ago = (at: Temporal.Instant) => formatAgo(at, c.get("act").now(), c.get("locale"));
  const until = s.until ? t("suspension_until", { date: formatShortDay(todayIn(zoneOf(c, s.territory), s.until), c.get("locale")) }) : t("suspension_open");
  return (
    <li class="stack tight">
      <p><strong>{s.member.name}</strong> <span class="soft">{s.member.handle}{s.endedAt ? "" : ` · ${until}`}</span></p>
      {s.reason ? <blockquote>{s.reason}</blockquote> : null}
      <p class="soft small">{s.decidedBy === "home" ? t("suspension_by_home", { when: ago(s.at) }) : t("suspension_by", { name: s.by ?? t("former_member"), when: ago(s.at) })}{s.decidedBy === "coordination" ? `, ${t("suspension_by_coordination")}` : ""}{s.endedAt ? ` · ${s.endedBy ? t("suspension_ended_by", { name: s.endedBy, when: ago(s.endedAt) }) : t("suspension_ended_alone", { when: ago(s.endedAt) })}` : ""}</p>
      {!s.endedAt && canLift(c.get("act").viewer, s) ? <form method="post" action={`${suspensionsAt(c)}/${s.id}/lever`}><button class="button quiet" aria-label={`${t("suspension_lift")} (${s.member.name})`}>{t("suspension_lift")}</button></form> : null}
    </li>
  );
}

interface Typed {
  readonly reason: string;
  readonly days: string;
}

async function personAt(c: WebContext, id: string | undefined): Promise<PersonStanding | null> {
  const member = readId<MemberId>(id);
  const person = member ? await findPersonAnywhere(c.get("services").db, member) : null;
  const territory = territoryOf(c);
  // On a territory, those of its own; at the portal, everybody.
  return person && (!territory || territory.id === person.home) && whenSuspending(c.get("act").viewer, person) ? person : null;
}

function ask(c: WebContext, person: PersonStanding, typed: Typed = { reason: "", days: "" }, faults: readonly Fault[] = []) {
  const t = c.get("t");
  const title = t("suspension_title", { name: person.name });
  return render(c, { title, noindex: true, status: faults.length > 0 ? 422 : 200 }, (
    <div class="wrap"><div class="head"><h1>{title}</h1><p class="lead">{t("suspension_lead", { name: person.name })}</p></div>
      <form class="form" method="post" action={`${suspensionsAt(c)}/nouvelle`} novalidate>
        <Faults title={t("faults_title")} faults={faults} />
        <input type="hidden" name="membre" value={person.id} />
        <TextArea name="raison" label={t("suspension_reason")} hint={t("suspension_reason_hint", { count: longestReason })} value={typed.reason} required fault={faultFor(faults, "raison")} />
        <Select name="duree" label={t("suspension_span")} value={typed.days} options={[{ value: "", label: t("suspension_span_open") }, ...spans.map((days) => ({ value: String(days), label: t("suspension_days", { count: days }) }))]} />
        <div class="actions"><button class="button danger">{t("suspension_do")}</button><a href={suspensionsAt(c)}>{t("cancel")}</a></div>
      </form></div>
  ));
}

async function askPage(c: WebContext) {
  const person = await personAt(c, c.req.query("membre"));
  return person ? ask(c, person) : missingPage(c);
}

async function suspend(c: WebContext) {
  const t = c.get("t");
  const values = await readForm(c);
  const typed = { reason: values.one("raison"), days: values.one("duree") };
  const person = await personAt(c, values.one("membre"));
  if (!person) return missingPage(c);
  const { directory } = c.get("services");
  const days = spans.find((each) => String(each) === typed.days) ?? null;
  const outcome = await suspendMember(c.get("act"), { member: person.id, reason: typed.reason, days }, (told) => suspendedMail(told, directory().byId(told.territory), { origin: directory().originOf(told.territory), portal: directory().portalOrigin }));
  if (outcome.done) return c.redirect(`${suspensionsAt(c)}?dit=done`, 303);
  const { kind } = outcome.refusal;
  if (kind === "reason-needed" || kind === "suspended-already") return ask(c, person, typed, [{ field: "raison", text: t(kind === "reason-needed" ? "suspension_reason_needed" : "suspension_already") }]);
  return kind === "unknown" ? missingPage(c) : accessRefused(c, kind);
}

async function lift(c: WebContext) {
  const id = readId<SuspensionId>(c.req.param("id"));
  const outcome = id ? await liftSuspension(c.get("act"), id, (told) => restoredMail(told, c.get("services").directory().originOf(told.territory))) : null;
  if (outcome?.done) return c.redirect(`${suspensionsAt(c)}?dit=lifted`, 303);
  return !outcome || outcome.refusal.kind === "unknown" ? missingPage(c) : accessRefused(c, outcome.refusal.kind);
}

export const suspensionRoutes: readonly Route[] = (["animation", "coordination"] as const).flatMap((where) => {
  const access = where === "animation" ? "animator" : "coordinator";
  const at = { at: where === "animation" ? "territory" : "portal" } as const;
  return [
    page(`/${where}/suspensions`, access, list, at),
    page(`/${where}/suspensions/nouvelle`, access, askPage, at),
    form(`/${where}/suspensions/nouvelle`, access, suspend, at),
    form(`/${where}/suspensions/:id/lever`, access, lift, at),
  ];
});
