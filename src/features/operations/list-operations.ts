import { sql } from "kysely";
import { wideWorld } from "../territories/territory.ts";
import type { Database } from "../../platform/database.ts";
import type { ContentId, TerritoryId } from "../../platform/ids.ts";
import type { Card } from "../contents/card.ts";
import { listCardsAnywhere } from "../contents/list-cards.ts";

/** The published operations in which a territory takes part, or all of the network's without one: those to come by their end, or those that are over, the last first. */
export async function listOperations(db: Database, territory: TerritoryId | null, today: Temporal.PlainDate, over: boolean, limit: number): Promise<Card[]> {
  const here = territory ? sql`and (o.territory_id = ${territory} or exists (select from operation_territories t where t.operation_id = o.content_id and t.territory_id = ${territory} and t.state = 'joined'))` : sql`and o.territory_id <> ${wideWorld}`;
  const order = over ? sql`o.ends_on desc, o.content_id desc` : sql`o.ends_on, o.content_id`;
  const { rows } = await sql<{ id: ContentId }>`
    select o.content_id as id from operations o join contents c on c.id = o.content_id and c.state = 'published'
    where o.ends_on ${over ? sql`<` : sql`>=`} ${today.toString()}::date ${here} order by ${order} limit ${limit}`.execute(db);
  return listCardsAnywhere(db, rows.map((row) => row.id));
}
