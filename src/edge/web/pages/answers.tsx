import { marks, type CallStanding, type Mark } from "../../../features/answers/call.ts";
import { markInput } from "../../../features/answers/input.ts";
import { countAnswersAnywhere, listAnswersAnywhere, showAnswerAnywhere, type Answer } from "../../../features/answers/list-answers.ts";
import { markAnswer, openAnswer } from "../../../features/answers/mark-answer.ts";
import { canCollect, canReadAnswers } from "../../../features/answers/policy.ts";
import { canJudge } from "../../../features/juries/policy.ts";
import { rateAnswer } from "../../../features/juries/rate-answer.ts";
import { listJudgedAnywhere, listNotesAnywhere, showJuryAnywhere } from "../../../features/juries/show-jury.ts";
import type { Content } from "../../../features/contents/show-content.ts";
import { readId, type AnswerId } from "../../../platform/ids.ts";
import { csvTable } from "../../../platform/text/csv.ts";
import { formatAgo, readMoment, writeMoment } from "../../../platform/time.ts";
import { Faults, Select, TextArea } from "../../../ui/form.tsx";
import { plurals, withQuery } from "../../addresses.ts";
import type { WebContext } from "../../env.ts";
import { callAt, callings, pathOf, type Calling } from "../calling.ts";
import { missingPage } from "../errors.tsx";
import { faultFor, faultsOf, readForm, type Fault } from "../form-data.ts";
import { AnsweredList, answerWords } from "../parts/asked-questions.tsx";
import { JuryNotes, notesInput, readTypedNotes, typedNotes, type TypedNotes } from "../parts/jury-notes.tsx";
import { form, page, type Route } from "../../route.ts";
import { render } from "../shell.tsx";

interface Reading {
  readonly content: Content;
  readonly call: CallStanding;
  /** False for a jury: what the authors noted isn't theirs to read. */
  readonly collecting: boolean;
}

const perPage = 50;

/** The answers that the address names, for those who may read them; to others there is no such page. */
async function reading(c: WebContext, { kind }: Calling, rest: string): Promise<Response | Reading> {
  const found = await callAt(c, kind, rest);
  if (found instanceof Response) return found;
  const { viewer } = c.get("act");
  return canReadAnswers(viewer, found.call) ? { ...found, collecting: canCollect(viewer, found.call.content) } : missingPage(c);
}

async function list(c: WebContext, calling: Calling) {
  const found = await reading(c, calling, "/reponses");
  if (found instanceof Response) return found;
  const { content, collecting } = found;
  const t = c.get("t");
  const { db } = c.get("services");
  const mark = collecting ? (marks.find((each) => each === c.req.query("etat")) ?? null) : null;
  const [answers, counts] = await Promise.all([listAnswersAnywhere(db, content.id, mark, readCursor(c.req.query("suite")), perPage + 1), countAnswersAnywhere(db, content.id)]);
  const { viewer } = c.get("act");
  const judged = viewer.kind === "member" && found.call.jury.includes(viewer.id) ? await listJudgedAnywhere(db, content.id, viewer.id) : null;
  const shown = answers.slice(0, perPage);
  const last = shown.at(-1);
  const total = marks.reduce((sum, each) => sum + counts[each], 0);
  return render(c, { title: t("answers_title"), noindex: true }, (
    <div class="wrap">
      <div class="head">
        <p class="soft"><a href={pathOf(content)}>{content.title}</a></p><h1>{t("answers_count", { count: total })}</h1>
        <p class="lead">{t("answers_kept", { count: found.call.keepMonths })}</p>
        {collecting ? <ul class="chips"><li><a class="chip" href={withQuery(c, { etat: null, suite: null })} aria-current={mark ? undefined : "true"}>{t("answers_all")}</a></li>{marks.map((each) => <li><a class="chip" href={withQuery(c, { etat: each, suite: null })} aria-current={mark === each ? "true" : undefined}>{t(`mark_${each}`)} ({counts[each]})</a></li>)}</ul> : null}
        {collecting ? <div class="actions"><a class="button quiet" href={pathOf(content, "/reponses.csv")}>{t("answers_export")}</a><a class="button quiet" href={pathOf(content, "/appel")}>{t("call_edit")}</a><a class="button quiet" href={pathOf(content, "/jury")}>{t("jury_title")}</a></div> : <div class="actions"><a class="button quiet" href={pathOf(content, "/jury")}>{t("jury_title")}</a><a class="button quiet" href={pathOf(content, "/classement")}>{t("ranking_title")}</a></div>}
      </div>
      {shown.length === 0 ? <p class="empty">{t("answers_none")}</p> : (
        <div class="table-scroll" role="region" tabindex={0} aria-label={t("answers_title")}><table class="data">
          <thead><tr><th scope="col">{t("answers_who")}</th><th scope="col">{t("answers_when")}</th>{collecting ? <th scope="col">{t("answers_mark")}</th> : null}{judged ? <th scope="col">{t("notes_own")}</th> : null}</tr></thead>
          <tbody>{shown.map((answer) => <tr><td><a href={pathOf(content, `/reponses/${answer.id}`)}>{answer.name}</a></td><td>{formatAgo(answer.changedAt, c.get("act").now(), c.get("locale"))}</td>{collecting ? <td>{t(`mark_${answer.mark}`)}{answer.note ? ` · ${answer.note.slice(0, 80)}` : ""}</td> : null}{judged ? <td>{t(judged.has(answer.id) ? "notes_given" : "notes_to_give")}</td> : null}</tr>)}</tbody>
        </table></div>
      )}
      <div class="pages">{answers.length > perPage && last ? <a class="button" rel="next" href={withQuery(c, { suite: `${writeMoment(last.sentAt)}.${last.id}` })}>{t("answers_more")}</a> : null}</div>
    </div>
  ));
}

function readCursor(text: string | undefined): { sentAt: Temporal.Instant; id: AnswerId } | null {
  const [moment, key] = (text ?? "").split(".");
  const [sentAt, id] = [readMoment(moment), readId<AnswerId>(key)];
  return sentAt && id ? { sentAt, id } : null;
}

async function one(c: WebContext, calling: Calling) {
  const found = await reading(c, calling, "/reponses");
  const answer = found instanceof Response ? null : await answerOf(c, found);
  if (found instanceof Response || !answer) return found instanceof Response ? found : missingPage(c);
  if (found.collecting) await openAnswer(c.get("act"), answer.id);
  return onePage(c, found, found.collecting && answer.mark === "new" ? { ...answer, mark: "seen" } : answer, []);
}

async function answerOf(c: WebContext, { content }: Reading): Promise<Answer | null> {
  const id = readId<AnswerId>(c.req.param("id"));
  return id ? showAnswerAnywhere(c.get("services").db, content.id, id) : null;
}

async function onePage(c: WebContext, { content, collecting }: Reading, answer: Answer, faults: readonly Fault[], typed?: TypedNotes) {
  const t = c.get("t");
  const { db } = c.get("services");
  const { viewer } = c.get("act");
  const [jury, given] = await Promise.all([showJuryAnywhere(db, content.id), listNotesAnywhere(db, content.id, answer.id)]);
  const own = given.find((each) => viewer.kind === "member" && each.member === viewer.id);
  const title = t("answer_of", { name: answer.name });
  return render(c, { title, noindex: true, status: faults.length > 0 ? 422 : 200 }, (
    <div class="wrap">
      <div class="head"><p class="soft"><a href={pathOf(content, "/reponses")}>{content.title}</a></p><h1>{title}</h1>
        <p><a href={`/membres/${answer.handle}`}>{answer.name}</a>{collecting && answer.email ? <> · <a href={`mailto:${answer.email}`}>{answer.email}</a></> : null} · <span class="soft">{formatAgo(answer.changedAt, c.get("act").now(), c.get("locale"))}</span></p></div>
      <AnsweredList c={c} answered={answer.answered} fileHref={(id) => `/reponses/fichiers/${id}`} />
      {jury ? <JuryNotes c={c} jury={jury} given={given} typed={typed ?? typedNotes(own)} faults={typed ? faults : []} action={pathOf(content, `/reponses/${answer.id}/notes`)} /> : null}
      {collecting ? (
        <section class="section stack"><h2>{t("mark_title")}</h2>
          {c.req.query("dit") === "note" ? <p class="notice good" role="status">{t("mark_saved")}</p> : null}
          <form class="form" method="post" action={pathOf(content, `/reponses/${answer.id}`)} novalidate>
            <Faults title={t("faults_title")} faults={typed ? [] : faults} />
            <Select name="mark" label={t("answers_mark")} value={answer.mark} fault={faultFor(faults, "mark")} options={marks.map((each: Mark) => ({ value: each, label: t(`mark_${each}`) }))} />
            <TextArea name="note" label={t("mark_note")} hint={t("mark_note_hint")} value={answer.note} fault={faultFor(faults, "note")} />
            <div><button class="button">{t("mark_save")}</button></div>
          </form></section>
      ) : null}
    </div>
  ));
}

async function mark(c: WebContext, calling: Calling) {
  const found = await reading(c, calling, "/reponses");
  const answer = found instanceof Response ? null : await answerOf(c, found);
  if (found instanceof Response || !answer || !found.collecting) return found instanceof Response ? found : missingPage(c);
  const values = await readForm(c);
  const parsed = markInput.safeParse({ mark: values.one("mark"), note: values.one("note") });
  if (!parsed.success) return onePage(c, found, { ...answer, note: values.one("note") }, faultsOf(c.get("t"), parsed.error));
  const outcome = await markAnswer(c.get("act"), found.content.id, answer.id, parsed.data);
  return outcome.done ? c.redirect(pathOf(found.content, `/reponses/${answer.id}?dit=note`), 303) : missingPage(c);
}

/** What a juror gives to an answer. */
async function rate(c: WebContext, calling: Calling) {
  const found = await reading(c, calling, "/reponses");
  const answer = found instanceof Response ? null : await answerOf(c, found);
  if (found instanceof Response || !answer) return found instanceof Response ? found : missingPage(c);
  const jury = await showJuryAnywhere(c.get("services").db, found.content.id);
  if (!jury || !canJudge(c.get("act").viewer, jury)) return missingPage(c);
  const typed = readTypedNotes(await readForm(c), jury.criteria);
  const outcome = await rateAnswer(c.get("act"), found.content.id, answer.id, notesInput(typed));
  if (outcome.done) return c.redirect(pathOf(found.content, `/reponses/${answer.id}`), 303);
  if (outcome.refusal.kind === "unknown") return missingPage(c);
  return onePage(c, found, answer, faultsOf(c.get("t"), outcome.refusal.error, (path) => (path[0] === "notes" ? `note_${String(path[1])}` : String(path[0]))), typed);
}

/** All the answers as a table: a column for each question that was ever asked of them. */
async function exported(c: WebContext, calling: Calling) {
  const found = await reading(c, calling, "/reponses.csv");
  if (found instanceof Response) return found;
  if (!found.collecting) return missingPage(c);
  const t = c.get("t");
  const answers = await listAnswersAnywhere(c.get("services").db, found.content.id, null, null, 10_000);
  const asked = new Map(answers.flatMap((answer) => answer.answered).map((each) => [each.id, each.label]));
  for (const { id, label } of found.call.questions) asked.set(id, label);
  const head = [t("answers_who"), t("field_email"), t("answers_when"), t("answers_mark"), t("mark_note"), ...asked.values()];
  const rows = answers.map((answer) => [answer.name, answer.email ?? "", answer.changedAt.toString(), t(`mark_${answer.mark}`), answer.note, ...[...asked.keys()].map((id) => {
    const each = answer.answered.find((given) => given.id === id);
    return each ? answerWords(c, each) : "";
  })]);
  return c.body(csvTable(head, rows), 200, { "Content-Type": "text/csv; charset=utf-8", "Content-Disposition": `attachment; filename="reponses.csv"`, "Cache-Control": "private, no-store" });
}

export const answersRoutes: readonly Route[] = callings.flatMap((calling) => {
  const path = `/${plurals[calling.kind]}/:slug/reponses`;
  return [
    page(path, "member", (c) => list(c, calling), { at: "territory" }),
    page(`${path}.csv`, "member", (c) => exported(c, calling), { at: "territory" }),
    page(`${path}/:id`, "member", (c) => one(c, calling), { at: "territory" }),
    form(`${path}/:id/notes`, "member", (c) => rate(c, calling), { at: "territory" }),
    form(`${path}/:id`, "member", (c) => mark(c, calling), { at: "territory" }),
  ];
});
