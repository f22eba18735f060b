import type { TerritoryId } from "../../platform/ids.ts";
import type { ActorKind } from "./actor.ts";

/** What the wire tells of one of ours, whether or not somebody has asked for them before. */
export interface Subject {
  readonly kind: ActorKind;
  /** The identifier of the thing, or the tag. */
  readonly subject: string;
  readonly territory: TerritoryId;
  /** What is written in addresses: a handle, a slug, a tag. */
  readonly slug: string;
  readonly createdAt: Temporal.Instant;
}

/** The names that one of ours may bear at its host, the best first: people come before what they write about. */
export function handlesOf({ kind, slug }: Pick<Subject, "kind" | "slug">): string[] {
  if (kind === "territory") return ["relay"];
  if (kind === "tag") return [`tag-${slug}`];
  const suffix = { member: "membre", structure: "structure", community: "communaute", project: "projet" }[kind];
  return [slug, `${slug}-${suffix}`];
}
