import { addPicture } from "../../../features/media/add-picture.ts";
import { findMemberAnywhere } from "../../../features/members/show-member.ts";
import { showContent, showContentAnywhere, type Content } from "../../../features/contents/show-content.ts";
import { addUpdate, removeUpdate } from "../../../features/projects/add-update.ts";
import { attachContent } from "../../../features/projects/attach-content.ts";
import { roleSchema } from "../../../features/projects/input.ts";
import { answerInvitation, inviteToTeam, removeFromTeam } from "../../../features/projects/manage-team.ts";
import { canLeadProject } from "../../../features/projects/policy.ts";
import { listAttachedAnywhere, listTeamAnywhere } from "../../../features/projects/show-project.ts";
import { readId, type ContentId, type MediaId, type MemberId } from "../../../platform/ids.ts";
import { parseBody } from "../../../platform/text/parse-body.ts";
import { Faults, TextField } from "../../../ui/form.tsx";
import { hrefOf, safeReturn } from "../../addresses.ts";
import { tellDeclined } from "../../declined-mails.ts";
import { territoryOf, type WebContext } from "../../env.ts";
import { contentAtAddress } from "../content-address.ts";
import { accessRefused, missingPage, tooManyPage } from "../errors.tsx";
import { readForm, type Fault } from "../form-data.ts";
import { UpdateForm } from "../parts/logbook.tsx";
import { form, page, type Route } from "../../route.ts";
import { render } from "../shell.tsx";

/** Who is in the team, who was asked, what belongs to the project: the page of those who lead it. */
async function manage(c: WebContext) {
  const territory = territoryOf(c);
  const found = territory ? await showContent(c.get("act"), territory.id, "project", c.req.param("slug") ?? "") : null;
  if (!found || !("content" in found)) return missingPage(c);
  return managePage(c, found.content, []);
}

async function managePage(c: WebContext, content: Content, faults: readonly Fault[]) {
  const { db } = c.get("services");
  const t = c.get("t");
  if (!canLeadProject(c.get("act").viewer, { content, team: [] })) return accessRefused(c, "forbidden");
  const [team, attached] = await Promise.all([listTeamAnywhere(db, content.id), listAttachedAnywhere(db, content.id, c.get("act").now())]);
  const fault = (field: string) => faults.find((each) => each.field === field)?.text;
  return render(c, { title: t("project_manage"), noindex: true, status: faults.length > 0 ? 422 : 200 }, (
    <div class="wrap measure stack loose">
      <div class="head"><p class="soft"><a href={hrefOf(c, content)}>{content.title}</a></p><h1>{t("project_manage")}</h1></div>
      <Faults title={t("faults_title")} faults={faults} />
      <section class="stack"><h2>{t("project_team")}</h2>
        {team.length > 0 ? <ul class="plain stack">{team.map((person) => <li class="row"><span><strong>{person.name}</strong> {person.role} {person.state === "invited" ? <span class="badge">{t("project_waits")}</span> : null}</span><form method="post" action={`/projets/${content.id}/equipe/retirer`}><button class="linklike" name="membre" value={person.id}>{t("project_remove", { name: person.name })}</button></form></li>)}</ul> : <p class="soft">{t("project_team_none")}</p>}
        <form class="form" method="post" action={`/projets/${content.id}/equipe`}>
          <TextField name="identifiant" label={t("project_handle")} hint={t("project_handle_hint")} fault={fault("identifiant")} required autocomplete="off" />
          <TextField name="role" label={t("project_role")} hint={t("project_role_hint")} />
          <div class="bar"><button class="button">{t("project_invite")}</button></div>
        </form>
      </section>
      <section class="stack"><h2>{t("project_attached")}</h2><p class="soft">{t("project_attached_hint")}</p>
        <ul class="plain stack">{[...attached.needs, ...attached.others].map((card) => <li class="row"><a href={hrefOf(c, card)}>{card.title}</a><form method="post" action={`/projets/${content.id}/contenus`}><input type="hidden" name="attacher" value="0" /><button class="linklike" name="contenu" value={card.id}>{t("project_detach", { title: card.title })}</button></form></li>)}</ul>
        <form class="form" method="post" action={`/projets/${content.id}/contenus`}>
          <TextField name="adresse" label={t("project_address")} hint={t("project_address_hint")} fault={fault("adresse")} required autocomplete="off" />
          <div class="bar"><button class="button">{t("project_attach")}</button></div>
        </form>
      </section>
    </div>
  ));
}

/** The project of a form's address, as this viewer sees it; an answer otherwise. */
async function asked(c: WebContext): Promise<Response | Content> {
  const id = readId<ContentId>(c.req.param("id"));
  const content = id ? await showContentAnywhere(c.get("act"), id) : null;
  if (content?.kind !== "project") return missingPage(c);
  const { viewer } = c.get("act");
  const allowed = await c.get("services").throttle("project", 120, 3600).take(viewer.kind === "member" ? viewer.id : "");
  return allowed.ok ? content : tooManyPage(c, allowed.retryAfterSeconds);
}

function refusedWith(c: WebContext, kind: string) {
  return kind === "forbidden" ? accessRefused(c, "forbidden") : missingPage(c);
}

const toTeam = (c: WebContext, content: Content) => c.redirect(`${hrefOf(c, content)}/equipe`, 303);

async function doInvite(c: WebContext) {
  const content = await asked(c);
  if (content instanceof Response) return content;
  const values = await readForm(c);
  const t = c.get("t");
  const member = await findMemberAnywhere(c.get("services").db, values.one("identifiant").trim().replace(/^.*[@/]/, ""));
  if (!member) return managePage(c, content, [{ field: "identifiant", text: t("project_handle_unknown") }]);
  const outcome = await inviteToTeam(c.get("act"), content.id, member.id, roleSchema.parse(values.one("role").slice(0, 80)));
  if (outcome.done) return toTeam(c, content);
  return outcome.refusal.kind === "too-many" ? managePage(c, content, [{ field: "identifiant", text: t("fault_too_many") }]) : refusedWith(c, outcome.refusal.kind);
}

async function doRemove(c: WebContext) {
  const content = await asked(c);
  if (content instanceof Response) return content;
  const member = readId<MemberId>((await readForm(c)).one("membre"));
  if (!member) return missingPage(c);
  const outcome = await removeFromTeam(c.get("act"), content.id, member);
  return outcome.done ? toTeam(c, content) : refusedWith(c, outcome.refusal.kind);
}

/** Whoever is invited may answer though the project isn't public yet. */
async function doAnswer(c: WebContext) {
  const id = readId<ContentId>(c.req.param("id"));
  if (!id) return missingPage(c);
  const values = await readForm(c);
  const outcome = await answerInvitation(c.get("act"), id, values.one("accepter") === "1", tellDeclined(c));
  if (!outcome.done) return refusedWith(c, outcome.refusal.kind);
  const content = await showContentAnywhere(c.get("act"), id);
  return c.redirect(content ? hrefOf(c, content) : safeReturn("/mon-espace"), 303);
}

async function doAttach(c: WebContext) {
  const content = await asked(c);
  if (content instanceof Response) return content;
  const values = await readForm(c);
  const attached = values.one("attacher") !== "0";
  const target = attached ? ((await contentAtAddress(c, values.one("adresse")))?.id ?? null) : readId<ContentId>(values.one("contenu"));
  const outcome = target ? await attachContent(c.get("act"), content.id, target, attached) : null;
  if (outcome?.done) return toTeam(c, content);
  if (outcome && outcome.refusal.kind === "forbidden") return accessRefused(c, "forbidden");
  return managePage(c, content, [{ field: "adresse", text: c.get("t")("project_address_unknown") }]);
}

async function doUpdate(c: WebContext) {
  const content = await asked(c);
  if (content instanceof Response) return content;
  const values = await readForm(c);
  const t = c.get("t");
  const typed = values.one("update");
  const again = (text: string) => render(c, { title: t("logbook_write"), noindex: true, status: 422 }, (
    <div class="wrap measure stack"><div class="head"><h1>{t("logbook_write")}</h1></div><Faults title={t("faults_title")} faults={[{ field: "update", text }]} /><UpdateForm c={c} project={content.id} value={typed} fault={text} /></div>
  ));
  const body = parseBody({ body: typed });
  if (!body.done) return again(t("fault_too_long"));
  const file = values.file("update_picture");
  const taken = file ? await addPicture(c.get("act"), c.get("services").files, content.territory, { bytes: new Uint8Array(await file.arrayBuffer()), alt: values.one("update_alt").slice(0, 500), credit: "" }) : null;
  if (taken && !taken.done) return again(taken.refusal === "sign-in" ? t("refused_text") : t(`picture_${taken.refusal}`));
  const submission = values.one("submission");
  const picture = taken?.done ? (taken.value.id as MediaId) : null;
  const outcome = await addUpdate(c.get("act"), content.id, { body: body.value, picture, submission: /^[0-9a-f-]{36}$/.test(submission) ? submission : null });
  if (outcome.done) return c.redirect(`${hrefOf(c, content)}#journal`, 303);
  return outcome.refusal.kind === "empty" ? again(t("fault_required")) : refusedWith(c, outcome.refusal.kind);
}

async function doRemoveUpdate(c: WebContext) {
  const content = await asked(c);
  if (content instanceof Response) return content;
  const update = readId<ContentId>(c.req.param("update"));
  if (!update) return missingPage(c);
  const outcome = await removeUpdate(c.get("act"), update);
  return outcome.done ? c.redirect(`${hrefOf(c, content)}#journal`, 303) : refusedWith(c, outcome.refusal.kind);
}

export const projectTeamRoutes: readonly Route[] = [
  page("/projets/:slug/equipe", "member", manage, { at: "territory" }),
  form("/projets/:id/equipe", "member", doInvite),
  form("/projets/:id/equipe/retirer", "member", doRemove),
  form("/projets/:id/equipe/repondre", "member", doAnswer),
  form("/projets/:id/contenus", "member", doAttach),
  form("/projets/:id/journal", "member", doUpdate, { maxBody: 12_000_000 }),
  form("/projets/:id/journal/:update/retirer", "member", doRemoveUpdate),
];
