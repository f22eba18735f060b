import { sql } from "kysely";
import type { Database } from "../../platform/database.ts";
import type { ContentId, MemberId } from "../../platform/ids.ts";
import { readId } from "../../platform/ids.ts";
import { readMoment, writeMoment } from "../../platform/time.ts";
import type { EventToJoin, OwnParticipation, Participation, ParticipationState } from "./participation.ts";
import { readEventToJoin, readState } from "./store.ts";

/** What is decided about, and what this member is to it. */
export async function findGoingAnywhere(db: Database, event: ContentId, member: MemberId | null): Promise<{ event: EventToJoin; state: ParticipationState | null } | null> {
  const found = await readEventToJoin(db, event);
  return found && { event: found, state: member ? await readState(db, event, member) : null };
}

export async function findParticipationAnywhere(db: Database, event: ContentId, member: MemberId): Promise<ParticipationState | null> {
  return readState(db, event, member);
}

/** Who comes or asks to, those who wait for an answer first; callers have seen that the viewer may receive them. */
export async function listGoingAnywhere(db: Database, event: ContentId, after: string | null, limit: number): Promise<{ items: Participation[]; next: string | null }> {
  const [moment, key] = (after ?? "").split(".");
  const [at, id] = [readMoment(moment), readId<MemberId>(key)];
  const asked = sql`select p.* from participations p where p.content_id = ${event} and p.state = 'asked' order by p.at, p.member_id limit ${limit}`;
  const rest = sql`select p.* from participations p where p.content_id = ${event} and p.state in ('going', 'refused') ${at && id ? sql`and (p.at, p.member_id) > (${at}::timestamptz, ${id}::uuid)` : sql``} order by p.at, p.member_id limit ${limit + 1}`;
  const shown = (from: typeof asked) => sql<Participation>`select p.member_id as member, m.name, m.handle, p.state, p.message, p.at from (${from}) p join members m on m.id = p.member_id order by p.at, p.member_id`.execute(db);
  const [waiting, others] = await Promise.all([at ? { rows: [] } : shown(asked), shown(rest)]);
  const items = others.rows.slice(0, limit);
  const last = others.rows.length > limit ? items.at(-1) : undefined;
  return { items: [...waiting.rows, ...items], next: last ? `${writeMoment(last.at)}.${last.member}` : null };
}

/** Where a member goes, what is to come first. Callers ask for the viewer alone. */
export async function listOwnGoingAnywhere(db: Database, member: MemberId, now: Temporal.Instant): Promise<OwnParticipation[]> {
  const { rows } = await sql<OwnParticipation>`select p.content_id as event, c.title, c.slug, c.territory_id as territory, e.zone, coalesce((select min(o.starts_at) from occurrences o where o.event_id = e.content_id and o.starts_at > ${now}), e.starts_at) as "startsAt", p.state
    from (select * from participations where member_id = ${member} order by at desc limit 200) p join events e on e.content_id = p.content_id join contents c on c.id = p.content_id
    where c.state in ('published', 'reserved') and (e.ends_at is null or e.ends_at > ${now}) order by e.starts_at, p.content_id`.execute(db);
  return rows;
}
