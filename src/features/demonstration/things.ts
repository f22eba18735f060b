import type { EventStatus, EventType, Price } from "../agenda/event.ts";
import type { Session } from "../agenda/session.ts";
import type { Genre } from "../contents/content.ts";
import type { Commune } from "../places/communes.ts";
import type { PictureName } from "./pictures/pictures.ts";

interface DemoText {
  readonly title: string;
  readonly summary: string;
  readonly body: string;
  readonly themes: readonly string[];
  readonly tags: readonly string[];
  readonly picture: PictureName | null;
  readonly featured: boolean;
  /** When it was published. */
  readonly published: Temporal.PlainDateTime;
}

export interface DemoEvent extends DemoText {
  readonly type: EventType;
  readonly sessions: readonly Session[];
  readonly placeName: string;
  readonly address: string;
  readonly commune: Commune;
  readonly latitude: number;
  readonly longitude: number;
  readonly onlineUrl: string | null;
  readonly audience: readonly string[];
  readonly ageMin: number | null;
  readonly ageMax: number | null;
  readonly pricing: "free" | "paid" | "unknown";
  readonly prices: readonly Price[];
  readonly bookingUrl: string | null;
  readonly accessibility: readonly string[];
  readonly organiser: string;
  readonly status: EventStatus;
  readonly statusReason: string;
  /** Those that somebody wrote may be postponed from a date, or stand in the programme of the event with this title. */
  readonly firstStart?: string | undefined;
  readonly within?: string | undefined;
}

export interface DemoArticle extends DemoText {
  readonly genre: Genre;
}
