import type { Context } from "../../platform/context.ts";
import { inTransaction, type Database } from "../../platform/database.ts";
import { record, touch } from "../../platform/facts.ts";
import { newId, type TerritoryId } from "../../platform/ids.ts";
import { done, refused, type Outcome } from "../../platform/outcome.ts";
import { fromMarkdown } from "../../platform/text/from-markdown.ts";
import type { TerritoryEdited } from "./facts.ts";
import { domainSchema, slugSchema, type TerritoryInput } from "./input.ts";
import { canOpenTerritory } from "./policy.ts";
import { insertTerritory, lockBySlug, ownerOfDomain, ownerOfSlug, setDomain, setName, setSlug } from "./store.ts";

/** Opens a territory. Refused when its slug or its domain is, or was, another's. */
export async function openTerritory(db: Database, input: TerritoryInput, now: Temporal.Instant): Promise<Outcome<TerritoryId, "slug-taken" | "domain-taken">> {
  return inTransaction(db, async (tx): Promise<Outcome<TerritoryId, "slug-taken" | "domain-taken">> => {
    if (await ownerOfSlug(tx, input.slug)) return refused("slug-taken");
    if (input.domain && (await ownerOfDomain(tx, input.domain))) return refused("domain-taken");
    const id = newId<TerritoryId>();
    const about = fromMarkdown(`${input.name} : la plateforme de culture scientifique animée par ${input.structure}.`.replace(" :", "\u00a0:"));
    await insertTerritory(tx, id, input, about, now);
    if (input.domain) await setDomain(tx, id, input.domain);
    await touch(tx, ["territories", "network"]);
    return done(id);
  });
}

/** The coordination gives a territory another slug or domain: see `renameTerritory`. */
export async function moveTerritory({ db, viewer }: Context, slug: string, change: { slug: string; domain: string | null }): Promise<Outcome<TerritoryId, "forbidden" | "unknown" | "slug-taken" | "domain-taken">> {
  return canOpenTerritory(viewer) ? renameTerritory(db, slug, change) : refused("forbidden" as const);
}

/** Gives a territory another name, slug or domain. The old addresses go on answering, by redirect. */
export async function renameTerritory(db: Database, slug: string, change: { name?: string | undefined; slug?: string | undefined; domain?: string | null | undefined }): Promise<Outcome<TerritoryId, "unknown" | "slug-taken" | "domain-taken">> {
  return inTransaction(db, async (tx): Promise<Outcome<TerritoryId, "unknown" | "slug-taken" | "domain-taken">> => {
    const id = await lockBySlug(tx, slug);
    if (!id) return refused("unknown");
    if (change.slug) {
      const wanted = slugSchema.parse(change.slug);
      const owner = await ownerOfSlug(tx, wanted);
      if (owner && owner !== id) return refused("slug-taken");
      await setSlug(tx, id, wanted);
    }
    if (change.name) await setName(tx, id, change.name);
    if (change.domain !== undefined) {
      const domain = change.domain === null ? null : domainSchema.parse(change.domain);
      const owner = domain ? await ownerOfDomain(tx, domain) : null;
      if (owner && owner !== id) return refused("domain-taken");
      await setDomain(tx, id, domain);
    }
    await record<TerritoryEdited>(tx, { kind: "territory.edited", territory: id, subject: id }, ["territories", "network", `territory:${id}`]);
    return done(id);
  });
}
