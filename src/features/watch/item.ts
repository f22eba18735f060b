import type { Session } from "../agenda/session.ts";

/** One thing read from outside, not believed yet: texts are cleaned when it is written. */
export interface ReadItem {
  readonly kind: "event" | "article";
  /** What tells this item from the others of its source, and stays when it changes. */
  readonly uid: string;
  readonly title: string;
  /** HTML or plain text, as found. */
  readonly html: string;
  readonly url: string | null;
  readonly tags: readonly string[];
  readonly publishedAt: Temporal.Instant | null;
  readonly sessions: readonly Session[];
  readonly zone: string;
  readonly cancelled: boolean;
  readonly place: string;
  readonly point: { readonly latitude: number; readonly longitude: number } | null;
  readonly warnings: readonly string[];
}

export type ItemRefusal = "no-start" | "no-title" | "broken" | "not-public" | "not-published" | "too-many";

/** What a calendar holds besides events: tasks, notes, somebody's availability. None of it is for the public. */
export interface Ignored {
  readonly what: "VTODO" | "VJOURNAL" | "VFREEBUSY";
  readonly count: number;
}

export interface ReadReport {
  readonly title: string;
  readonly items: readonly ReadItem[];
  readonly refused: readonly { readonly title: string; readonly reason: ItemRefusal; readonly detail: string }[];
  readonly ignored: readonly Ignored[];
}

export type SourceRefusal = "empty" | "too-large" | "not-a-source" | "web-page" | "unreadable-text" | "entities" | "not-a-calendar-to-publish";
