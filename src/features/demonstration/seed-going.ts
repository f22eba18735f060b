import { sql } from "kysely";
import type { Transaction } from "../../platform/database.ts";
import type { SeedOptions } from "./seed.ts";

/** To coming events where nothing is booked, most of those who like them go. */
export async function seedGoing(tx: Transaction, { today }: SeedOptions): Promise<void> {
  await sql`insert into participations (content_id, member_id, state, at)
    select l.content_id, l.member_id, 'going', l.at from likes l join events e on e.content_id = l.content_id join contents c on c.id = l.content_id
    where e.ends_at > ${today.toString()}::timestamptz and e.status = 'on' and e.booking_url is null and c.state = 'published' and right(l.member_id::text, 1) < 'a'
      and not exists (select from booking_offers f where f.event_id = e.content_id)`.execute(tx);
  await sql`update events e set going = p.n from (select content_id, count(*)::int as n from participations group by content_id) p where p.content_id = e.content_id`.execute(tx);
}
