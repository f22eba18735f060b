import type { ImportOutcome } from "../../features/watch/import-source.ts";
import type { SourceRefusal } from "../../features/watch/item.ts";

const sources: Readonly<Record<SourceRefusal, string>> = {
  "empty": "the document is empty",
  "too-large": "it is larger than ten megabytes",
  "not-a-source": "neither a calendar nor a feed can be read in it",
  "web-page": "it is a web page, not a feed; look for the feed's own address",
  "unreadable-text": "it isn't readable text",
  "entities": "it declares entities, which are never expanded",
  "not-a-calendar-to-publish": "it holds invitations between persons, not a published calendar",
};

const items: Readonly<Record<string, string>> = {
  "no-start": "it doesn't say when it begins",
  "no-title": "it has no title",
  "broken": "it can't be read",
  "not-public": "it is marked private",
  "not-published": "it is a message between calendars, not a publication",
  "too-many": "the source holds more than is read at once",
  "invalid": "it doesn't hold what a content needs",
};

const notes: Readonly<Record<string, string>> = {
  "zone-assumed": "its time zone isn't said; the calendar's or the territory's was taken",
  "zone-unknown": "its time zone is unknown; the territory's was taken",
  "end-before-start": "its end comes before its start and was left out",
  "rule-unreadable": "its repetition can't be read; only its first date was kept",
  "rule-part-unknown": "a part of its repetition is unknown and was passed over",
  "tentative": "the source marks it tentative",
  "date-unreadable": "its date can't be read; it counts from when it was first seen",
  "coordinates-turned": "its latitude and longitude stood the wrong way round",
  "coordinates-elsewhere": "its coordinates are far from its place and were left out",
};

const ignored = { VTODO: "tasks", VJOURNAL: "notes", VFREEBUSY: "availabilities" } as const;

export const sayRefusal = (refusal: SourceRefusal) => sources[refusal];

/** The outcome of an import as an operator reads it: the count, then each thing refused and why, then what had to be assumed. */
export function sayOutcome(outcome: ImportOutcome): string {
  const passedOver = outcome.ignored.map((each) => `${each.count} ${ignored[each.what]} ignored`);
  const nothing = outcome.added + outcome.changed + outcome.same + outcome.refused.length === 0;
  return [
    nothing ? `Nothing to publish${passedOver.length > 0 ? ` (${passedOver.join(", ")})` : ""}. What was imported before stays.` : [`${outcome.added} added, ${outcome.changed} changed, ${outcome.same} unchanged, ${outcome.refused.length} refused`, ...passedOver].join(", "),
    ...outcome.refused.map((each) => `  refused: ${each.title || "(no title)"}: ${items[each.reason] ?? each.reason}${each.detail ? ` (${each.detail})` : ""}`),
    ...outcome.warnings.map((each) => `  note: ${each.title}: ${notes[each.warning] ?? each.warning}`),
  ].join("\n");
}
