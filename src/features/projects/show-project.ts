import { sql } from "kysely";
import type { Context } from "../../platform/context.ts";
import type { Database } from "../../platform/database.ts";
import { readId, type ContentId, type MemberId } from "../../platform/ids.ts";
import { readMoment, writeMoment } from "../../platform/time.ts";
import type { TextDocument } from "../../platform/text/document.ts";
import type { Card, CardPicture } from "../contents/card.ts";
import { listCardsAnywhere, pictureColumns } from "../contents/list-cards.ts";
import type { ProjectStage } from "./project.ts";

/** What a project says besides its text. */
export interface ProjectDetails {
  readonly stage: ProjectStage;
  readonly startsOn: string | null;
  readonly endsOn: string | null;
  readonly funding: string;
  readonly website: string;
  readonly communeCode: string | null;
  readonly communeName: string;
}

/** The project of a content that the viewer has been shown; null when it is of another kind. */
export async function showProjectAnywhere(db: Database, id: ContentId): Promise<ProjectDetails | null> {
  const { rows } = await sql<ProjectDetails>`select stage, starts_on::text as "startsOn", ends_on::text as "endsOn", funding, website, commune_code as "communeCode", commune_name as "communeName" from projects where content_id = ${id}`.execute(db);
  return rows[0] ?? null;
}

export interface Teammate {
  readonly id: MemberId;
  readonly name: string;
  readonly handle: string;
  readonly role: string;
  readonly state: "invited" | "in";
}

/** Who is in the team, and who was asked: only those who lead the project and whoever was asked are shown the latter. */
export async function listTeamAnywhere(db: Database, project: ContentId): Promise<Teammate[]> {
  const { rows } = await sql<Teammate>`
    select m.id, m.name, m.handle, t.role, t.state from project_members t join members m on m.id = t.member_id and m.state = 'active' where t.project_id = ${project} order by t.since, m.id`.execute(db);
  return rows;
}

/** The projects that wait for this member's answer. */
export async function listInvitationsAnywhere({ db, viewer }: Context): Promise<{ id: ContentId; title: string; by: string }[]> {
  if (viewer.kind === "visitor") return [];
  const { rows } = await sql<{ id: ContentId; title: string; by: string }>`
    select c.id, c.title, coalesce((select m.name from content_authors a join members m on m.id = a.member_id where a.content_id = c.id order by a.position limit 1), '') as by
    from project_members t join contents c on c.id = t.project_id and c.state <> 'withdrawn' where t.member_id = ${viewer.id} and t.state = 'invited' order by t.since desc limit 20`.execute(db);
  return rows;
}

/** An entry of a logbook. */
export interface ProjectUpdate {
  readonly id: string;
  readonly at: Temporal.Instant;
  readonly body: TextDocument;
  readonly text: string;
  readonly by: { readonly id: MemberId; readonly name: string; readonly handle: string } | null;
  readonly picture: CardPicture | null;
}

export interface UpdateCursor {
  readonly at: Temporal.Instant;
  readonly id: string;
}

export function writeUpdateCursor({ at, id }: UpdateCursor): string {
  return `${writeMoment(at)}.${id}`;
}

export function readUpdateCursor(text: string | undefined): UpdateCursor | null {
  const [moment, key] = (text ?? "").split(".");
  const [at, id] = [readMoment(moment), readId<ContentId>(key)];
  return at && id ? { at, id } : null;
}

/** The logbook of a project that the viewer has been shown, the newest entries first. */
export async function listUpdatesAnywhere(db: Database, project: ContentId, cursor: UpdateCursor | null, limit: number): Promise<{ updates: ProjectUpdate[]; next: UpdateCursor | null }> {
  const after = cursor ? sql`and (u.at, u.id) < (${cursor.at}, ${cursor.id}::uuid)` : sql``;
  const { rows } = await sql<ProjectUpdate>`
    select u.id, u.at, u.body, u.body_text as text, case when m.id is not null then jsonb_build_object('id', m.id, 'name', m.name, 'handle', m.handle) end as by, ${pictureColumns} as picture
    from project_updates u left join members m on m.id = u.member_id and m.state = 'active' left join media p on p.id = u.picture_id
    where u.project_id = ${project} ${after} order by u.at desc, u.id desc limit ${limit + 1}`.execute(db);
  const last = rows[limit - 1];
  return { updates: rows.slice(0, limit), next: rows.length > limit && last ? last : null };
}

/** One entry of a logbook and its project, which the caller asks whether the viewer may see. */
export async function showUpdateAnywhere(db: Database, id: string): Promise<{ update: ProjectUpdate; project: ContentId } | null> {
  const { rows } = await sql<ProjectUpdate & { project: ContentId }>`
    select u.id, u.at, u.body, u.body_text as text, case when m.id is not null then jsonb_build_object('id', m.id, 'name', m.name, 'handle', m.handle) end as by, ${pictureColumns} as picture, u.project_id as project
    from project_updates u left join members m on m.id = u.member_id and m.state = 'active' left join media p on p.id = u.picture_id where u.id = ${id}`.execute(db);
  const row = rows[0];
  if (!row) return null;
  const { project, ...update } = row;
  return { update, project };
}

/** What belongs to a project: the announcements that can still be answered, and the other contents, the newest first. */
export async function listAttachedAnywhere(db: Database, project: ContentId, now: Temporal.Instant): Promise<{ needs: Card[]; others: Card[] }> {
  const { rows } = await sql<{ id: ContentId; open: boolean | null }>`
    select c.id, a.closes_at > ${now} as open from project_contents x join contents c on c.id = x.content_id and c.state = 'published' left join announcements a on a.content_id = c.id
    where x.project_id = ${project} order by x.at desc limit 60`.execute(db);
  const cards = new Map((await listCardsAnywhere(db, rows.map((row) => row.id))).map((card) => [card.id, card]));
  const of = (open: boolean) => rows.filter((row) => (row.open === true) === open).flatMap((row) => cards.get(row.id) ?? []);
  return { needs: of(true), others: of(false) };
}
