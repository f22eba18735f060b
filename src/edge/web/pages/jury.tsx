import { juryInput } from "../../../features/juries/input.ts";
import type { Juror } from "../../../features/juries/jury.ts";
import { canConvene, canJudge, isAsked } from "../../../features/juries/policy.ts";
import { showJuryAnywhere, type Jury } from "../../../features/juries/show-jury.ts";
import { answerInvitation, inviteJuror, removeJuror, writeJury } from "../../../features/juries/write-jury.ts";
import type { Content } from "../../../features/contents/show-content.ts";
import { sendMail } from "../../../features/mails/send-mail.ts";
import { showMemberAnywhere } from "../../../features/members/show-member.ts";
import { readId, type MemberId } from "../../../platform/ids.ts";
import { Faults, TextField } from "../../../ui/form.tsx";
import { canonicalOf, plurals } from "../../addresses.ts";
import type { WebContext } from "../../env.ts";
import { plainMail } from "../../plain-mail.ts";
import { callings, contentAt, pathOf, type Calling } from "../calling.ts";
import { missingPage } from "../errors.tsx";
import { faultFor, faultsOf, readForm, type Fault } from "../form-data.ts";
import { form, page, type Route } from "../../route.ts";
import { render } from "../shell.tsx";

interface Convened {
  readonly content: Content;
  readonly jury: Jury;
}

interface Typed {
  readonly criteria: readonly { readonly label: string; readonly weight: string }[];
  readonly handle: string;
}

/** The jury that the address names, for its author and those who were asked; to others there is no such page. */
async function jurying(c: WebContext, { kind }: Calling): Promise<Response | Convened> {
  const content = await contentAt(c, kind, "/jury");
  if (content instanceof Response) return content;
  const jury = await showJuryAnywhere(c.get("services").db, content.id);
  const { viewer } = c.get("act");
  return jury && (canConvene(viewer, content) || isAsked(viewer, jury)) ? { content, jury } : missingPage(c);
}

function typedOf({ criteria }: Jury): Typed {
  return { criteria: criteria.map(({ label, weight }) => ({ label, weight: String(weight) })), handle: "" };
}

async function open(c: WebContext, calling: Calling) {
  const found = await jurying(c, calling);
  return found instanceof Response ? found : juryPage(c, found, typedOf(found.jury), []);
}

function juryPage(c: WebContext, { content, jury }: Convened, typed: Typed, faults: readonly Fault[]) {
  const t = c.get("t");
  const { viewer } = c.get("act");
  const convening = canConvene(viewer, content);
  return render(c, { title: t("jury_title"), noindex: true, status: faults.length > 0 ? 422 : 200 }, (
    <div class="wrap">
      <div class="head"><p class="soft"><a href={pathOf(content)}>{content.title}</a></p><h1>{t("jury_title")}</h1><p class="lead">{t(convening ? "jury_lead" : "jury_asked_lead")}</p>
        <div class="actions">{convening || canJudge(viewer, jury) ? <><a class="button quiet" href={pathOf(content, "/reponses")}>{t("answers_title")}</a><a class="button quiet" href={pathOf(content, "/classement")}>{t("ranking_title")}</a></> : null}</div></div>
      <Faults title={t("faults_title")} faults={faults} />
      {isAsked(viewer, jury) ? <Invitation c={c} content={content} jury={jury} /> : null}
      {convening ? <Criteria c={c} content={content} typed={typed} faults={faults} given={jury.jurors.some((each) => each.given > 0)} /> : <section class="section stack"><h2>{t("jury_criteria")}</h2><ul>{jury.criteria.map(({ label, weight }) => <li>{weight === 1 ? label : t("notes_criterion", { label, count: weight })}</li>)}</ul></section>}
      {convening ? (
        <section class="section stack"><h2>{t("jury_people")}</h2>
          {jury.jurors.length > 0 ? <ul class="plain stack">{jury.jurors.map((juror) => <JurorLine c={c} content={content} juror={juror} />)}</ul> : <p class="soft">{t("jury_nobody")}</p>}
          <form class="form" method="post" action={pathOf(content, "/jury/inviter")} novalidate>
            <TextField name="handle" label={t("jury_handle")} hint={t("structure_person_handle_hint")} value={typed.handle} fault={faultFor(faults, "handle")} autocomplete="off" />
            <div><button class="button">{t("jury_invite")}</button></div>
          </form></section>
      ) : null}
    </div>
  ));
}

function Invitation({ c, content, jury }: { c: WebContext; content: Content; jury: Jury }) {
  const t = c.get("t");
  const judging = canJudge(c.get("act").viewer, jury);
  return (
    <form class="notice stack" method="post" action={pathOf(content, "/jury/invitation")}>
      <p>{t(judging ? "jury_in" : "jury_asked")}</p>
      <div class="actions">{judging ? null : <button class="button" name="reponse" value="oui">{t("jury_accept")}</button>}<button class="button quiet" name="reponse" value="non">{t(judging ? "jury_leave" : "jury_decline")}</button></div>
    </form>
  );
}

function Criteria({ c, content, typed, faults, given }: { c: WebContext; content: Content; typed: Typed; faults: readonly Fault[]; given: boolean }) {
  const t = c.get("t");
  if (given) return <section class="section stack"><h2>{t("jury_criteria")}</h2><p class="soft">{t("jury_criteria_stand")}</p><ul>{typed.criteria.map(({ label, weight }) => <li>{weight === "1" ? label : t("notes_criterion", { label, count: Number(weight) })}</li>)}</ul></section>;
  const rows = [...typed.criteria, ...Array.from({ length: 4 }, () => ({ label: "", weight: "1" }))].slice(0, 8);
  return (
    <section class="section stack"><h2>{t("jury_criteria")}</h2><p class="soft">{t("jury_criteria_hint")}</p>
      <form class="form" method="post" action={pathOf(content, "/jury/criteres")} novalidate>
        <div class={faultFor(faults, "criteria") ? "field faulty" : "field"} id="criteria" tabindex={-1}>
          {faultFor(faults, "criteria") ? <span class="fault">{faultFor(faults, "criteria")}</span> : null}
          {rows.map(({ label, weight }, index) => <div class="side"><TextField name="criterion_label" id={`criterion-${index}`} label={t("jury_criterion", { n: index + 1 })} value={label} /><TextField name="criterion_weight" id={`weight-${index}`} type="number" min="1" max="10" label={t("jury_weight")} value={weight} /></div>)}
        </div>
        <div><button class="button">{t("jury_criteria_save")}</button></div>
      </form></section>
  );
}

function JurorLine({ c, content, juror }: { c: WebContext; content: Content; juror: Juror }) {
  const t = c.get("t");
  return (
    <li class="row"><a href={`/membres/${juror.handle}`}><strong>{juror.name}</strong></a><span class="soft">{t(`juror_${juror.state}`)}{juror.state === "accepted" ? ` · ${t("juror_given", { count: juror.given })}` : ""}</span>
      <form method="post" action={pathOf(content, "/jury/retirer")}><button class="linklike" name="member" value={juror.member} aria-label={`${t("jury_remove")} – ${juror.name}`}>{t("jury_remove")}</button></form></li>
  );
}

async function saveCriteria(c: WebContext, calling: Calling) {
  const found = await jurying(c, calling);
  if (found instanceof Response) return found;
  const t = c.get("t");
  const values = await readForm(c);
  const weights = values.all("criterion_weight");
  const criteria = values.all("criterion_label").slice(0, 9).map((label, index) => ({ label: label.trim(), weight: weights[index] ?? "1" })).filter((each) => each.label !== "");
  const parsed = juryInput.safeParse({ criteria: criteria.map(({ label, weight }) => ({ label, weight: Number(weight) })) });
  if (!parsed.success) return juryPage(c, found, { criteria, handle: "" }, faultsOf(t, parsed.error).slice(0, 1));
  const outcome = await writeJury(c.get("act"), found.content.id, parsed.data);
  if (outcome.done) return c.redirect(pathOf(found.content, "/jury"), 303);
  return outcome.refusal.kind === "judged-already" ? juryPage(c, found, typedOf(found.jury), [{ field: "criteria", text: t("jury_criteria_stand") }]) : missingPage(c);
}

async function invite(c: WebContext, calling: Calling) {
  const found = await jurying(c, calling);
  if (found instanceof Response) return found;
  const { content, jury } = found;
  const t = c.get("t");
  const typed = (await readForm(c)).one("handle").trim();
  const faulty = (text: string) => juryPage(c, found, { ...typedOf(jury), handle: typed }, [{ field: "handle", text }]);
  const member = await showMemberAnywhere(c.get("act").db, typed.replace(/^.*\/membres\//, "").replace(/^@/, ""));
  if (!member || !("member" in member)) return canConvene(c.get("act").viewer, content) ? faulty(t("structure_person_unknown")) : missingPage(c);
  const address = `${canonicalOf(c, content)}/jury`;
  const outcome = await inviteJuror(c.get("act"), content.id, member.member.id, (tx, to) => sendMail(tx, plainMail(c.get("locale"), to, t("mail_jury_subject", { title: content.title }), [t("mail_jury_text", { title: content.title }), address])));
  if (outcome.done) return c.redirect(pathOf(content, "/jury"), 303);
  const { kind } = outcome.refusal;
  return kind === "no-criteria" || kind === "asked-already" ? faulty(t(`jury_refused_${kind}`)) : missingPage(c);
}

async function remove(c: WebContext, calling: Calling) {
  const found = await jurying(c, calling);
  if (found instanceof Response) return found;
  const member = readId<MemberId>((await readForm(c)).one("member"));
  const outcome = member ? await removeJuror(c.get("act"), found.content.id, member) : null;
  return outcome?.done ? c.redirect(pathOf(found.content, "/jury"), 303) : missingPage(c);
}

async function answer(c: WebContext, calling: Calling) {
  const found = await jurying(c, calling);
  if (found instanceof Response) return found;
  const accepted = (await readForm(c)).one("reponse") === "oui";
  const outcome = await answerInvitation(c.get("act"), found.content.id, accepted);
  return outcome.done ? c.redirect(pathOf(found.content, accepted ? "/jury" : ""), 303) : missingPage(c);
}

export const juryRoutes: readonly Route[] = callings.flatMap((calling) => {
  const path = `/${plurals[calling.kind]}/:slug/jury`;
  const at = { at: "territory" } as const;
  return [
    page(path, "member", (c) => open(c, calling), at),
    form(`${path}/criteres`, "member", (c) => saveCriteria(c, calling), at),
    form(`${path}/inviter`, "member", (c) => invite(c, calling), at),
    form(`${path}/retirer`, "member", (c) => remove(c, calling), at),
    form(`${path}/invitation`, "member", (c) => answer(c, calling), at),
  ];
});
