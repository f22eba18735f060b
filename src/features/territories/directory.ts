import type { TerritoryId } from "../../platform/ids.ts";
import type { Territory } from "./territory.ts";

/** What a host name leads to. */
export type HostAnswer =
  | { readonly kind: "portal" }
  | { readonly kind: "territory"; readonly territory: Territory }
  /** A host where it lived; `origin` is the one of that host. */
  | { readonly kind: "moved"; readonly territory: Territory; readonly origin: string }
  | { readonly kind: "unknown" };

/** The network of this server as it stands: who lives at which host. Immutable: a change makes a new one. */
export interface Directory {
  readonly territories: readonly Territory[];
  /** Every platform of the network, whichever server it is on, by name, with where it answers. */
  readonly platforms: readonly { readonly territory: Territory; readonly origin: string }[];
  readonly portalOrigin: string;
  /** Every host of the network as a content security policy names them: one pattern, and the domains apart from it. */
  readonly sources: readonly string[];
  /** `host` as the request names it, with or without a port. */
  find(host: string): HostAnswer;
  /** The territory that lived at this host and leaves, or left, for another server: nothing of ours answers there. */
  awayFrom(host: string): Territory | null;
  byId(id: TerritoryId): Territory;
  bySlug(slug: string): Territory | null;
  /** The origin where a territory answers, `http://grenoble.echosciences.localhost:3000`. */
  originOf(id: TerritoryId): string;
}

/** It may have been opened, or come from another server, an instant ago: whoever keeps a directory in memory reads it again. */
export class TerritoryNotHeardOf extends Error {}

const nameOf = (host: string) => host.replace(/:\d+$/, "").replace(/\.$/, "").toLowerCase();

export function makeDirectory(known: readonly Territory[], portalOrigin: string): Directory {
  const territories = known.filter((territory) => !territory.elsewhere && !territory.away);
  const portal = new URL(portalOrigin);
  const answers = new Map<string, HostAnswer>([[portal.hostname, { kind: "portal" }]]);
  const away = new Map<string, Territory>();
  const byId = new Map(known.map((territory) => [territory.id, territory]));
  const bySlug = new Map(territories.map((territory) => [territory.slug, territory]));
  const hostOf = (territory: Territory) => territory.domain ?? `${territory.slug}.${portal.hostname}`;
  const port = portal.port ? `:${portal.port}` : "";
  for (const territory of known) {
    if (territory.away) for (const host of [...territory.formerDomains, ...(territory.domain ? [territory.domain] : []), ...[...territory.formerSlugs, territory.slug].map((slug) => `${slug}.${portal.hostname}`)]) away.set(host, territory);
  }
  // Former names first, so that a name in use today always wins.
  for (const territory of territories) {
    const former = [...territory.formerDomains, ...[...territory.formerSlugs, territory.slug].map((slug) => `${slug}.${portal.hostname}`)];
    for (const host of former) if (!answers.has(host)) answers.set(host, { kind: "moved", territory, origin: `${portal.protocol}//${host}${port}` });
  }
  for (const territory of territories) answers.set(hostOf(territory), { kind: "territory", territory });
  return {
    territories,
    platforms: known.filter((territory) => !territory.away).flatMap((territory) => (territory.elsewhere ? (territory.origin ? [{ territory, origin: territory.origin }] : []) : [{ territory, origin: `${portal.protocol}//${hostOf(territory)}${port}` }])),
    portalOrigin,
    sources: [portal.origin, `${portal.protocol}//*.${portal.host}`, ...territories.flatMap(({ domain }) => (domain ? [`${portal.protocol}//${domain}${port}`] : []))],
    find: (host) => answers.get(nameOf(host)) ?? { kind: "unknown" },
    awayFrom: (host) => away.get(nameOf(host)) ?? null,
    byId(id) {
      const territory = byId.get(id);
      if (!territory) throw new TerritoryNotHeardOf(`No territory ${id} in the directory`);
      return territory;
    },
    bySlug: (slug) => bySlug.get(slug) ?? null,
    originOf(id) {
      const territory = byId.get(id);
      if (!territory) throw new TerritoryNotHeardOf(`No territory ${id} in the directory`);
      // What is of other servers is shown at the portal.
      if (territory.elsewhere) return portal.origin;
      return `${portal.protocol}//${hostOf(territory)}${port}`;
    },
  };
}
