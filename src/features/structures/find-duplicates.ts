import { sql } from "kysely";
import type { Database } from "../../platform/database.ts";
import type { StructureId, TerritoryId } from "../../platform/ids.ts";
import { boxAround, findCommune, type Point } from "../places/communes.ts";
import { isOwnHost, likenessOf, proposedFrom, type Compared, type Duplicate, type Sought } from "./alike.ts";

interface Row extends Compared {
  readonly id: StructureId;
  readonly name: string;
  readonly slug: string;
  readonly territory: TerritoryId;
  readonly communeName: string;
  readonly latitude: number | null;
  readonly longitude: number | null;
}

/**
 * The structures of the network's census that this one is probably the same as, the most probable first. Indexes give
 * those worth comparing: same commune or less than 300 m away, same number, same site; without a commune, a like name.
 */
export async function findDuplicatesAnywhere(db: Database, sought: Sought, states: readonly ("listed" | "proposed")[], limit: number): Promise<Duplicate[]> {
  const compared = await readSought(db, sought);
  if (compared.key === "" && compared.siret === null && compared.rna === null) return [];
  const { rows } = await sql<Row>`
    with asked as (select ${compared.key}::text as key), near as (${candidates(compared)})
    select distinct on (s.id) s.id, s.name, s.slug, s.territory_id as territory, s.commune_name as "communeName", s.name_key as key, s.acronym, s.commune_code as "communeCode", s.latitude, s.longitude, s.address, s.siret, s.rna, s.osm, s.wikidata, s.site_host as "siteHost"
    from near n join structures s on s.id = n.id where s.state = any(${[...states]}::text[]) and s.id is distinct from ${sought.except ?? null}::uuid`.execute(db);
  return rows
    .map((row) => ({ row, likeness: likenessOf(compared, { ...row, point: pointOf(row) }) }))
    .filter(({ likeness }) => likeness.score >= proposedFrom)
    .sort((a, b) => b.likeness.score - a.likeness.score || a.row.id.localeCompare(b.row.id))
    .slice(0, limit)
    .map(({ row, likeness }) => ({ ...likeness, id: row.id, name: row.name, slug: row.slug, territory: row.territory, communeName: row.communeName, address: row.address }));
}

/** The key and the host are written by the database, as those of the stored ones are. */
async function readSought(db: Database, sought: Sought): Promise<Compared> {
  const { rows } = await sql<{ key: string; host: string | null }>`select case when ${sought.name} = '' then '' else regexp_replace(structure_key(${sought.name}), '\\s+', ' ', 'g') end as key,
    nullif(regexp_replace(lower(${sought.website ?? ""}), '^https?://(www\\.)?([^/:?#]+).*$', '\\2'), '') as host`.execute(db);
  const commune = sought.communeCode ? findCommune(sought.communeCode) : null;
  return {
    key: rows[0]?.key ?? "", siteHost: rows[0]?.host ?? null, acronym: sought.acronym ?? "", communeCode: commune?.code ?? null, point: sought.point ?? null, address: sought.address ?? "",
    siret: sought.siret ?? null, rna: sought.rna ?? null, osm: sought.osm ?? null, wikidata: sought.wikidata ?? null,
  };
}

const pointOf = ({ latitude, longitude }: Row): Point | null => (latitude === null || longitude === null ? null : { latitude, longitude });

function candidates({ key, communeCode, point, siret, rna, osm, wikidata, siteHost }: Compared) {
  const parts = [
    sql`(select id from structures where siret = ${siret} limit 20)`, sql`(select id from structures where rna = ${rna} limit 20)`,
    ...(osm || wikidata ? [sql`(select id from structures where osm = ${osm} or wikidata = ${wikidata} limit 20)`] : []),
    ...(isOwnHost(siteHost) ? [sql`(select id from structures where site_host = ${siteHost} limit 50)`] : []),
  ];
  if (key && communeCode) {
    parts.push(sql`(select s.id from structures s, asked where s.commune_code = ${communeCode} and s.state <> 'merged' and (similarity(s.name_key, asked.key) >= 0.15 or plain_text(s.acronym) = asked.key)
      order by similarity(s.name_key, asked.key) desc limit 60)`);
    parts.push(sql`(select s.id from structures s, asked where s.state <> 'merged' and s.commune_code is null and s.name_key % asked.key limit 20)`);
  }
  if (key && !communeCode) parts.push(sql`(select s.id from structures s, asked where s.state <> 'merged' and s.name_key % asked.key order by similarity(s.name_key, asked.key) desc limit 40)`);
  if (key && point) {
    const box = boxAround(point, 0.3);
    parts.push(sql`(select id from structures where latitude between ${box.south} and ${box.north} and longitude between ${box.west} and ${box.east} and state <> 'merged' limit 100)`);
  }
  return sql.join(parts, sql` union `);
}
