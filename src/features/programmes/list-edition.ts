import { sql } from "kysely";
import type { Database, Transaction } from "../../platform/database.ts";
import type { ContentId } from "../../platform/ids.ts";
import type { Viewer } from "../../platform/viewer.ts";
import type { Session } from "../agenda/session.ts";
import { visibleTo } from "../contents/list-visible.ts";
import { mostBelow } from "./family.ts";

/** An event of an edition, with what the next one takes over. */
export interface EditionEvent {
  readonly id: ContentId;
  readonly parent: ContentId | null;
  readonly title: string;
  readonly sessions: readonly Session[];
  readonly zone: string;
}

/** An event and all that stands below it and that the viewer may see, parents before their children. What was withdrawn stays behind. */
export async function listEditionAnywhere(db: Database | Transaction, viewer: Viewer, now: Temporal.Instant, event: ContentId): Promise<EditionEvent[]> {
  const { rows } = await sql<EditionEvent>`
    with recursive family (id, parent_id, level) as (
      select content_id, null::uuid, 0 from events where content_id = ${event}
      union all select e.content_id, e.parent_id, f.level + 1 from family f join events e on e.parent_id = f.id join contents c on c.id = e.content_id
        where c.state <> 'withdrawn' and ${visibleTo(viewer, now)})
    select f.id, f.parent_id as parent, c.title, e.sessions, e.zone from family f join contents c on c.id = f.id join events e on e.content_id = f.id
    order by f.level, e.starts_at, f.id limit ${mostBelow + 1}`.execute(db);
  return rows;
}
