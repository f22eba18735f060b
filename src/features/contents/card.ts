import type { ContentId, MediaId, TerritoryId } from "../../platform/ids.ts";
import type { ContentKind } from "./content.ts";

export interface CardPicture {
  readonly id: MediaId;
  readonly hash: string;
  readonly width: number;
  readonly height: number;
  readonly widths: readonly number[];
  readonly colour: string;
  readonly alt: string;
  readonly credit: string;
}

export interface CardEvent {
  readonly type: string;
  readonly status: "on" | "full" | "postponed" | "cancelled";
  readonly zone: string;
  readonly placeName: string;
  readonly communeName: string;
  readonly latitude: number | null;
  readonly longitude: number | null;
  readonly onlineUrl: string | null;
  readonly pricing: "free" | "paid" | "unknown";
  readonly audience: readonly string[];
  readonly startsAt: string | null;
  readonly endsAt: string | null;
  /** What operations gave to it, or to the event above it: their label, or their name. */
  readonly labels: readonly string[];
}

/** What a listing shows of a content, whatever its kind. */
export interface Card {
  readonly id: ContentId;
  readonly kind: ContentKind;
  readonly territory: TerritoryId;
  readonly slug: string;
  readonly title: string;
  readonly summary: string;
  readonly genre: string | null;
  readonly language: string;
  readonly publishedAt: Temporal.Instant;
  readonly updatedAt: Temporal.Instant;
  readonly sequence: number;
  readonly themes: readonly string[];
  readonly tags: readonly { readonly key: string; readonly label: string }[];
  readonly authors: readonly { readonly name: string; readonly handle: string }[];
  readonly picture: CardPicture | null;
  readonly event: CardEvent | null;
  /** What its kind shows of it, as the kind's feature wrote it (see KindDetails). */
  readonly brief: Readonly<Record<string, unknown>>;
  readonly latitude: number | null;
  readonly longitude: number | null;
}
