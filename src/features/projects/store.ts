import { sql } from "kysely";
import { json, type Transaction } from "../../platform/database.ts";
import { newId, type ContentId, type MediaId, type MemberId } from "../../platform/ids.ts";
import { plainText } from "../../platform/text/plain.ts";
import type { ProjectInput, UpdateInput } from "./input.ts";
import type { ProjectStanding } from "./project.ts";

export async function writeProjectRow(tx: Transaction, id: ContentId, input: ProjectInput, communeName: string): Promise<void> {
  await sql`
    insert into projects (content_id, territory_id, stage, starts_on, ends_on, funding, website, commune_code, commune_name)
    select id, territory_id, ${input.stage}, ${input.startsOn}::date, ${input.endsOn}::date, ${input.funding}, ${input.website}, ${input.communeCode}, ${communeName} from contents where id = ${id}
    on conflict (content_id) do update set stage = excluded.stage, starts_on = excluded.starts_on, ends_on = excluded.ends_on, funding = excluded.funding, website = excluded.website,
      commune_code = excluded.commune_code, commune_name = excluded.commune_name`.execute(tx);
}

/** The project with its team, locked until the transaction ends; null when there is none. */
export async function lockProjectAnywhere(tx: Transaction, id: ContentId): Promise<ProjectStanding | null> {
  await sql`select from contents where id = ${id} and kind = 'project' for update`.execute(tx);
  const { rows } = await sql<ProjectStanding>`
    select jsonb_build_object('id', c.id, 'kind', c.kind, 'territory', c.territory_id, 'state', c.state, 'community', c.community_id,
      'authors', array(select member_id from content_authors w where w.content_id = c.id), 'structure', (select structure_id from content_structures s where s.content_id = c.id and s.role = 'author' limit 1)) as content,
      coalesce((select jsonb_agg(jsonb_build_object('member', m.member_id, 'state', m.state)) from project_members m where m.project_id = c.id), '[]') as team
    from contents c where c.id = ${id} and c.kind = 'project'`.execute(tx);
  const { rows: dates } = await sql<{ at: Temporal.Instant | null }>`select published_at as at from contents where id = ${id}`.execute(tx);
  return rows[0] ? { ...rows[0], content: { ...rows[0].content, publishedAt: dates[0]?.at ?? null } } : null;
}

/** What a project is called, and where: of one that is locked. */
export async function nameOfProject(tx: Transaction, id: ContentId): Promise<{ title: string; slug: string }> {
  const { rows } = await sql<{ title: string; slug: string }>`select title, slug from contents where id = ${id}`.execute(tx);
  return rows[0] ?? { title: "", slug: "" };
}

export async function setTeamMember(tx: Transaction, project: ContentId, member: MemberId, role: string, state: "invited" | "in", at: Temporal.Instant): Promise<void> {
  await sql`insert into project_members (project_id, member_id, role, state, since) values (${project}, ${member}, ${role}, ${state}, ${at})
    on conflict (project_id, member_id) do update set role = excluded.role`.execute(tx);
}

export async function acceptTeamMember(tx: Transaction, project: ContentId, member: MemberId, at: Temporal.Instant): Promise<void> {
  await sql`update project_members set state = 'in', since = ${at} where project_id = ${project} and member_id = ${member} and state = 'invited'`.execute(tx);
}

export async function deleteTeamMember(tx: Transaction, project: ContentId, member: MemberId): Promise<void> {
  await sql`delete from project_members where project_id = ${project} and member_id = ${member}`.execute(tx);
}

export async function deleteTeamsOf(tx: Transaction, member: MemberId): Promise<void> {
  await sql`delete from project_members where member_id = ${member}`.execute(tx);
}

export async function clearUpdatesOf(tx: Transaction, member: MemberId, keep: boolean): Promise<void> {
  if (keep) await sql`update project_updates set member_id = null where member_id = ${member}`.execute(tx);
  else await sql`delete from project_updates where member_id = ${member}`.execute(tx);
}

/** Null when the same submission was written before. */
export async function insertUpdate(tx: Transaction, project: ContentId, input: UpdateInput, by: MemberId, at: Temporal.Instant): Promise<string | null> {
  const { rows } = await sql<{ id: string }>`
    insert into project_updates (id, project_id, member_id, body, body_text, picture_id, submission, at) values (${newId()}, ${project}, ${by}, ${json(input.body)}, ${plainText(input.body)}, ${input.picture}, ${input.submission}, ${at})
    on conflict (submission) do nothing returning id`.execute(tx);
  return rows[0]?.id ?? null;
}

export async function findUpdateAnywhere(tx: Transaction, id: string): Promise<{ project: ContentId; member: MemberId | null } | null> {
  const { rows } = await sql<{ project: ContentId; member: MemberId | null }>`select project_id as project, member_id as member from project_updates where id = ${id}::uuid`.execute(tx);
  return rows[0] ?? null;
}

export async function deleteUpdate(tx: Transaction, id: string): Promise<void> {
  await sql`delete from project_updates where id = ${id}::uuid`.execute(tx);
}

export async function ownsPicture(tx: Transaction, picture: MediaId, member: MemberId): Promise<boolean> {
  return (await sql`select from media where id = ${picture} and owner_id = ${member}`.execute(tx)).rows.length > 0;
}

export async function insertProjectContent(tx: Transaction, project: ContentId, content: ContentId, at: Temporal.Instant): Promise<void> {
  await sql`insert into project_contents (project_id, content_id, at) values (${project}, ${content}, ${at}) on conflict do nothing`.execute(tx);
}

export async function deleteProjectContent(tx: Transaction, project: ContentId, content: ContentId): Promise<void> {
  await sql`delete from project_contents where project_id = ${project} and content_id = ${content}`.execute(tx);
}
