import { sql } from "kysely";
import type { Database } from "../../platform/database.ts";
import type { ContentId, TerritoryId } from "../../platform/ids.ts";
import type { ContentKind } from "../contents/content.ts";
import type { ServerId } from "./actor.ts";

export type DeliveryState = "waiting" | "delivered" | "refused" | "expired";

/** One thing that was sent to a server, and what it answered. */
export interface SentLine {
  readonly id: number;
  readonly type: string;
  readonly content: { readonly id: ContentId; readonly kind: ContentKind; readonly slug: string; readonly title: string; readonly territory: TerritoryId } | null;
  readonly state: DeliveryState;
  readonly status: number | null;
  readonly answer: string;
  readonly attempts: number;
  /** When it is tried next, while it waits. */
  readonly dueAt: Temporal.Instant;
  readonly at: Temporal.Instant;
}

/** One thing that a server said, and what came of it. */
export interface HeardLine {
  readonly type: string;
  readonly by: string;
  readonly state: "waiting" | "applied" | "refused" | "ignored";
  readonly reason: string;
  readonly at: Temporal.Instant;
}

export const sentColumns = sql`d.id, e.type, case when c.state = 'published' then jsonb_build_object('id', c.id, 'kind', c.kind, 'slug', c.slug, 'title', c.title, 'territory', c.territory_id) end as content,
  d.state, d.status, d.answer, d.attempts, greatest(d.due_at, s.closed_until) as "dueAt", coalesce(d.settled_at, d.created_at) as at`;

/** What was last sent to a server: all of it for the coordination (null), what its people said or what is there for a territory. */
export async function listSent(db: Database, territory: TerritoryId | null, server: ServerId, limit: number): Promise<SentLine[]> {
  // Looked for among the latest only: a territory that says little to a server that hears much isn't worth reading years for.
  const { rows } = await sql<SentLine>`select ${sentColumns} from (select * from federation.deliveries where server_id = ${server} order by id desc limit ${territory ? limit * 20 : limit}) d
    join federation.servers s on s.id = d.server_id join federation.activities e on e.id = d.activity_id join federation.actors a on a.id = e.actor_id left join contents c on c.id = e.content_id
    ${territory ? sql`where ${territory} in (a.territory_id, c.territory_id)` : sql``} order by d.id desc limit ${limit}`.execute(db);
  return rows;
}

/** What was last heard from a server. */
export async function listHeardAnywhere(db: Database, server: ServerId, limit: number): Promise<HeardLine[]> {
  const { rows } = await sql<HeardLine>`select r.type, a.handle as by, r.state, r.reason, r.at from federation.received r join federation.actors a on a.id = r.actor_id where r.server_id = ${server} order by r.at desc limit ${limit}`.execute(db);
  return rows;
}
