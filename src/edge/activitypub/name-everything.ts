import { contentKinds, type ContentKind } from "../../features/contents/content.ts";
import { listCallableAnywhere, listUnnamedAnywhere } from "../../features/federation/list-callable.ts";
import type { Naming } from "../../features/leaving/leaving.ts";
import type { Directory } from "../../features/territories/directory.ts";
import type { TerritoryId } from "../../platform/ids.ts";
import { plurals } from "../addresses.ts";
import { objectUri } from "./uris.ts";
import { actorsCalled, namesOf } from "./wire/naming.ts";
import type { Sources } from "./wire/sources.ts";

const atOnce = 200;

/** How what is published here is called on the wire and in pages. */
export function namingOf(directory: Directory, known: readonly { readonly id: TerritoryId; readonly elsewhere: boolean }[]): Naming {
  const kinds = Object.fromEntries(contentKinds.map((kind) => [kind, { word: kind === "project" ? "projects" : (objectUri("", { kind, id: "" }).split("/")[2] ?? kind), page: plurals[kind] }])) as Record<ContentKind, { word: string; page: string }>;
  return { kinds, origins: Object.fromEntries(known.filter((each) => !each.elsewhere).map(({ id }) => [id, directory.originOf(id)])), portal: directory.portalOrigin };
}

/** Gives everybody here and all that is published the address that they keep on the wire: before a territory leaves, whoever stays and whoever goes must be able to name each other. */
export async function nameEverything(sources: Sources): Promise<void> {
  const callable = await listCallableAnywhere(sources.db);
  for (let at = 0; at < callable.length; at += atOnce) await actorsCalled(sources, callable.slice(at, at + atOnce));
  const contents = await listUnnamedAnywhere(sources.db);
  for (let at = 0; at < contents.length; at += atOnce) await namesOf(sources, contents.slice(at, at + atOnce));
}
