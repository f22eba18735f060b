import { sql } from "kysely";
import type { Database, Transaction } from "../../platform/database.ts";
import type { ContentId } from "../../platform/ids.ts";
import type { ContentStanding } from "../contents/content.ts";
import type { ActorId } from "./actor.ts";

/** A dossier kept at another server that holds a content of ours. */
export interface Listing {
  readonly uri: string;
  readonly title: string;
  readonly url: string;
  /** The name of who keeps it, and their server. */
  readonly keeper: string;
  readonly host: string;
  readonly state: "in" | "declined";
}

export interface NewListing {
  readonly content: ContentId;
  readonly uri: string;
  readonly activity: string;
  readonly title: string;
  readonly url: string;
}

/** What stood before of the same dossier, if anything. */
export async function writeListing(tx: Transaction, actor: ActorId, listing: NewListing, at: Temporal.Instant): Promise<"new" | "in" | "declined"> {
  const { rows } = await sql<{ state: "in" | "declined"; fresh: boolean }>`insert into federation.listings (content_id, dossier_uri, actor_id, activity_uri, title, url, state, at)
    values (${listing.content}, ${listing.uri}, ${actor}, ${listing.activity}, ${listing.title.slice(0, 300)}, ${listing.url}, 'in', ${at})
    on conflict (content_id, dossier_uri) do update set activity_uri = excluded.activity_uri, title = excluded.title, url = excluded.url, actor_id = excluded.actor_id returning state, (xmax = 0) as fresh`.execute(tx);
  const row = rows[0];
  return !row || row.fresh ? "new" : row.state;
}

/** One content, or all that the dossier holds of ours. What was declined stays declined. */
export async function deleteListings(tx: Transaction, actor: ActorId, uri: string, content: ContentId | null): Promise<void> {
  await sql`delete from federation.listings where dossier_uri = ${uri} and actor_id = ${actor} and state = 'in' ${content ? sql`and content_id = ${content}` : sql``}`.execute(tx);
}

export async function markDeclined(tx: Transaction, content: ContentId, uri: string): Promise<boolean> {
  const { numAffectedRows } = await sql`update federation.listings set state = 'declined' where content_id = ${content} and dossier_uri = ${uri} and state = 'in'`.execute(tx);
  return Number(numAffectedRows) > 0;
}

export async function readListings(db: Database, content: ContentId): Promise<Listing[]> {
  const { rows } = await sql<Listing>`select l.dossier_uri as uri, l.title, l.url, a.name as keeper, s.host, l.state from federation.listings l join federation.actors a on a.id = l.actor_id join federation.servers s on s.id = a.server_id
    where l.content_id = ${content} order by l.at desc, l.dossier_uri limit 100`.execute(db);
  return rows;
}

/** The act that put a content into a dossier, and who did it. */
export async function readListingAct(db: Database, content: ContentId, uri: string): Promise<{ activity: string; keeper: string } | null> {
  const { rows } = await sql<{ activity: string; keeper: string }>`select l.activity_uri as activity, a.uri as keeper from federation.listings l join federation.actors a on a.id = l.actor_id where l.content_id = ${content} and l.dossier_uri = ${uri}`.execute(db);
  return rows[0] ?? null;
}

export async function lockListed(tx: Transaction, id: ContentId): Promise<ContentStanding | null> {
  const { rows } = await sql<ContentStanding>`select c.id, c.kind, c.territory_id as territory, c.state, c.published_at as "publishedAt", c.community_id as community,
      array(select member_id from content_authors a where a.content_id = c.id order by position) as authors, (select structure_id from content_structures s where s.content_id = c.id and s.role = 'author' limit 1) as structure
    from contents c where c.id = ${id} for no key update`.execute(tx);
  return rows[0] ?? null;
}

export interface ToldOfListing {
  readonly email: string;
  readonly locale: "fr" | "en";
  readonly content: { readonly title: string; readonly kind: ContentStanding["kind"]; readonly slug: string; readonly territory: ContentStanding["territory"] };
}

/** The authors of a content, as mails reach them. */
export async function listAuthorsToTellAnywhere(tx: Transaction, content: ContentId): Promise<ToldOfListing[]> {
  const { rows } = await sql<ToldOfListing>`select u.email, m.locale, jsonb_build_object('title', c.title, 'kind', c.kind, 'slug', c.slug, 'territory', c.territory_id) as content
    from content_authors a join members m on m.id = a.member_id and m.state = 'active' join accounts.users u on u.id = m.id join contents c on c.id = a.content_id where a.content_id = ${content} order by a.position`.execute(tx);
  return rows;
}
