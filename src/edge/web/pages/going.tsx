import type { Content } from "../../../features/contents/show-content.ts";
import { answerGoing } from "../../../features/participations/answer-going.ts";
import { go, stopGoing } from "../../../features/participations/say-going.ts";
import { findGoingAnywhere, listGoingAnywhere } from "../../../features/participations/list-going.ts";
import type { Participation } from "../../../features/participations/participation.ts";
import { canReceive } from "../../../features/participations/policy.ts";
import { idSchema, readId, type ContentId, type MemberId } from "../../../platform/ids.ts";
import { formatShortDay, todayIn } from "../../../platform/time.ts";
import { safeReturn } from "../../addresses.ts";
import type { WebContext } from "../../env.ts";
import { askedToComeMail, goingAnswerMail } from "../../going-mails.ts";
import { form, page, type Route } from "../../route.ts";
import { contentAt, pathOf } from "../calling.ts";
import { missingPage, tooManyPage } from "../errors.tsx";
import { readForm } from "../form-data.ts";
import { PageTurns } from "../parts/listing.tsx";
import { render } from "../shell.tsx";

const contentId = idSchema<ContentId>();

async function doGo(c: WebContext) {
  const { viewer } = c.get("act");
  const values = await readForm(c);
  const content = contentId.safeParse(values.one("content"));
  if (!content.success || viewer.kind === "visitor") return missingPage(c);
  const allowed = await c.get("services").throttle("going", 60, 3600).take(viewer.id);
  if (!allowed.ok) return tooManyPage(c, allowed.retryAfterSeconds);
  const directory = c.get("services").directory();
  const outcome = values.one("aller") === "0" ? await stopGoing(c.get("act"), content.data) : await go(c.get("act"), content.data, values.one("mot"), (told) => askedToComeMail(told, viewer.name, directory.originOf(told.content.territory)));
  return outcome.done || outcome.refusal.kind !== "unknown" ? c.redirect(safeReturn(values.one("retour")), 303) : missingPage(c);
}

/** The event that the address names, for who organises it; to others there is no such page. */
async function received(c: WebContext): Promise<Response | Content> {
  const content = await contentAt(c, "event", "/participants");
  if (content instanceof Response) return content;
  const found = await findGoingAnywhere(c.get("services").db, content.id, null);
  return found && canReceive(c.get("act").viewer, found.event) ? content : missingPage(c);
}

const shown = 100;

async function show(c: WebContext) {
  const content = await received(c);
  if (content instanceof Response) return content;
  const t = c.get("t");
  const { items, next } = await listGoingAnywhere(c.get("services").db, content.id, c.req.query("suite") ?? null, shown);
  const groups = (["asked", "going", "refused"] as const).map((state) => ({ state, people: items.filter((each) => each.state === state) })).filter((group) => group.people.length > 0);
  return render(c, { title: t("going_who"), noindex: true }, (
    <div class="wrap"><div class="head"><p class="soft"><a href={pathOf(content)}>{content.title}</a></p><h1>{t("going_who")}</h1><p class="lead">{t("going_counted_long", { count: content.event?.going ?? 0 })}</p></div>
      {groups.length === 0 ? <p class="empty">{t("going_nobody")}</p> : null}
      {groups.map(({ state, people }) => <section class="section stack" aria-labelledby={`p-${state}`}><h2 id={`p-${state}`}>{t(`going_state_${state}`)}</h2><ul class="plain stack loose">{people.map((each) => <Line c={c} content={content} person={each} />)}</ul></section>)}
      <PageTurns c={c} first={!c.req.query("suite")} next={next} more="going_more" /></div>
  ));
}

function Line({ c, content, person }: { c: WebContext; content: Content; person: Participation }) {
  const t = c.get("t");
  return (
    <li class="stack tight"><p><a href={`/membres/${encodeURIComponent(person.handle)}`}>{person.name}</a> <span class="soft small">{formatShortDay(todayIn(content.event?.zone ?? "Europe/Paris", person.at), c.get("locale"))}</span></p>
      {person.message ? <blockquote>{person.message}</blockquote> : null}
      <form class="actions" method="post" action={pathOf(content, "/participants")}><input type="hidden" name="membre" value={person.member} />
        {person.state === "going" ? null : <button class="button" name="reponse" value="oui" aria-label={`${t("going_accept")} – ${person.name}`}>{t("going_accept")}</button>}
        {person.state === "refused" ? null : <button class="button quiet" name="reponse" value="non" aria-label={`${t("going_refuse")} – ${person.name}`}>{t("going_refuse")}</button>}</form></li>
  );
}

async function answer(c: WebContext) {
  const content = await received(c);
  if (content instanceof Response) return content;
  const values = await readForm(c);
  const member = readId<MemberId>(values.one("membre"));
  const directory = c.get("services").directory();
  const outcome = member ? await answerGoing(c.get("act"), content.id, member, values.one("reponse") === "oui", (told, how) => goingAnswerMail(told, how, directory.originOf(told.content.territory))) : null;
  return outcome?.done ? c.redirect(pathOf(content, "/participants"), 303) : missingPage(c);
}

export const goingRoutes: readonly Route[] = [
  form("/participer", "member", doGo),
  page("/evenements/:slug/participants", "member", show, { at: "territory" }),
  form("/evenements/:slug/participants", "member", answer, { at: "territory" }),
];
