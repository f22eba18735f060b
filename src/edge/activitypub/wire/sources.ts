import { findActorOfMemberAnywhere } from "../../../features/federation/find-actor.ts";
import type { CardPicture } from "../../../features/contents/card.ts";
import type { ContentKind } from "../../../features/contents/content.ts";
import type { Territory } from "../../../features/territories/territory.ts";
import type { Context } from "../../../platform/context.ts";
import type { Database } from "../../../platform/database.ts";
import type { MemberId, TerritoryId } from "../../../platform/ids.ts";
import { visitor } from "../../../platform/viewer.ts";
import { plurals } from "../../addresses.ts";
import type { SaidPicture } from "./pictures.ts";
import type { Mentioned } from "./words.ts";

/** Where what is said comes from: the doors' services, less what pages need. */
export interface Sources {
  readonly db: Database;
  readonly now: () => Temporal.Instant;
  readonly directory: () => { readonly byId: (id: TerritoryId) => Territory; readonly originOf: (id: TerritoryId) => string; readonly portalOrigin: string };
}

/** The world reads as a visitor: what one may not see isn't said to anybody. */
export function asVisitor({ db, now }: Sources): Context {
  return { db, now, viewer: visitor };
}

export function originOf(sources: Sources, territory: TerritoryId): string {
  return sources.directory().originOf(territory);
}

export function pageOf(sources: Sources, content: { readonly territory: TerritoryId; readonly kind: ContentKind; readonly slug: string }): string {
  return `${originOf(sources, content.territory)}/${plurals[content.kind]}/${content.slug}`;
}

/** The largest form of a picture, as our own pages offer it. */
export function pictureOf(origin: string, picture: CardPicture, alt = ""): SaidPicture {
  const width = picture.widths.at(-1) ?? picture.width;
  return { url: `${origin}/media/${picture.hash}-${width}.webp`, mediaType: "image/webp", alt: alt || picture.alt, width, height: Math.max(1, Math.round((picture.height * width) / picture.width)) };
}

/** Somebody of another server who stands in for themselves here, as their own server names them; null for one of ours. */
export async function strangerOf({ db }: Sources, member: MemberId): Promise<(Mentioned & { readonly href: string }) | null> {
  const actor = await findActorOfMemberAnywhere(db, member);
  return actor && { actor: actor.uri, handle: `${actor.handle}@${new URL(actor.uri).host}`, href: actor.url || actor.uri };
}
