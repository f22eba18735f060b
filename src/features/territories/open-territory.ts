import { sql } from "kysely";
import { z } from "zod";
import { inTransaction, json, type Database } from "../../platform/database.ts";
import { touch } from "../../platform/facts.ts";
import { newId, type TerritoryId } from "../../platform/ids.ts";
import { done, refused, type Outcome } from "../../platform/outcome.ts";
import { fromMarkdown } from "../../platform/text/from-markdown.ts";
import { isZone } from "../../platform/time.ts";

const slugSchema = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, "lower case letters, digits and hyphens").max(40);
const domainSchema = z.string().toLowerCase().regex(/^([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}$/, "a domain name");

export const territoryInput = z.object({
  slug: slugSchema,
  name: z.string().trim().min(1).max(120),
  perimeter: z.array(z.object({ kind: z.enum(["commune", "epci", "departement", "region"]), code: z.string().regex(/^[0-9AB]{2,9}$/) })).min(1),
  domain: domainSchema.nullable().default(null),
  hue: z.number().int().min(0).max(359).default(255),
  zone: z.string().refine(isZone).default("Europe/Paris"),
  structure: z.string().trim().min(1).max(200),
  moderation: z.enum(["after", "before"]).default("after"),
  latitude: z.number().min(-90).max(90),
  longitude: z.number().min(-180).max(180),
});
export type TerritoryInput = z.output<typeof territoryInput>;

/** Opens a territory. Refused when its slug or its domain is, or was, another's. */
export async function openTerritory(db: Database, input: TerritoryInput, now: Temporal.Instant): Promise<Outcome<TerritoryId, "slug-taken" | "domain-taken">> {
  return inTransaction(db, async (tx): Promise<Outcome<TerritoryId, "slug-taken" | "domain-taken">> => {
    const taken = await sql`select from territory_slugs where slug = ${input.slug}`.execute(tx);
    if (taken.rows.length > 0) return refused("slug-taken");
    if (input.domain && (await sql`select from territory_domains where domain = ${input.domain}`.execute(tx)).rows.length > 0) return refused("domain-taken");
    const id = newId<TerritoryId>();
    const about = json(fromMarkdown(`${input.name} : la plateforme de culture scientifique animée par ${input.structure}.`.replace(" :", "\u00a0:")));
    await sql`insert into territories (id, slug, name, zone, perimeter, hue, structure_name, about, editorial_line, legal_notice, moderation, latitude, longitude, created_at)
      values (${id}, ${input.slug}, ${input.name}, ${input.zone}, ${json(input.perimeter)}, ${input.hue}, ${input.structure}, ${about}, ${about}, ${about}, ${input.moderation}, ${input.latitude}, ${input.longitude}, ${now})`.execute(tx);
    await sql`insert into territory_slugs (slug, territory_id) values (${input.slug}, ${id})`.execute(tx);
    if (input.domain) await sql`insert into territory_domains (domain, territory_id, present) values (${input.domain}, ${id}, true)`.execute(tx);
    await touch(tx, ["territories", "network"]);
    return done(id);
  });
}

/** Gives a territory another name, slug or domain. The old addresses go on answering, by redirect. */
export async function renameTerritory(db: Database, slug: string, change: { name?: string | undefined; slug?: string | undefined; domain?: string | null | undefined }): Promise<Outcome<TerritoryId, "unknown" | "slug-taken" | "domain-taken">> {
  return inTransaction(db, async (tx): Promise<Outcome<TerritoryId, "unknown" | "slug-taken" | "domain-taken">> => {
    const { rows } = await sql<{ id: TerritoryId }>`select id from territories where slug = ${slug} for update`.execute(tx);
    const id = rows[0]?.id;
    if (!id) return refused("unknown");
    if (change.slug) {
      const wanted = slugSchema.parse(change.slug);
      const owner = await sql<{ territory_id: TerritoryId }>`select territory_id from territory_slugs where slug = ${wanted}`.execute(tx);
      if (owner.rows[0] && owner.rows[0].territory_id !== id) return refused("slug-taken");
      await sql`insert into territory_slugs (slug, territory_id) values (${wanted}, ${id}) on conflict do nothing`.execute(tx);
      await sql`update territories set slug = ${wanted} where id = ${id}`.execute(tx);
    }
    if (change.name) await sql`update territories set name = ${change.name} where id = ${id}`.execute(tx);
    if (change.domain !== undefined) {
      const domain = change.domain === null ? null : domainSchema.parse(change.domain);
      const owner = domain ? await sql<{ territory_id: TerritoryId }>`select territory_id from territory_domains where domain = ${domain}`.execute(tx) : { rows: [] };
      if (owner.rows[0] && owner.rows[0].territory_id !== id) return refused("domain-taken");
      await sql`update territory_domains set present = false where territory_id = ${id}`.execute(tx);
      if (domain) await sql`insert into territory_domains (domain, territory_id, present) values (${domain}, ${id}, true) on conflict (domain) do update set present = true`.execute(tx);
    }
    await touch(tx, ["territories", "network", `territory:${id}`]);
    return done(id);
  });
}
