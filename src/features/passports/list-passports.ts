import { sql } from "kysely";
import type { Database } from "../../platform/database.ts";
import type { MemberId } from "../../platform/ids.ts";
import type { Act, Permit } from "./passport.ts";

export interface Deed {
  readonly act: Act;
  readonly object: string;
  readonly at: Temporal.Instant;
}

/** A platform that a member let in, as their account page shows it. */
export interface Passport {
  readonly platform: string;
  readonly host: string;
  readonly name: string;
  readonly permits: readonly Permit[];
  readonly givenAt: Temporal.Instant;
  /** Whether the member is in there now. */
  readonly open: boolean;
  /** What it did for them last. */
  readonly deeds: readonly Deed[];
}

const deedsShown = 5;

/** The platforms of other servers that a member let in, the latest first. */
export async function listPassportsAnywhere(db: Database, member: MemberId): Promise<Passport[]> {
  const { rows } = await sql<Omit<Passport, "deeds"> & { deeds: { act: Act; object: string; at: string }[] }>`select g.platform_id as platform, p.host, p.described ->> 'client_name' as name, g.permits, g.given_at as "givenAt",
      exists (select from passports.openings o where o.member_id = g.member_id and o.platform_id = g.platform_id) as open,
      coalesce((select jsonb_agg(jsonb_build_object('act', d.act, 'object', d.object_uri, 'at', d.at) order by d.at desc) from (select * from passports.deeds d
        where d.member_id = g.member_id and d.platform_id = g.platform_id order by d.at desc limit ${deedsShown}) d), '[]') as deeds
    from passports.passports g join passports.platforms p on p.id = g.platform_id where g.member_id = ${member} order by g.given_at desc limit 200`.execute(db);
  return rows.map(({ deeds, ...row }) => ({ ...row, deeds: deeds.map((deed) => ({ ...deed, at: Temporal.Instant.from(deed.at) })) }));
}
