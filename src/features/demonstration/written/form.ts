import type { Accessibility, Audience, EventStatus, EventType, Price } from "../../agenda/event.ts";
import type { OpeningHours, Session } from "../../agenda/session.ts";
import type { Genre } from "../../contents/content.ts";
import type { ThemeCode } from "../../tags/themes.ts";
import type { PictureName } from "../pictures/pictures.ts";

/** What somebody wrote for one territory of the demonstration. Invented people, invented establishments, true facts. */
export interface Written {
  readonly events: readonly WrittenEvent[];
  readonly articles: readonly WrittenArticle[];
}

interface WrittenText {
  readonly title: string;
  readonly summary: string;
  /** Markdown. */
  readonly body: string;
  readonly themes: readonly ThemeCode[];
  readonly tags: readonly string[];
  readonly picture?: PictureName;
  /** At the head of the territory's home page. */
  readonly featured?: true;
  /** How many days before today it came out, 1 or more. */
  readonly age: number;
}

export interface WrittenEvent extends WrittenText {
  readonly type: EventType;
  readonly sessions: readonly Session[];
  /** INSEE code. */
  readonly commune: string;
  readonly place: string;
  readonly address: string;
  readonly at: readonly [latitude: number, longitude: number];
  readonly onlineUrl?: string;
  readonly audience: readonly Audience[];
  readonly ageMin?: number;
  readonly ageMax?: number;
  readonly price: "free" | "unknown" | readonly Price[];
  readonly bookingUrl?: string;
  readonly accessibility: readonly Accessibility[];
  readonly organiser: string;
  readonly status?: EventStatus;
  readonly statusReason?: string;
  /** The date that a postponed event first had. */
  readonly firstStart?: string;
  /** The title of the event in whose programme it stands. */
  readonly within?: string;
}

export interface WrittenArticle extends WrittenText {
  readonly genre: Genre;
}

/** Days counted from the one when the demonstration is founded, so that its agenda is always alive. */
export class Days {
  readonly #today: Temporal.PlainDate;
  constructor(today: Temporal.PlainDate) {
    this.#today = today;
  }
  on(offset: number): string {
    return this.#today.add({ days: offset }).toString();
  }
  /** How many days until that weekday, 1 Monday to 7 Sunday; 0 when it is today; `weeks` later when said. */
  until(weekday: number, weeks = 0): number {
    return ((weekday - this.#today.dayOfWeek + 7) % 7) + weeks * 7;
  }
  slot(offset: number, from: string, to: string): Session {
    return { kind: "slot", start: `${this.on(offset)}T${from}`, end: `${this.on(offset)}T${to}` };
  }
  /** Every week, `weeks` times, but not in those numbered in `except`. */
  weekly(offset: number, from: string, to: string, weeks: number, except: readonly number[] = []): Session {
    const last = this.on(offset + 7 * (weeks - 1)).replaceAll("-", "");
    return { kind: "repeated", start: `${this.on(offset)}T${from}`, end: `${this.on(offset)}T${to}`, rule: `FREQ=WEEKLY;UNTIL=${last}T235959`, except: except.map((week) => this.on(offset + 7 * week)) };
  }
  open(from: number, until: number, hours: readonly OpeningHours[], closed: readonly number[] = []): Session {
    return { kind: "opening", from: this.on(from), until: this.on(until), hours, except: closed.map((offset) => this.on(offset)) };
  }
}

export const euros = (label: string, amount: number): Price => ({ label, cents: Math.round(amount * 100) });
