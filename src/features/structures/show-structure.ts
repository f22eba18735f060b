import { sql } from "kysely";
import type { Context } from "../../platform/context.ts";
import type { Database } from "../../platform/database.ts";
import type { MemberId, StructureId, TerritoryId } from "../../platform/ids.ts";
import type { TextDocument } from "../../platform/text/document.ts";
import type { CardPicture } from "../contents/card.ts";
import { pictureColumns } from "../contents/list-cards.ts";
import { canEditStructure, canProposeAgain, canSeeStructure } from "./policy.ts";
import type { StructureRole, StructureStanding } from "./structure.ts";

/** A structure as its page shows it. Its mail address is never among it. */
export interface Structure extends StructureStanding {
  readonly slug: string;
  readonly name: string;
  readonly acronym: string;
  readonly type: string;
  readonly summary: string;
  readonly body: TextDocument;
  readonly siret: string | null;
  readonly rna: string | null;
  readonly osm: string | null;
  readonly wikidata: string | null;
  readonly website: string;
  readonly phone: string;
  readonly links: readonly { readonly label: string; readonly url: string }[];
  readonly address: string;
  readonly postcode: string;
  readonly communeCode: string | null;
  readonly communeName: string;
  readonly latitude: number | null;
  readonly longitude: number | null;
  /** In the syntax of OpenStreetMap. */
  readonly hours: string;
  readonly accessibility: readonly string[];
  readonly themes: readonly string[];
  readonly picture: CardPicture | null;
  readonly claimedAt: Temporal.Instant | null;
  readonly revision: number;
  readonly createdAt: Temporal.Instant;
  readonly updatedAt: Temporal.Instant;
}

/** What everybody may read of `structures s` joined with `media p`. */
export const publicColumns = sql`s.id, s.territory_id as territory, s.state, s.slug, s.name, s.acronym, s.type, s.summary, s.body, s.siret, s.rna, s.osm, s.wikidata, s.website, s.phone, s.links, s.address, s.postcode,
  s.commune_code as "communeCode", s.commune_name as "communeName", s.latitude, s.longitude, s.hours, s.accessibility, s.themes, ${pictureColumns} as picture,
  s.claimed_at as "claimedAt", s.revision, s.created_at as "createdAt", s.updated_at as "updatedAt"`;

const columns = sql`${publicColumns}, s.refusal is not null as refused, s.recorded_by as "recordedBy",
  coalesce((select jsonb_agg(jsonb_build_object('member', m.member_id, 'role', m.role) order by m.since, m.member_id) from structure_members m where m.structure_id = s.id), '[]') as people`;

/** A structure by its address, if this viewer may see it. A former address, or that of one merged since, answers `moved`. */
export async function showStructure({ db, viewer }: Context, territory: TerritoryId, slug: string): Promise<{ structure: Structure } | { moved: { slug: string; territory: TerritoryId } } | null> {
  const { rows } = await sql<Structure>`select ${columns} from structures s left join media p on p.id = s.picture_id where s.territory_id = ${territory} and s.slug = ${slug}`.execute(db);
  const structure = rows[0];
  if (structure && structure.state !== "merged") return canSeeStructure(viewer, structure) ? { structure } : null;
  const { rows: moved } = await sql<{ slug: string; territory: TerritoryId }>`
    with former as (select id from structures where territory_id = ${territory} and slug = ${slug} union all select structure_id from structure_slugs where territory_id = ${territory} and slug = ${slug})
    select s.slug, s.territory_id as territory from former f join structures s on s.id = standing_structure(f.id) where s.state = 'listed' limit 1`.execute(db);
  return moved[0] ? { moved: moved[0] } : null;
}

/** A structure by its id, wherever it is, if this viewer may see it. */
export async function showStructureAnywhere({ db, viewer }: Context, id: StructureId): Promise<Structure | null> {
  const { rows } = await sql<Structure>`select ${columns} from structures s left join media p on p.id = s.picture_id where s.id = ${id}`.execute(db);
  const structure = rows[0];
  return structure && canSeeStructure(viewer, structure) ? structure : null;
}

/** The same; or, of one that was merged, the one that stays. */
export async function showStandingAnywhere(context: Context, id: StructureId): Promise<Structure | null> {
  const { rows } = await sql<{ id: StructureId | null }>`select standing_structure(${id}) as id`.execute(context.db);
  return rows[0]?.id ? showStructureAnywhere(context, rows[0].id) : null;
}

/** The address that it is written to, for those who may correct it; nobody else learns it. */
export async function findEmailAnywhere({ db, viewer }: Context, structure: Structure): Promise<string> {
  if (!canEditStructure(viewer, structure)) return "";
  const { rows } = await sql<{ email: string }>`select email from structures where id = ${structure.id}`.execute(db);
  return rows[0]?.email ?? "";
}

/** Why an animator refused it, for whoever recorded it and may propose it again; null otherwise. */
export async function findRefusalAnywhere({ db, viewer }: Context, structure: Structure): Promise<string | null> {
  if (!canProposeAgain(viewer, structure)) return null;
  const { rows } = await sql<{ refusal: string | null }>`select refusal from structures where id = ${structure.id}`.execute(db);
  return rows[0]?.refusal ?? null;
}

export interface Person {
  readonly id: MemberId;
  readonly name: string;
  readonly handle: string;
  readonly role: StructureRole;
}

/** Who acts for it, owners first. */
export async function listPeopleAnywhere(db: Database, id: StructureId): Promise<Person[]> {
  const { rows } = await sql<Person>`select m.id, m.name, m.handle, p.role from structure_members p join members m on m.id = p.member_id and m.state = 'active'
    where p.structure_id = ${id} order by p.role desc, p.since, m.id`.execute(db);
  return rows;
}
