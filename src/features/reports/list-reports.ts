import { sql } from "kysely";
import type { Database } from "../../platform/database.ts";
import { readId, type TerritoryId } from "../../platform/ids.ts";
import { readMoment, writeMoment } from "../../platform/time.ts";
import { plainText } from "../../platform/text/plain.ts";
import type { TextDocument } from "../../platform/text/document.ts";
import type { Report, Reported, ReportId, ShownSubject } from "./reported.ts";

type Row = Omit<Report, "subjects"> & { readonly subjects: readonly (ShownSubject | (Extract<ShownSubject, { kind: "comment" | "message" }> & { readonly body: TextDocument }))[] };

/** Who answers for a content, a comment or themselves, when those who animate here may suspend them. */
const suspendable = sql`'suspendable', (select q.id from members q where q.id = coalesce(m.id, k.author_id, w.id, (select z.member_id from content_authors z where z.content_id = c.id order by z.position limit 1))
  and q.state = 'active' and q.home_id = r.territory_id and not q.coordinator and not exists (select from animators y where y.member_id = q.id))`;
const hostOf = (owner: string) => sql`(select v.host from federation.actors f join federation.servers v on v.id = f.server_id where f.member_id = ${sql.ref(owner)})`;
const subjects = sql`coalesce((select jsonb_agg(case
    when c.id is not null then jsonb_build_object('kind', 'content', 'id', c.id, 'title', c.title, 'content', c.kind, 'slug', c.slug, 'territory', c.territory_id, 'state', c.state, 'host', (select v.host from federation.objects o join federation.actors f on f.id = o.actor_id join federation.servers v on v.id = f.server_id where o.content_id = c.id), ${suspendable})
    when k.id is not null then jsonb_build_object('kind', 'comment', 'id', k.id, 'body', k.body, 'name', a.name, 'state', k.state, 'host', ${hostOf("k.author_id")}, ${suspendable})
    when m.id is not null then jsonb_build_object('kind', 'member', 'id', m.id, 'name', m.name, 'handle', m.handle, 'host', ${hostOf("m.id")}, ${suspendable})
    when x.id is not null then jsonb_build_object('kind', 'message', 'id', x.id, 'body', s.message_body, 'name', w.name, 'handle', w.handle, 'host', ${hostOf("w.id")}, ${suspendable})
    else jsonb_build_object('kind', 'structure', 'id', t.id, 'name', t.name, 'slug', t.slug, 'territory', t.territory_id) end order by s.position)
  from report_subjects s left join contents c on c.id = s.content_id left join comments k on k.id = s.comment_id left join members a on a.id = k.author_id left join members m on m.id = s.member_id left join structures t on t.id = s.structure_id left join messages x on x.id = s.message_id left join members w on w.id = x.author_id
  where s.report_id = r.id), '[]')`;

/** What was reported in a territory: what waits, the oldest first, or what was settled, the latest first. */
export async function listReports(db: Database, territory: TerritoryId, state: "open" | "settled", after: string | null, limit: number): Promise<{ items: Report[]; next: string | null }> {
  const [moment, key] = (after ?? "").split(".");
  const [at, id] = [readMoment(moment), readId<ReportId>(key)];
  const open = state === "open";
  const time = sql.ref(open ? "at" : "settled_at");
  const beyond = at && id ? (open ? sql`and (${time}, id) > (${at}::timestamptz, ${id}::uuid)` : sql`and (${time}, id) < (${at}::timestamptz, ${id}::uuid)`) : sql``;
  const { rows } = await sql<Row>`select r.id, r.reason, r.forwarded, r.state, r.note, r.at, r.settled_at as "settledAt", (select name from members d where d.id = r.settled_by) as "settledBy",
      (select jsonb_build_object('name', b.name, 'handle', b.handle) from members b where b.id = r.member_id) as by, (select v.host from federation.servers v where v.id = r.server_id) as host, ${subjects} as subjects
    from (select * from reports where territory_id = ${territory} and state = ${state} ${beyond} order by ${time} ${open ? sql`` : sql`desc`}, id ${open ? sql`` : sql`desc`} limit ${limit + 1}) r order by r.${time} ${open ? sql`` : sql`desc`}, r.id ${open ? sql`` : sql`desc`}`.execute(db);
  const items = rows.slice(0, limit).map((row) => ({ ...row, subjects: row.subjects.map((each) => ("body" in each ? { ...each, words: plainText(each.body).slice(0, each.kind === "message" ? 2000 : 400) } : each)) }));
  const last = rows.length > limit ? items.at(-1) : undefined;
  return { items, next: last ? `${writeMoment(open ? last.at : (last.settledAt ?? last.at))}.${last.id}` : null };
}

/** What a report is about, by name: whom to tell of it. */
export async function findReportAnywhere(db: Database, id: ReportId): Promise<{ territory: TerritoryId; reason: string; subjects: Reported[] } | null> {
  const { rows } = await sql<{ territory: TerritoryId; reason: string; subjects: Reported[] }>`select r.territory_id as territory, r.reason,
      array(select case when s.content_id is not null then jsonb_build_object('kind', 'content', 'id', s.content_id) when s.comment_id is not null then jsonb_build_object('kind', 'comment', 'id', s.comment_id) when s.member_id is not null then jsonb_build_object('kind', 'member', 'id', s.member_id) when s.message_id is not null then jsonb_build_object('kind', 'message', 'id', s.message_id) else jsonb_build_object('kind', 'structure', 'id', s.structure_id) end
        from report_subjects s where s.report_id = r.id order by s.position) as subjects from reports r where r.id = ${id}`.execute(db);
  return rows[0] ?? null;
}
