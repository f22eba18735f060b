import { sql } from "kysely";
import type { Context } from "../../platform/context.ts";
import type { Database } from "../../platform/database.ts";
import { readId, type ContentId, type MemberId } from "../../platform/ids.ts";
import { readMoment, writeMoment } from "../../platform/time.ts";
import { listCardsAnywhere } from "../contents/list-cards.ts";
import type { Relay, RelayCursor, RelayedCard } from "./relay.ts";

export function writeRelayCursor(cursor: RelayCursor): string {
  return `${writeMoment(cursor.at)}.${cursor.id}`;
}

export function readRelayCursor(text: string | undefined): RelayCursor | null {
  const [moment, key] = (text ?? "").split(".");
  const [at, id] = [readMoment(moment), readId<ContentId>(key)];
  return at && id ? { at, id } : null;
}

type Row = Relay & { readonly id: ContentId };
const columns = sql`r.word, r.at, jsonb_build_object('name', m.name, 'handle', m.handle) as by`;

/** What a member shared that is still public, the latest first. */
export async function listRelaysByAnywhere(db: Database, member: MemberId, cursor: RelayCursor | null, limit: number): Promise<{ relays: RelayedCard[]; next: RelayCursor | null }> {
  const { rows } = await sql<Row>`select r.content_id as id, ${columns} from relays r join members m on m.id = r.member_id and m.state = 'active'
    where r.member_id = ${member} and r.published_at is not null ${cursor ? sql`and (r.at, r.content_id) < (${cursor.at}, ${cursor.id})` : sql``} order by r.at desc, r.content_id desc limit ${limit + 1}`.execute(db);
  const shown = rows.slice(0, limit);
  const cards = new Map((await listCardsAnywhere(db, shown.map((row) => row.id))).map((card) => [card.id, card]));
  const last = rows.length > limit ? shown.at(-1) : undefined;
  return { relays: shown.flatMap(({ id, ...relay }) => { const card = cards.get(id); return card ? [{ ...relay, card }] : []; }), next: last ? { at: last.at, id: last.id } : null };
}

/** Who shared a content, the latest first. */
export async function listRelaysOfAnywhere(db: Database, content: ContentId, cursor: RelayCursor | null, limit: number): Promise<{ relays: Relay[]; next: RelayCursor | null }> {
  const { rows } = await sql<Relay & { id: MemberId }>`select r.member_id as id, ${columns} from relays r join members m on m.id = r.member_id and m.state = 'active'
    where r.content_id = ${content} and r.published_at is not null and not (m.remote and exists (select from silenced x where x.member_id = m.id and (x.territory_id is null or x.territory_id = (select territory_id from contents where id = r.content_id)))) ${cursor ? sql`and (r.at, r.member_id) < (${cursor.at}, ${cursor.id})` : sql``} order by r.at desc, r.member_id desc limit ${limit + 1}`.execute(db);
  const last = rows.length > limit ? rows[limit - 1] : undefined;
  return { relays: rows.slice(0, limit).map(({ word, at, by }) => ({ word, at, by })), next: last ? { at: last.at, id: last.id } : null };
}

/** The word with which this viewer shared it; null when they don't. */
export async function findRelayAnywhere({ db, viewer }: Context, content: ContentId): Promise<string | null> {
  if (viewer.kind === "visitor") return null;
  const { rows } = await sql<{ word: string }>`select word from relays where content_id = ${content} and member_id = ${viewer.id}`.execute(db);
  return rows[0]?.word ?? null;
}
