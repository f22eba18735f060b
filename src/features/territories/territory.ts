import type { TerritoryId } from "../../platform/ids.ts";
import type { OwnTheme } from "../tags/themes.ts";
import type { TextDocument } from "../../platform/text/document.ts";

/** A part of France that a territory covers, by its INSEE code. */
export interface PerimeterUnit {
  readonly kind: "commune" | "epci" | "departement" | "region";
  readonly code: string;
}

/** Where those stand who are of no territory of the network: people and contents of other servers. It has no host of its own. */
export const wideWorld = "00000000-0000-7000-8000-0000000f3d17" as TerritoryId;

/** What a territory can speak: the languages that the interface is written in. French first, since it falls back to it. */
export const territoryLanguages = ["fr", "en"] as const;

/** A territory that another server of the network tells of. */
export interface FarTerritory {
  readonly slug: string;
  readonly origin: string;
  readonly name: string;
  readonly structure: string;
  readonly perimeter: readonly PerimeterUnit[];
  readonly hue: number;
  readonly zone: string;
  readonly latitude: number;
  readonly longitude: number;
}

/** A sovereign platform: its own domain, animators, look and moderation. */
export interface Territory {
  readonly id: TerritoryId;
  readonly slug: string;
  readonly name: string;
  /** IANA time zone, `Europe/Paris`. */
  readonly zone: string;
  readonly perimeter: readonly PerimeterUnit[];
  /** OKLCH hue, 0 to 359 degrees. */
  readonly hue: number;
  readonly languages: readonly string[];
  readonly structureName: string;
  readonly about: TextDocument;
  readonly editorialLine: TextDocument;
  readonly legalNotice: TextDocument;
  /** When contents are read by an animator: after they are published, or before. */
  readonly moderation: "after" | "before";
  /** Whether comments of people of servers that nobody vouched for show at once, or are read first. */
  readonly strangers: "shown" | "held";
  readonly latitude: number;
  readonly longitude: number;
  readonly mapZoom: number;
  /** The present domain of its own, or null: it lives at `<slug>.` under the portal. */
  readonly domain: string | null;
  /** Its own themes, beside the network's, in their order; those retired too. */
  readonly themes: readonly OwnTheme[];
  /** True for `wideWorld`, and for territories of other servers of the network. */
  readonly elsewhere: boolean;
  /** It stands still while it leaves for another server, or has left: it answers here no more. Null for all others. */
  readonly away: "leaving" | "left" | null;
  /** Where one of another server answers; null for all others. */
  readonly origin: string | null;
  readonly formerSlugs: readonly string[];
  readonly formerDomains: readonly string[];
}
