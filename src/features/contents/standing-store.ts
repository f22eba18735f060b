import { sql } from "kysely";
import type { Transaction } from "../../platform/database.ts";
import type { ContentId, MemberId, TerritoryId } from "../../platform/ids.ts";
import { wideWorld } from "../territories/territory.ts";
import type { ContentStanding } from "./content.ts";

/** They carry the date of publication of their content while it is public: each listing reads one of them. */
const datedTables = ["content_authors", "content_tags", "content_themes", "content_structures", "relays"];

export async function markPublished(tx: Transaction, id: ContentId, at: Temporal.Instant): Promise<void> {
  await sql`update contents set state = 'published', refusal = null, publish_at = null, published_at = coalesce(published_at, ${at}) where id = ${id}`.execute(tx);
  await sql`delete from tombstones where content_id = ${id}`.execute(tx);
}

export async function markReserved(tx: Transaction, id: ContentId, at: Temporal.Instant): Promise<void> {
  await sql`update contents set state = 'reserved', publish_at = null, published_at = coalesce(published_at, ${at}) where id = ${id}`.execute(tx);
}

export async function markTakenIn(tx: Transaction, id: ContentId, into: "withdrawn" | "draft", at: Temporal.Instant): Promise<void> {
  await sql`update contents set state = ${into}, suspended_from = null, publish_at = null, sequence = sequence + 1, updated_at = ${at} where id = ${id}`.execute(tx);
}

/** Whether it stands in a private community. Held until the transaction ends: the community doesn't change meanwhile. */
export async function isReservedAnywhere(tx: Transaction, id: ContentId): Promise<boolean> {
  const { rows } = await sql<{ access: string }>`select access from communities where id = (select community_id from contents where id = ${id}) for share`.execute(tx);
  return rows[0]?.access === "private";
}

export async function markScheduled(tx: Transaction, id: ContentId, publishAt: Temporal.Instant): Promise<void> {
  await sql`update contents set state = 'scheduled', publish_at = ${publishAt} where id = ${id}`.execute(tx);
}

export async function markWaiting(tx: Transaction, id: ContentId): Promise<void> {
  await sql`update contents set state = 'review', refusal = null, publish_at = null where id = ${id}`.execute(tx);
}

export async function markRefused(tx: Transaction, id: ContentId, reason: string, at: Temporal.Instant): Promise<void> {
  await sql`update contents set state = 'draft', refusal = ${reason}, publish_at = null, updated_at = ${at} where id = ${id}`.execute(tx);
}

/** Its author is suspended: it keeps in mind what it was. */
export async function markSuspended(tx: Transaction, id: ContentId, at: Temporal.Instant): Promise<void> {
  await sql`update contents set suspended_from = state, state = 'suspended', updated_at = ${at} where id = ${id}`.execute(tx);
}

export interface SuspendedContent extends Pick<ContentStanding, "id" | "territory" | "kind"> {
  readonly from: "scheduled" | "review" | "published" | "reserved";
  readonly publishAt: Temporal.Instant | null;
}

/** What was hidden with its author. Locked. */
export async function readSuspended(tx: Transaction, member: MemberId): Promise<SuspendedContent[]> {
  const { rows } = await sql<SuspendedContent>`select c.id, c.territory_id as territory, c.kind, c.suspended_from as from, c.publish_at as "publishAt" from content_authors a join contents c on c.id = a.content_id
    where a.member_id = ${member} and c.state = 'suspended' order by c.id for update of c`.execute(tx);
  return rows;
}

/** Who copied it learns from the change that it is there again. */
export async function markShownAgain(tx: Transaction, id: ContentId, state: SuspendedContent["from"], at: Temporal.Instant): Promise<void> {
  await sql`update contents set state = ${state}, suspended_from = null, updated_at = ${at} where id = ${id}`.execute(tx);
  await sql`delete from tombstones where content_id = ${id} and ${state === "published"}`.execute(tx);
}

export async function markFeatured(tx: Transaction, id: ContentId, at: Temporal.Instant | null): Promise<void> {
  await sql`update contents set featured_at = ${at} where id = ${id}`.execute(tx);
}

/** Takes back what `spread` copied, and leaves a tombstone: with the title that it had in public, or without. */
export async function gather(tx: Transaction, id: ContentId, at: Temporal.Instant, title: "kept" | "dropped"): Promise<void> {
  await sql`insert into tombstones (content_id, territory_id, kind, slug, title, at) select id, territory_id, kind, slug, case when ${title === "kept"} then title end, ${at} from contents where id = ${id}
    on conflict (content_id) do update set at = excluded.at, title = excluded.title`.execute(tx);
  for (const table of datedTables) await sql`update ${sql.table(table)} set published_at = null where content_id = ${id}`.execute(tx);
  await sql`delete from search_entries where content_id = ${id}`.execute(tx);
}

/** Makes the public forget the title too: what an animator takes away isn't named any more. */
export async function dropTitle(tx: Transaction, id: ContentId): Promise<void> {
  await sql`update tombstones set title = null where content_id = ${id}`.execute(tx);
}

/** Gives a content of another server its place in another territory, with all that stands beside it; callers spread it again. */
export async function setTerritory(tx: Transaction, id: ContentId, { territory, kind, slug }: Pick<ContentStanding, "territory" | "kind"> & { readonly slug: string }, at: Temporal.Instant): Promise<void> {
  if (territory === wideWorld) {
    await sql`insert into tombstones (content_id, territory_id, kind, slug, title, at) select id, territory_id, kind, slug, title, ${at} from contents where id = ${id} and state = 'published' on conflict (content_id) do update set at = excluded.at`.execute(tx);
    for (const table of datedTables) if (table !== "content_authors" && table !== "relays") await sql`update ${sql.table(table)} set published_at = null where content_id = ${id}`.execute(tx);
  } else await sql`delete from tombstones where content_id = ${id} and exists (select from contents where id = ${id} and state = 'published')`.execute(tx);
  await sql`delete from search_entries where content_id = ${id}`.execute(tx);
  await sql`delete from content_slugs s where s.content_id = ${id} and exists (select from content_slugs o where o.territory_id = ${territory} and o.kind = ${kind} and o.slug = s.slug and o.content_id <> ${id} union all select from contents c where c.territory_id = ${territory} and c.kind = ${kind} and c.slug = s.slug)`.execute(tx);
  for (const table of ["content_tags", "content_themes", "content_slugs", "events", "announcements", "operations", "places", "projects", "itineraries"]) await sql`update ${sql.table(table)} set territory_id = ${territory} where content_id = ${id}`.execute(tx);
  await sql`update contents set territory_id = ${territory}, slug = ${slug}, updated_at = ${at}, featured_at = null where id = ${id}`.execute(tx);
}

/** Contents of a territory that isn't ours, or those of the wide world that stand at this origin. */
export async function readContentsElsewhere(tx: Transaction, territory: TerritoryId, origin: string | null, limit: number): Promise<(Pick<ContentStanding, "id" | "kind" | "state"> & { readonly slug: string })[]> {
  const { rows } = await sql<Pick<ContentStanding, "id" | "kind" | "state"> & { readonly slug: string }>`select c.id, c.state, c.kind, c.slug from contents c where c.territory_id = ${territory}
    ${origin ? sql`and exists (select from content_sources s where s.content_id = c.id and starts_with(s.url, ${`${origin}/`}))` : sql``} limit ${limit} for update`.execute(tx);
  return rows;
}

/** Copies what listings and search read, so that each reads one index. */
export async function spread(tx: Transaction, id: ContentId): Promise<void> {
  const { rows: elsewhere } = await sql`update content_authors t set published_at = c.published_at from contents c where c.id = ${id} and c.territory_id = ${wideWorld} and t.content_id = c.id returning t.content_id`.execute(tx);
  // What is of another server reaches those who follow its author, and no list of ours.
  if (elsewhere.length > 0) return;
  for (const table of datedTables) {
    await sql`update ${sql.table(table)} t set published_at = c.published_at from contents c where c.id = t.content_id and c.id = ${id} and t.published_at is distinct from c.published_at`.execute(tx);
  }
  // Proposed to others from now on; how much they are used is counted now and then.
  await sql`insert into tags (tag, label, uses) select tag, label, 1 from content_tags where content_id = ${id} order by tag on conflict do nothing`.execute(tx);
  await sql`insert into tag_uses (territory_id, tag, uses) select territory_id, tag, 1 from content_tags where content_id = ${id} order by tag on conflict do nothing`.execute(tx);
  await sql`update members set contributor = true where not contributor and id in (select member_id from content_authors where content_id = ${id})`.execute(tx);
  await sql`insert into search_entries (content_id, territory_id, kind, published_at, title, words)
    select c.id, c.territory_id, c.kind, c.published_at, c.title,
      setweight(to_tsvector('french_plain', c.title), 'A')
      || setweight(to_tsvector('french_plain', concat_ws(' ', (select string_agg(label, ' ') from content_tags t where t.content_id = c.id), c.keywords)), 'B')
      || setweight(to_tsvector('french_plain', c.summary), 'C') || setweight(to_tsvector('french_plain', left(c.body_text, 20000)), 'D')
    from contents c where c.id = ${id}
    on conflict (content_id) do update set title = excluded.title, words = excluded.words, published_at = excluded.published_at`.execute(tx);
  await sql`insert into search_words (word, uses)
    select word, 1 from (select distinct plain_text(w) as word from contents c, regexp_split_to_table(concat_ws(' ', c.title, c.summary, c.keywords), '[^[:alpha:]]+') as w where c.id = ${id}) words
    where length(word) between 4 and 30 order by word on conflict (word) do nothing`.execute(tx);
}
