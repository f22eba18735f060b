import { findCommentAnywhere } from "../../../features/comments/list-comments.ts";
import { showContentAnywhere } from "../../../features/contents/show-content.ts";
import { findAnsweringAnywhere } from "../../../features/federation/find-answering.ts";
import { decideHeld } from "../../../features/federation/decide-held.ts";
import { heldAnswers, type HeldNoteId } from "../../../features/federation/held-note.ts";
import { listHeldNotes } from "../../../features/federation/list-held.ts";
import { hostOfUri } from "../../../features/federation/server.ts";
import type { MessageId } from "../../../features/messages/message.ts";
import { canReportMessage } from "../../../features/messages/policy.ts";
import { findMessageAnywhere } from "../../../features/messages/show-conversation.ts";
import { findMemberByIdAnywhere } from "../../../features/members/show-member.ts";
import { listReports } from "../../../features/reports/list-reports.ts";
import { makeReport } from "../../../features/reports/make-report.ts";
import { longestNote, longestReason, type Report, type Reported, type ReportId, type ShownSubject } from "../../../features/reports/reported.ts";
import { settleReport } from "../../../features/reports/settle-report.ts";
import { readId, type CommentId, type ContentId, type MemberId } from "../../../platform/ids.ts";
import { excerpt, plainText } from "../../../platform/text/plain.ts";
import { formatAgo } from "../../../platform/time.ts";
import { Checks, Faults, TextArea } from "../../../ui/form.tsx";
import { hrefOf, safeReturn, structureHref } from "../../addresses.ts";
import { territoryOf, type WebContext } from "../../env.ts";
import { reportedMail, settledMail } from "../../report-mails.ts";
import { form, page, type Route } from "../../route.ts";
import { missingPage, tooManyPage } from "../errors.tsx";
import { faultFor, readForm, type Fault } from "../form-data.ts";
import { HeldNotes } from "../parts/held-notes.tsx";
import { PageTurns } from "../parts/listing.tsx";
import { render } from "../shell.tsx";

/** What an address or a form names. */
function subjectOf(one: (name: string) => string): Reported | null {
  const [content, comment, member, message] = [readId<ContentId>(one("contenu")), readId<CommentId>(one("commentaire")), readId<MemberId>(one("membre")), readId<MessageId>(one("message"))];
  if (message) return { kind: "message", id: message };
  return content ? { kind: "content", id: content } : comment ? { kind: "comment", id: comment } : member ? { kind: "member", id: member } : null;
}

const names = { content: "contenu", comment: "commentaire", member: "membre", structure: "structure", message: "message" } as const;

/** What it is called, if this viewer may see it. */
async function wordsFor(c: WebContext, subject: Reported): Promise<string | null> {
  const { db } = c.get("services");
  if (subject.kind === "content") return (await showContentAnywhere(c.get("act"), subject.id))?.title ?? null;
  if (subject.kind === "member") return (await findMemberByIdAnywhere(db, subject.id))?.name ?? null;
  if (subject.kind === "message") {
    const message = await findMessageAnywhere(c.get("act"), subject.id);
    return message?.state === "sent" && canReportMessage(c.get("act").viewer, message) ? excerpt(plainText(message.body), 400) : null;
  }
  const found = subject.kind === "comment" ? await findCommentAnywhere(db, subject.id) : null;
  const seen = found?.comment.state === "visible" && (await showContentAnywhere(c.get("act"), found.content)) !== null;
  return found && seen ? excerpt(plainText(found.comment.body), 200) : null;
}

async function ask(c: WebContext, subject: Reported | null, back: string, typed = "", faults: readonly Fault[] = []) {
  const t = c.get("t");
  const words = subject ? await wordsFor(c, subject) : null;
  if (!subject || words === null) return missingPage(c);
  const elsewhere = await findAnsweringAnywhere(c.get("services").db, subject);
  const host = elsewhere ? hostOfUri(elsewhere.actor) : null;
  return render(c, { title: t("report_title"), noindex: true, status: faults.length > 0 ? 422 : 200 }, (
    <div class="wrap measure"><div class="head"><h1>{t("report_title")}</h1><blockquote>{words}</blockquote><p class="lead">{t("report_lead")}</p>{subject.kind === "message" ? <p>{t("report_message_lead")}</p> : null}</div>
      <Faults title={t("faults_title")} faults={faults} />
      <form class="form" method="post" action="/signaler" novalidate>
        <input type="hidden" name={names[subject.kind]} value={subject.id} />
        <input type="hidden" name="retour" value={back} />
        <TextArea name="raison" label={t("report_reason")} hint={t("report_reason_hint", { count: longestReason })} value={typed} fault={faultFor(faults, "raison")} required />
        {host ? <Checks name="transmettre" label={t("report_forward_label")} hint={t("report_forward_hint")} values={["1"]} options={[{ value: "1", label: t("report_forward", { host }) }]} /> : null}
        <div><button class="button" type="submit">{t("report_send")}</button></div>
      </form></div>
  ));
}

async function doReport(c: WebContext) {
  const { viewer } = c.get("act");
  const values = await readForm(c);
  const subject = subjectOf((name) => values.one(name));
  if (!subject || viewer.kind === "visitor") return missingPage(c);
  const allowed = await c.get("services").throttle("report", 20, 3600).take(viewer.id);
  if (!allowed.ok) return tooManyPage(c, allowed.retryAfterSeconds);
  const { directory, db } = c.get("services");
  const forward = values.one("transmettre") === "1" && (await findAnsweringAnywhere(db, subject)) !== null;
  const outcome = await makeReport(c.get("act"), { subject, reason: values.one("raison"), forward }, (told) => reportedMail(told, directory().originOf(told.territory)));
  if (!outcome.done) return outcome.refusal.kind === "reason-needed" ? ask(c, subject, values.one("retour"), values.one("raison"), [{ field: "raison", text: c.get("t")("report_reason_needed") }]) : missingPage(c);
  return render(c, { title: c.get("t")("report_title"), noindex: true }, <div class="wrap head"><h1>{c.get("t")("report_thanks")}</h1><p class="lead">{c.get("t")("report_thanks_text")}</p><p><a class="button" href={safeReturn(values.one("retour"))}>{c.get("t")("report_back")}</a></p></div>);
}

const pageSize = 40;

async function queue(c: WebContext) {
  const t = c.get("t");
  const territory = territoryOf(c);
  if (!territory) return missingPage(c);
  const settled = c.req.query("etat") === "traites";
  const { items, next } = await listReports(c.get("services").db, territory.id, settled ? "settled" : "open", c.req.query("suite") ?? null, pageSize);
  const held = settled || c.req.query("suite") ? [] : await listHeldNotes(c.get("services").db, territory.id, pageSize);
  return render(c, { title: t("reports"), noindex: true }, (
    <div class="wrap"><div class="head"><h1>{t(settled ? "reports_settled" : "reports")}</h1><p class="lead">{t("reports_lead")}</p><div class="actions"><a class="button quiet" href={settled ? "/animation/signalements" : "/animation/signalements?etat=traites"}>{t(settled ? "reports" : "reports_settled")}</a></div></div>
      {held.length > 0 ? <HeldNotes c={c} territory={territory.id} notes={held} /> : null}
      {items.length === 0 ? <p class="empty">{t("reports_none")}</p> : <ul class="plain stack loose">{items.map((report) => <Line c={c} report={report} />)}</ul>}
      <PageTurns c={c} first={!c.req.query("suite")} next={next} more="reports_more" /></div>
  ));
}

function Line({ c, report }: { c: WebContext; report: Report }) {
  const t = c.get("t");
  const ago = (at: Temporal.Instant) => formatAgo(at, c.get("act").now(), c.get("locale"));
  return (
    <li class="stack tight">
      {report.subjects.length === 0 ? <p><strong>{t("report_gone")}</strong></p> : report.subjects.map((subject) => <p><Subject c={c} subject={subject} />{subject.suspendable ? <> · <a href={`/animation/suspensions/nouvelle?membre=${subject.suspendable}`}>{t("suspension_ask")}</a></> : null}</p>)}
      {report.reason ? <blockquote>{report.reason}</blockquote> : null}
      <p class="soft small">{report.host ? t("report_by_server", { host: report.host }) : report.by ? <a href={`/membres/${report.by.handle}`}>{report.by.name}</a> : t("former_member")} · {ago(report.at)}{report.forwarded ? ` · ${t("report_forwarded")}` : ""}</p>
      {report.state === "settled" ? <p class="notice">{t("report_settled_by", { name: report.settledBy ?? t("former_member"), when: report.settledAt ? ago(report.settledAt) : "" })}{report.note ? <><br />{report.note}</> : null}</p> : (
        <details><summary>{t("report_settle")}</summary><form class="inside form" method="post" action={`/animation/signalements/${report.id}`}><TextArea name="note" id={`note-${report.id}`} label={t("report_note")} hint={t("report_note_hint", { count: longestNote })} /><div><button class="button">{t("report_settle")}</button></div></form></details>
      )}
    </li>
  );
}

function Subject({ c, subject }: { c: WebContext; subject: ShownSubject }) {
  const t = c.get("t");
  const from = "host" in subject && subject.host ? <span class="soft"> · {subject.host}</span> : null;
  if (subject.kind === "content") return <>{t(`kind_${subject.content}`)} <a href={hrefOf(c, { ...subject, kind: subject.content })}><strong>{subject.title}</strong></a>{from}</>;
  if (subject.kind === "comment") return <>{t("report_comment_of", { name: subject.name ?? t("former_member") })} <a href={`/commentaires/${subject.id}`}><strong>{subject.words || "…"}</strong></a>{from}</>;
  if (subject.kind === "message") return <>{t("report_message_of", { name: subject.name })} <strong>{subject.words || "…"}</strong> · <a href={`/membres/${encodeURIComponent(subject.handle)}`}>{subject.name}</a>{from}</>;
  if (subject.kind === "member") return <><a href={`/membres/${encodeURIComponent(subject.handle)}`}><strong>{subject.name}</strong></a>{from}</>;
  return <a href={structureHref(c, subject)}><strong>{subject.name}</strong></a>;
}

async function settle(c: WebContext) {
  const [territory, id] = [territoryOf(c), readId<ReportId>(c.req.param("id"))];
  const { note } = { note: (await readForm(c)).one("note") };
  const outcome = territory && id ? await settleReport(c.get("act"), territory.id, id, note, (told) => settledMail(told, note.trim().slice(0, longestNote))) : null;
  return outcome?.done ? c.redirect("/animation/signalements", 303) : missingPage(c);
}

async function decideNote(c: WebContext) {
  const [territory, id] = [territoryOf(c), readId<HeldNoteId>(c.req.param("id"))];
  const said = (await readForm(c)).one("reponse");
  const answer = heldAnswers.find((each) => each === said);
  const outcome = territory && id && answer ? await decideHeld(c.get("act"), territory.id, id, answer) : null;
  return outcome?.done ? c.redirect("/animation/signalements", 303) : missingPage(c);
}

export const reportRoutes: readonly Route[] = [
  page("/signaler", "member", (c) => ask(c, subjectOf((name) => c.req.query(name) ?? ""), safeReturn(c.req.query("retour"))), { visiting: true }),
  form("/signaler", "member", doReport, { visiting: true }),
  page("/animation/signalements", "animator", queue, { at: "territory" }),
  form("/animation/signalements/:id", "animator", settle, { at: "territory" }),
  form("/animation/commentaires/:id", "animator", decideNote, { at: "territory" }),
];
