import { isFollowingAnywhere } from "../../../features/follows/find-follow.ts";
import { projectInput } from "../../../features/projects/input.ts";
import { canAnswerInvitation, canLeadProject } from "../../../features/projects/policy.ts";
import { listAttachedAnywhere, listTeamAnywhere, listUpdatesAnywhere, readUpdateCursor, showProjectAnywhere } from "../../../features/projects/show-project.ts";
import { restoreProject, writeProject } from "../../../features/projects/write-project.ts";
import { touchContent } from "../../../platform/facts.ts";
import { originOf } from "../../addresses.ts";
import { behindOf, nobodyBehind, readBehind, resolveBehind, type BehindDraft } from "../parts/behind-fields.tsx";
import { Avatar } from "../parts/avatar.tsx";
import { ContentCard } from "../parts/cards.tsx";
import { FollowButton } from "../parts/follow-button.tsx";
import { Logbook } from "../parts/logbook.tsx";
import { ProjectFacts } from "../parts/project-facts.tsx";
import { ProjectFields } from "../parts/project-fields.tsx";
import { emptyProjectDraft, projectDraft, readProjectDraft, type ProjectDraft } from "../project-draft.ts";
import type { Kind, OpenForm } from "./kind.ts";

function form(draft: ProjectDraft, behind: BehindDraft): OpenForm {
  return {
    fields: (c, fault) => <ProjectFields c={c} draft={draft} behind={behind} fault={fault} />,
    async write(c, target, common, intent) {
      const input = projectInput.safeParse({ ...common, ...draft.input, ...(await resolveBehind(c, behind)) });
      return input.success ? { outcome: await writeProject(c.get("act"), target, input.data, intent) } : { error: input.error };
    },
  };
}

export const project: Kind = {
  kind: "project",
  empty: () => form(emptyProjectDraft, nobodyBehind),
  async of(c, content) {
    const details = await showProjectAnywhere(c.get("services").db, content.id);
    return form(details ? projectDraft(details) : emptyProjectDraft, behindOf(content));
  },
  read: (_c, values) => form(readProjectDraft(values), readBehind(values)),
  restore: (c, id, revision) => restoreProject(c.get("act"), id, revision),
  async view(c, content) {
    const t = c.get("t");
    const { db } = c.get("services");
    const { viewer, now } = c.get("act");
    const [details, everybody, logbook, attached, following] = await Promise.all([
      showProjectAnywhere(db, content.id), listTeamAnywhere(db, content.id), listUpdatesAnywhere(db, content.id, readUpdateCursor(c.req.query("journal")), 10),
      listAttachedAnywhere(db, content.id, now()), isFollowingAnywhere(c.get("act"), "project", content.id),
    ]);
    if (!details) return { word: t("kind_project") };
    const standing = { content, team: everybody.map((each) => ({ member: each.id, state: each.state })) };
    const team = everybody.filter((each) => each.state === "in");
    const own = everybody.find((each) => viewer.kind === "member" && each.id === viewer.id);
    const answer = (accept: "1" | "0", label: string, quiet = true) => <form method="post" action={`/projets/${content.id}/equipe/repondre`}><button class={quiet ? "button quiet" : "button"} name="accepter" value={accept}>{label}</button></form>;
    return {
      word: t(`project_stage_${details.stage}`),
      touches: [...attached.needs, ...attached.others].map((card) => touchContent(card.id)),
      notice: own?.state === "invited" ? <div class="notice"><p>{t("project_invited", { role: own.role || t("project_member") })}</p><div class="actions">{answer("1", t("project_accept"), false)}{answer("0", t("project_decline"))}</div></div> : null,
      actions: (
        <>
          {content.state === "published" ? <FollowButton c={c} kind="project" target={content.id} following={following} /> : null}
          {canLeadProject(viewer, standing) ? <a class="button quiet" href={`/projets/${content.slug}/equipe`}>{t("project_manage")}</a> : null}
          {own?.state === "in" && canAnswerInvitation(viewer, standing) ? answer("0", t("project_leave")) : null}
        </>
      ),
      beside: <ProjectFacts c={c} content={content} details={details} />,
      below: (
        <>
          {attached.needs.length > 0 ? <section class="stack" aria-labelledby="needs"><h2 id="needs">{t("project_needs")}</h2><div class="grid">{attached.needs.map((card) => <ContentCard c={c} card={card} />)}</div></section> : null}
          {team.length > 0 ? <section class="stack" aria-labelledby="team"><h2 id="team">{t("project_team")}</h2><ul class="plain grid">{team.map((person) => <li class="byline"><Avatar name={person.name} /><div><a href={`${originOf(c, content.territory)}/membres/${person.handle}`}><strong>{person.name}</strong></a>{person.role ? <p class="soft small">{person.role}</p> : null}</div></li>)}</ul></section> : null}
          <Logbook c={c} content={content} standing={standing} updates={logbook.updates} next={logbook.next} />
          {attached.others.length > 0 ? <section class="stack" aria-labelledby="attached"><h2 id="attached">{t("project_contents")}</h2><div class="grid">{attached.others.map((card) => <ContentCard c={c} card={card} />)}</div></section> : null}
        </>
      ),
      jsonLd: { "@type": ["CreativeWork", "Project"], member: team.map((person) => ({ "@type": "Person", name: person.name })), sameAs: details.website || undefined },
      feeds: [{ type: "application/atom+xml", href: `/projets/${content.slug}/journal.atom`, title: t("logbook_title") }],
    };
  },
};
