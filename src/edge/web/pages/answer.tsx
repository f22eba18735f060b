import type { CallStanding } from "../../../features/answers/call.ts";
import { findFileAnywhere } from "../../../features/answers/find-file.ts";
import { listOwnAnswersAnywhere, showOwnAnswerAnywhere, type Answer } from "../../../features/answers/list-answers.ts";
import { whenAnswering } from "../../../features/answers/policy.ts";
import { sendAnswer } from "../../../features/answers/send-answer.ts";
import { takeFile } from "../../../features/answers/take-file.ts";
import { withdrawAnswer } from "../../../features/answers/withdraw-answer.ts";
import type { Content } from "../../../features/contents/show-content.ts";
import { sendMail } from "../../../features/mails/send-mail.ts";
import { readId, type Id } from "../../../platform/ids.ts";
import { formatAgo, formatShortDay, todayIn } from "../../../platform/time.ts";
import { Faults } from "../../../ui/form.tsx";
import { canonicalOf, hrefOf, plurals } from "../../addresses.ts";
import { zoneOf, type WebContext } from "../../env.ts";
import { answerMail, answeredMail } from "../answer-mails.tsx";
import { callAt, callings, pathOf, type Calling } from "../calling.ts";
import { filledOf, readFilled, type Filled } from "../composed-form.ts";
import { missingPage } from "../errors.tsx";
import { faultFor, faultsOf, faultText, readForm, type Fault, type FormValues } from "../form-data.ts";
import { throttled } from "../parts/account-answers.tsx";
import { AnsweredList, AskedQuestions } from "../parts/asked-questions.tsx";
import { form, page, type Route } from "../../route.ts";
import { render } from "../shell.tsx";

interface Answering {
  readonly content: Content;
  readonly call: CallStanding;
  readonly own: Answer | null;
  readonly closed: boolean;
}

/** The call that the address names, with the reader's own answer; otherwise the page that says no. */
async function answering(c: WebContext, { kind }: Calling): Promise<Response | Answering> {
  const found = await callAt(c, kind, "/repondre");
  if (found instanceof Response) return found;
  const { viewer, now, db } = c.get("act");
  const verdict = whenAnswering(viewer, found.call, now());
  const own = viewer.kind === "member" ? await showOwnAnswerAnywhere(db, found.content.id, viewer.id) : null;
  return verdict === "unknown" && !own ? missingPage(c) : { ...found, own, closed: verdict !== "taken" };
}

async function open(c: WebContext, calling: Calling) {
  const found = await answering(c, calling);
  if (found instanceof Response) return found;
  const files = new Map((found.own?.answered ?? []).flatMap((each) => (each.file && typeof each.value === "string" ? [[each.value, each.file] as const] : [])));
  return answerPage(c, found, filledOf(found.call.questions, found.own?.answered ?? []), files, []);
}

function answerPage(c: WebContext, { content, call, own, closed }: Answering, filled: Filled, files: ReadonlyMap<string, string>, faults: readonly Fault[]) {
  const t = c.get("t");
  const until = formatShortDay(todayIn(zoneOf(c, content.territory), call.forgetAt), c.get("locale"));
  const kept = <p class="notice">{t("answer_kept", { count: call.keepMonths, day: until })}</p>;
  return render(c, { title: t("answer_title"), noindex: true, status: faults.length > 0 ? 422 : 200 }, (
    <div class="wrap">
      <div class="head"><p class="soft"><a href={pathOf(content)}>{content.title}</a></p><h1>{t(own ? "answer_own_title" : "answer_title")}</h1><p class="lead">{t(closed ? "answer_closed" : own ? "answer_own_lead" : "answer_lead")}</p></div>
      {c.req.query("dit") === "envoyee" ? <p class="notice good" role="status">{t("answer_sent")}</p> : null}
      {closed ? (own ? <><AnsweredList c={c} answered={own.answered} fileHref={fileHref} />{kept}</> : <div class="actions"><a class="button" href={pathOf(content)}>{content.title}</a></div>) : (
        <form class="form" method="post" action={pathOf(content, "/repondre")} enctype="multipart/form-data" novalidate>
          <Faults title={t("faults_title")} faults={faults} />
          <AskedQuestions c={c} questions={call.questions} filled={filled} files={files} fault={(field) => faultFor(faults, field)} />
          {kept}
          <div class="actions"><button class="button" type="submit">{t(own ? "answer_change" : "answer_send")}</button><a href={pathOf(content)}>{t("cancel")}</a></div>
        </form>
      )}
      {own ? <form class="section" method="post" action={pathOf(content, "/repondre/retirer")}><button class="button quiet">{t("answer_withdraw")}</button> <span class="soft">{t("answer_withdraw_hint")}</span></form> : null}
    </div>
  ));
}

function fileHref(id: string): string {
  return `/reponses/fichiers/${id}`;
}

async function send(c: WebContext, calling: Calling) {
  const found = await answering(c, calling);
  if (found instanceof Response) return found;
  const { content, call } = found;
  const { viewer } = c.get("act");
  if (found.closed || viewer.kind === "visitor") return c.redirect(pathOf(content, "/repondre"), 303);
  const slow = await throttled(c, "answer", 60, 3600, viewer.id);
  if (slow) return slow;
  const values = await readForm(c);
  const taken = await takeFiles(c, found, values);
  const typed: Filled = { ...readFilled(values, call.questions), ...taken.ids };
  if (taken.faults.length > 0) return answerPage(c, found, typed, taken.names, taken.faults);
  const about = { title: content.title, address: canonicalOf(c, content) };
  const outcome = await sendAnswer(c.get("act"), content.id, typed, async (tx, sent) => {
    for (const to of sent.again ? [] : sent.authors) await sendMail(tx, answerMail(c, to, about, { name: viewer.name, email: sent.own[0] }));
    for (const to of sent.own) await sendMail(tx, answeredMail(c, to, about, { answered: sent.answered, months: call.keepMonths }));
  });
  if (outcome.done) return c.redirect(pathOf(content, "/repondre?dit=envoyee"), 303);
  const { refusal } = outcome;
  if (refusal.kind === "closed") return c.redirect(pathOf(content, "/repondre"), 303);
  if (refusal.kind === "faulty") return answerPage(c, found, typed, taken.names, faultsOf(c.get("t"), refusal.error));
  return missingPage(c);
}

/** A file that was chosen is taken at once, and its id stands in the form from then on. */
async function takeFiles(c: WebContext, { content, call, own }: Answering, values: FormValues): Promise<{ ids: Record<string, string>; names: ReadonlyMap<string, string>; faults: Fault[] }> {
  const names = new Map((own?.answered ?? []).flatMap((each) => (each.file && typeof each.value === "string" ? [[each.value, each.file] as const] : [])));
  const [ids, faults]: [Record<string, string>, Fault[]] = [{}, []];
  for (const { id } of call.questions.filter((each) => each.kind === "file")) {
    const file = values.file(`${id}_file`);
    if (values.one(`${id}_remove`) === "1") ids[id] = "";
    if (!file) continue;
    const outcome = await takeFile(c.get("act"), content.id, { name: file.name, bytes: new Uint8Array(await file.arrayBuffer()) });
    if (outcome.done) names.set((ids[id] = outcome.value.id), outcome.value.name);
    else faults.push({ field: id, text: faultText(c.get("t"), outcome.refusal) });
  }
  return { ids, names, faults };
}

async function withdraw(c: WebContext, calling: Calling) {
  const found = await answering(c, calling);
  if (found instanceof Response) return found;
  const outcome = await withdrawAnswer(c.get("act"), found.content.id);
  return outcome.done ? c.redirect(pathOf(found.content), 303) : missingPage(c);
}

/** What a member has answered, wherever. */
async function own(c: WebContext) {
  const { viewer, db, now } = c.get("act");
  if (viewer.kind === "visitor") return missingPage(c);
  const t = c.get("t");
  const answers = await listOwnAnswersAnywhere(db, viewer.id);
  return render(c, { title: t("answers_own"), noindex: true }, (
    <div class="wrap"><div class="head"><h1>{t("answers_own")}</h1></div>
      {answers.length === 0 ? <div class="empty"><p>{t("answers_own_none")}</p><a class="button" href="/annonces">{t("list_announcement")}</a></div> : <ul>{answers.map((each) => <li><a href={`${hrefOf(c, each)}/repondre`}>{each.title}</a> <span class="soft">{formatAgo(each.sentAt, now(), c.get("locale"))}</span></li>)}</ul>}</div>
  ));
}

/** A file of an answer, to be kept and never shown: 404 to whoever may not read it. */
async function file(c: WebContext) {
  const id = readId<Id<"file">>(c.req.param("id"));
  const found = id ? await findFileAnywhere(c.get("act"), id) : null;
  if (!found) return missingPage(c);
  return c.body(new Uint8Array(found.bytes), 200, {
    "Content-Type": found.type,
    "Content-Disposition": `attachment; filename="document"; filename*=UTF-8''${encodeURIComponent(found.name).replace(/['()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16)}`)}`,
    "X-Content-Type-Options": "nosniff",
    "Content-Security-Policy": "default-src 'none'; sandbox",
    "Cache-Control": "private, no-store",
  });
}

export const answerRoutes: readonly Route[] = [
  ...callings.flatMap((calling) => [
    page(`/${plurals[calling.kind]}/:slug/repondre`, "member", (c) => open(c, calling), { at: "territory" }),
    form(`/${plurals[calling.kind]}/:slug/repondre`, "member", (c) => send(c, calling), { at: "territory", maxBody: 16_000_000 }),
    form(`/${plurals[calling.kind]}/:slug/repondre/retirer`, "member", (c) => withdraw(c, calling), { at: "territory" }),
  ]),
  page("/mon-espace/reponses", "member", own),
  page("/reponses/fichiers/:id", "member", file),
];
