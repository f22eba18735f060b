import { sql } from "kysely";
import type { Database } from "../../platform/database.ts";
import { readId, type TerritoryId } from "../../platform/ids.ts";
import type { ActorKind } from "./actor.ts";
import type { Subject } from "./subject.ts";

/** Who is public of ours, by kind: nobody of another server, nothing private, hidden, waiting or withdrawn. */
const found = {
  member: sql`select 'member' as kind, m.id::text as subject, m.home_id as territory, m.handle as slug, m.created_at as "createdAt" from members m where m.state = 'active' and not m.remote`,
  structure: sql`select 'structure' as kind, m.id::text as subject, m.territory_id as territory, m.slug, m.created_at as "createdAt" from structures m where m.state = 'listed'`,
  community: sql`select 'community' as kind, m.id::text as subject, m.territory_id as territory, m.slug, m.created_at as "createdAt" from communities m where m.state in ('active', 'archived') and m.access <> 'private'`,
  project: sql`select 'project' as kind, m.id::text as subject, m.territory_id as territory, m.slug, m.created_at as "createdAt" from contents m where m.kind = 'project' and m.state = 'published' and m.published_at <= now()`,
} as const;

/** One of ours, if everybody may know of it. A tag is one of a territory, once something public bears it. */
export async function findSubject(db: Database, kind: ActorKind, subject: string, territory: TerritoryId): Promise<Subject | null> {
  if (kind === "territory") return ofTerritory(db, territory);
  if (kind === "tag") return ofTag(db, subject, territory);
  const id = readId(subject);
  if (!id) return null;
  const { rows } = await sql<Subject>`${found[kind]} and m.id = ${id}`.execute(db);
  return rows[0] ?? null;
}

/** Who is called so at this territory's host: a person who lives there first, then a structure, a community, a project; `tag` is what the handle says as a tag's, if it does. */
export async function findSubjectByHandle(db: Database, territory: { readonly id: TerritoryId; readonly slug: string }, handle: string, tag: string | null): Promise<Subject | null> {
  if (handle === "relay" || handle === territory.slug) return ofTerritory(db, territory.id);
  for (const [kind, suffix] of [["member", "membre"], ["structure", "structure"], ["community", "communaute"], ["project", "projet"]] as const) {
    const slugs = [handle, ...(handle.endsWith(`-${suffix}`) ? [handle.slice(0, -suffix.length - 1)] : [])];
    const { rows } = await sql<Subject>`${found[kind]} and ${kind === "member" ? sql`m.handle = ${handle} and m.home_id = ${territory.id}` : sql`m.slug = any(${slugs}::text[]) and m.territory_id = ${territory.id}`} order by m.created_at limit 1`.execute(db);
    if (rows[0]) return rows[0];
  }
  return tag ? ofTag(db, tag, territory.id) : null;
}

/** Who has a page under this name at this territory's host: a member is found wherever they live. */
export async function findSubjectBySlug(db: Database, kind: keyof typeof found, slug: string, territory: TerritoryId): Promise<Subject | null> {
  const { rows } = await sql<Subject>`${found[kind]} and ${kind === "member" ? sql`m.handle = ${slug}` : sql`m.slug = ${slug} and m.territory_id = ${territory}`} limit 1`.execute(db);
  return rows[0] ?? null;
}

async function ofTerritory(db: Database, territory: TerritoryId): Promise<Subject | null> {
  const { rows } = await sql<Subject>`select 'territory' as kind, id::text as subject, id as territory, slug, created_at as "createdAt" from territories where id = ${territory} and not elsewhere`.execute(db);
  return rows[0] ?? null;
}

async function ofTag(db: Database, tag: string, territory: TerritoryId): Promise<Subject | null> {
  const { rows } = await sql<Subject>`select 'tag' as kind, t.tag as subject, t.territory_id as territory, t.tag as slug, t.published_at as "createdAt"
    from content_tags t where t.territory_id = ${territory} and t.tag = ${tag} and t.published_at is not null order by t.published_at limit 1`.execute(db);
  return rows[0] ?? null;
}
