import { emailSchema } from "../../../features/accounts/input.ts";
import { sendMail } from "../../../features/mails/send-mail.ts";
import { showMemberAnywhere } from "../../../features/members/show-member.ts";
import { askToActFor, claimByMail, confirmClaim, decideClaim } from "../../../features/structures/claim-structure.ts";
import { listClaimsOfAnywhere } from "../../../features/structures/list-claims.ts";
import { ownHostOf } from "../../../features/structures/mail-domain.ts";
import { setRole } from "../../../features/structures/manage-people.ts";
import { canClaim, canManagePeople } from "../../../features/structures/policy.ts";
import { listPeopleAnywhere, showStructure, showStructureAnywhere, type Person, type Structure } from "../../../features/structures/show-structure.ts";
import { idSchema, type MemberId, type StructureId } from "../../../platform/ids.ts";
import { Faults, Select, TextArea, TextField } from "../../../ui/form.tsx";
import { originOf, structureHref } from "../../addresses.ts";
import { territoryOf, type WebContext } from "../../env.ts";
import { accessRefused, missingPage } from "../errors.tsx";
import { faultFor, readForm, type Fault } from "../form-data.ts";
import { structureClaimMail } from "../mails.tsx";
import { throttled } from "../parts/account-answers.tsx";
import { ClaimLine } from "../parts/claim-line.tsx";
import { form, page, type Route } from "../../route.ts";
import { render } from "../shell.tsx";

/** The structure that the address names, if this member may see it; otherwise the page that says no. */
async function named(c: WebContext): Promise<Response | Structure> {
  const territory = territoryOf(c);
  const found = territory ? await showStructure(c.get("act"), territory.id, c.req.param("slug") ?? "") : null;
  return found && "structure" in found ? found.structure : missingPage(c);
}

async function claim(c: WebContext) {
  const structure = await named(c);
  return structure instanceof Response ? structure : claimPage(c, structure, { faults: [], email: "", words: "" });
}

function claimPage(c: WebContext, structure: Structure, typed: { faults: readonly Fault[]; email: string; words: string }) {
  const t = c.get("t");
  const { faults } = typed;
  if (!canClaim(c.get("act").viewer, structure)) return accessRefused(c, "forbidden");
  const host = structure.people.length === 0 ? ownHostOf(structure.website) : null;
  const told = c.req.query("dit");
  return render(c, { title: t("structure_claim"), noindex: true, status: faults.length > 0 ? 422 : 200 }, (
    <div class="wrap">
      <div class="head"><p class="soft"><a href={structureHref(c, structure)}>{structure.name}</a></p><h1>{t("structure_claim")}</h1><p class="lead">{t("structure_claim_lead")}</p></div>
      {told === "lien" || told === "demande" ? <p class="notice good" role="status">{t(told === "lien" ? "structure_claim_sent" : "structure_claim_asked")}</p> : null}
      <Faults title={t("faults_title")} faults={faults} />
      {host ? (
        <section class="section stack"><h2>{t("structure_claim_mail_title")}</h2><p>{t("structure_claim_mail_text", { host })}</p>
          <form class="form" method="post" action={`/structures/${structure.slug}/representer/courriel`} novalidate>
            <TextField name="email" type="email" label={t("structure_claim_mail_field")} value={typed.email} required fault={faultFor(faults, "email")} autocomplete="email" />
            <div><button class="button">{t("structure_claim_mail_send")}</button></div>
          </form></section>
      ) : null}
      <section class="section stack"><h2>{t(structure.people.length > 0 ? "structure_claim_ask_people" : "structure_claim_ask_title")}</h2>
        <form class="form" method="post" action={`/structures/${structure.slug}/representer/demande`} novalidate>
          <TextArea name="words" label={t("structure_claim_words")} value={typed.words} fault={faultFor(faults, "words")} />
          <div><button class="button">{t("structure_claim_ask")}</button></div>
        </form></section>
    </div>
  ));
}

async function doClaimByMail(c: WebContext) {
  const t = c.get("t");
  const structure = await named(c);
  const { viewer } = c.get("act");
  if (structure instanceof Response || viewer.kind === "visitor") return structure instanceof Response ? structure : missingPage(c);
  const slow = await throttled(c, "claim", 6, 3600, viewer.id);
  if (slow) return slow;
  const typed = { email: (await readForm(c)).one("email").trim(), words: "" };
  const email = emailSchema.safeParse(typed.email);
  if (!email.success) return claimPage(c, structure, { ...typed, faults: [{ field: "email", text: t("fault_email_invalid") }] });
  const origin = originOf(c, structure.territory);
  const outcome = await claimByMail(c.get("act"), structure.id, email.data, (tx, secret) => sendMail(tx, structureClaimMail(c, email.data, { structure: structure.name, member: viewer.name, address: `${origin}/structures/representer/${secret}` })));
  if (outcome.done) return c.redirect(`/structures/${structure.slug}/representer?dit=lien`, 303);
  return refusedClaim(c, structure, outcome.refusal.kind, "email", typed);
}

async function doAsk(c: WebContext) {
  const structure = await named(c);
  if (structure instanceof Response) return structure;
  const words = (await readForm(c)).one("words");
  if (!words.trim()) return claimPage(c, structure, { faults: [{ field: "words", text: c.get("t")("fault_required") }], email: "", words });
  const outcome = await askToActFor(c.get("act"), structure.id, words);
  if (outcome.done) return c.redirect(`/structures/${structure.slug}/representer?dit=demande`, 303);
  return refusedClaim(c, structure, outcome.refusal.kind, "words", { email: "", words });
}

function refusedClaim(c: WebContext, structure: Structure, kind: "sign-in" | "unknown" | "forbidden" | "not-its-domain" | "claimed-already" | "asked-already" | "stale", field: string, typed: { email: string; words: string }) {
  if (kind === "unknown") return missingPage(c);
  if (kind === "forbidden" || kind === "sign-in") return accessRefused(c, kind);
  return claimPage(c, structure, { ...typed, faults: [{ field, text: c.get("t")(`structure_refused_${kind}`) }] });
}

/** Shown before anything happens: a mail reader that opens links ahead of people spends nothing. */
function confirmPage(c: WebContext) {
  const t = c.get("t");
  return render(c, { title: t("structure_claim_confirm_title"), noindex: true }, <div class="wrap head"><h1>{t("structure_claim_confirm_title")}</h1><p class="lead">{t("structure_claim_confirm_text")}</p><form method="post" action={c.req.path}><button class="button">{t("structure_claim_confirm")}</button></form></div>);
}

async function doConfirm(c: WebContext) {
  const t = c.get("t");
  const outcome = await confirmClaim(c.get("act"), c.req.param("secret") ?? "");
  if (!outcome.done) {
    const { kind } = outcome.refusal;
    return render(c, { title: t("structure_claim_confirm_title"), noindex: true, status: 409 }, <div class="wrap head"><h1>{t("structure_claim_confirm_title")}</h1><p class="lead">{t(kind === "claimed-already" ? "structure_refused_claimed-already" : "structure_refused_stale")}</p></div>);
  }
  const structure = outcome.value;
  return render(c, { title: t("structure_claim_confirm_title"), noindex: true }, <div class="wrap head"><h1>{t("structure_claim_done", { name: structure.name })}</h1><div class="actions"><a class="button" href={structureHref(c, structure)}>{structure.name}</a><a class="button quiet" href="/contribuer">{t("contribute")}</a></div></div>);
}

async function people(c: WebContext) {
  const structure = await named(c);
  return structure instanceof Response ? structure : peoplePage(c, structure, []);
}

async function peoplePage(c: WebContext, structure: Structure, faults: readonly Fault[]) {
  const t = c.get("t");
  const { db, viewer } = c.get("act");
  const managing = canManagePeople(viewer, structure);
  if (!managing && !structure.people.some((each) => viewer.kind === "member" && each.member === viewer.id)) return accessRefused(c, "forbidden");
  const [present, claims] = await Promise.all([listPeopleAnywhere(db, structure.id), managing ? listClaimsOfAnywhere(db, structure.id) : []]);
  return render(c, { title: t("structure_people_title", { name: structure.name }), noindex: true, status: faults.length > 0 ? 422 : 200 }, (
    <div class="wrap">
      <div class="head"><p class="soft"><a href={structureHref(c, structure)}>{structure.name}</a></p><h1>{t("structure_people_title", { name: structure.name })}</h1><p class="lead">{t("structure_people_lead")}</p></div>
      <Faults title={t("faults_title")} faults={faults} />
      <ul class="plain stack" id="people" tabindex={-1}>{present.map((person) => <PersonLine c={c} structure={structure} person={person} managing={managing} />)}</ul>
      {managing ? (
        <section class="section stack"><h2>{t("structure_person_add")}</h2>
          <form class="form" method="post" action={`/structures/${structure.id}/membres`} novalidate>
            <TextField name="handle" label={t("structure_person_handle")} hint={t("structure_person_handle_hint")} fault={faultFor(faults, "handle")} autocomplete="off" />
            <Select name="role" label={t("structure_person_role")} value="editor" options={(["editor", "owner"] as const).map((role) => ({ value: role, label: t(`structure_role_${role}`) }))} />
            <div><button class="button">{t("structure_person_add")}</button></div>
          </form></section>
      ) : null}
      {managing ? <section class="section stack"><h2>{t("structure_requests")}</h2>{claims.length > 0 ? <ul class="plain stack">{claims.map((each) => <ClaimLine c={c} claim={each} back={`/structures/${structure.slug}/membres`} />)}</ul> : <p class="soft">{t("structure_requests_none")}</p>}</section> : null}
    </div>
  ));
}

function PersonLine({ c, structure, person, managing }: { c: WebContext; structure: Structure; person: Person; managing: boolean }) {
  const t = c.get("t");
  const { viewer } = c.get("act");
  const own = viewer.kind === "member" && viewer.id === person.id;
  const other = person.role === "owner" ? "editor" : "owner";
  const Act = ({ role, label }: { role: string; label: string }) => (
    <form method="post" action={`/structures/${structure.id}/membres`}><input type="hidden" name="member" value={person.id} /><button class="linklike" name="role" value={role} aria-label={`${label} – ${person.name}`}>{label}</button></form>
  );
  return (
    <li class="row"><a href={`/membres/${person.handle}`}><strong>{person.name}</strong></a><span class="soft">{t(`structure_role_${person.role}`)}</span>
      {managing ? <Act role={other} label={t(other === "owner" ? "structure_person_make_owner" : "structure_person_make_editor")} /> : null}
      {managing || own ? <Act role="none" label={t(own ? "structure_leave" : "structure_person_remove")} /> : null}</li>
  );
}

async function doSetRole(c: WebContext) {
  const t = c.get("t");
  const id = idSchema<StructureId>().safeParse(c.req.param("id"));
  const structure = id.success ? await showStructureAnywhere(c.get("act"), id.data) : null;
  if (!structure) return missingPage(c);
  const values = await readForm(c);
  const role = (["owner", "editor"] as const).find((each) => each === values.one("role")) ?? null;
  const given = idSchema<MemberId>().safeParse(values.one("member"));
  const handle = values.one("handle").trim().replace(/^.*\/membres\//, "").replace(/^@/, "");
  const found = given.success ? null : await showMemberAnywhere(c.get("act").db, handle);
  const member = given.success ? given.data : found && "member" in found ? found.member.id : null;
  if (!member) return peoplePage(c, structure, [{ field: "handle", text: t("structure_person_unknown") }]);
  const outcome = await setRole(c.get("act"), structure.id, member, role);
  if (outcome.done) return c.redirect(member === viewerId(c) && role === null ? structureHref(c, structure) : `/structures/${structure.slug}/membres`, 303);
  if (outcome.refusal.kind === "unknown") return missingPage(c);
  if (outcome.refusal.kind === "forbidden") return accessRefused(c, "forbidden");
  return peoplePage(c, structure, [{ field: "people", text: t("structure_refused_last-owner") }]);
}

function viewerId(c: WebContext): MemberId | null {
  const { viewer } = c.get("act");
  return viewer.kind === "member" ? viewer.id : null;
}

async function doDecide(c: WebContext) {
  const id = c.req.param("id") ?? "";
  const values = await readForm(c);
  const outcome = /^[0-9a-f-]{36}$/.test(id) ? await decideClaim(c.get("act"), id, values.one("reponse") === "oui") : null;
  if (!outcome?.done) return missingPage(c);
  return c.redirect(values.one("retour") === "/animation/structures" ? "/animation/structures" : `${structureHref(c, outcome.value)}/membres`, 303);
}

export const structurePeopleRoutes: readonly Route[] = [
  page("/structures/representer/:secret", "member", confirmPage, { at: "territory" }),
  form("/structures/representer/:secret", "member", doConfirm, { at: "territory" }),
  page("/structures/:slug/representer", "member", claim, { at: "territory" }),
  form("/structures/:slug/representer/courriel", "member", doClaimByMail, { at: "territory" }),
  form("/structures/:slug/representer/demande", "member", doAsk, { at: "territory" }),
  page("/structures/:slug/membres", "member", people, { at: "territory" }),
  form("/structures/:id/membres", "member", doSetRole, { at: "territory" }),
  form("/structures/demandes/:id", "member", doDecide, { at: "territory" }),
];
