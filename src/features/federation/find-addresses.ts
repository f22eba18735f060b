import { sql } from "kysely";
import type { Database } from "../../platform/database.ts";
import type { MemberId } from "../../platform/ids.ts";

/** Somebody elsewhere as people write and read them: `@camille@other.example`, and the page. */
export interface ShownAddress {
  readonly uri: string;
  readonly handle: string;
  readonly url: string;
}

const shown = sql`x.uri, '@' || coalesce(nullif(o.handle, ''), '?') || '@' || split_part(split_part(x.uri, '/', 3), '/', 1) as handle, coalesce(nullif(o.url, ''), x.uri) as url`;

/** Under which other addresses a member says that they are known, and where they went to live. */
export async function findAddressesAnywhere(db: Database, member: MemberId): Promise<{ readonly uri: string; readonly handle: string; readonly aliases: readonly ShownAddress[]; readonly movedTo: ShownAddress | null } | null> {
  const { rows } = await sql<{ uri: string; handle: string; also: string[]; moved: string | null }>`select uri, handle, also_known_as as also, moved_to as moved from federation.actors where server_id is null and kind = 'member' and subject = ${member}`.execute(db);
  const [own] = rows;
  if (!own) return null;
  const { rows: named } = await sql<ShownAddress>`select ${shown} from unnest(${[...own.also, ...(own.moved ? [own.moved] : [])]}::text[]) with ordinality as x(uri, place) left join federation.actors o on o.uri = x.uri and o.server_id is not null order by x.place`.execute(db);
  return { uri: own.uri, handle: own.handle, aliases: named.slice(0, own.also.length), movedTo: own.moved ? (named.at(-1) ?? null) : null };
}

/** Where a member, ours or of another server, went to live; null for whoever stayed. */
export async function findMovedAnywhere(db: Database, member: MemberId): Promise<ShownAddress | null> {
  const { rows } = await sql<ShownAddress>`select ${shown} from (
      select moved_to as uri from federation.actors where server_id is null and kind = 'member' and subject = ${member} union all select moved_to from federation.actors where member_id = ${member}) x
    left join federation.actors o on o.uri = x.uri where x.uri is not null limit 1`.execute(db);
  return rows[0] ?? null;
}
