import { createHash } from "node:crypto";
import { inTransaction, type Database, type Transaction } from "../../platform/database.ts";
import type { ContentId } from "../../platform/ids.ts";
import { fromHtml } from "../../platform/text/from-html.ts";
import { fromMarkdown } from "../../platform/text/from-markdown.ts";
import { excerpt, plainText } from "../../platform/text/plain.ts";
import { slugify } from "../../platform/text/slug.ts";
import { eventInput } from "../agenda/input.ts";
import { writeEventDetails } from "../agenda/write-event.ts";
import { articleInput } from "../articles/write-article.ts";
import { insertImported, updateImported } from "../contents/import-content.ts";
import type { Territory } from "../territories/territory.ts";
import type { ReadItem, ReadReport } from "./item.ts";
import { rollForward } from "./roll-forward.ts";
import { settlePlace, type SettledPlace } from "./settle-place.ts";
import { insertImportedFrom, lockImported, updateImportedFrom } from "./store.ts";

export interface ImportOutcome {
  readonly added: number;
  readonly changed: number;
  readonly same: number;
  readonly refused: readonly { readonly title: string; readonly reason: string; readonly detail: string }[];
  readonly warnings: readonly { readonly title: string; readonly warning: string }[];
  readonly ignored: ReadReport["ignored"];
}

/**
 * Publishes what a source holds in a territory, credited to it. Run again, it changes only what changed there. Each
 * item is a transaction of its own: one that is refused doesn't hold back the others.
 */
export async function importReport(db: Database, territory: Territory, source: { readonly address: string; readonly name: string }, report: ReadReport, now: Temporal.Instant): Promise<ImportOutcome> {
  const outcome = { added: 0, changed: 0, same: 0, refused: [...report.refused] as { title: string; reason: string; detail: string }[], warnings: [] as { title: string; warning: string }[], ignored: report.ignored };
  for (const item of report.items) {
    const place = settlePlace(item.place, item.point, territory);
    for (const warning of [...item.warnings, ...place.warnings]) outcome.warnings.push({ title: item.title, warning });
    const input = inputOf(item, territory, place, now);
    if ("fault" in input) {
      outcome.refused.push({ title: item.title, reason: "invalid", detail: input.fault });
      continue;
    }
    const digest = createHash("sha256").update(JSON.stringify([input.value, item.url, item.cancelled])).digest("hex");
    outcome[await inTransaction(db, (tx) => importOne(tx, territory, source, item, input.value, digest, now))]++;
  }
  return outcome;
}

type Input = { kind: "event"; event: ReturnType<typeof eventInput.parse> } | { kind: "article"; article: ReturnType<typeof articleInput.parse> };

function inputOf(item: ReadItem, territory: Territory, place: SettledPlace, now: Temporal.Instant): { value: Input } | { fault: string } {
  const body = /<[a-z][^<>]*>/i.test(item.html) ? fromHtml(item.html) : fromMarkdown(item.html.replace(/([*_`#[\]<>\\])/g, "\\$1").replace(/\n/g, "\n\n"));
  const common = { title: item.title, summary: excerpt(plainText(body), 280), body, tags: [...item.tags], licence: "all-rights" };
  if (item.kind === "article") {
    const parsed = articleInput.safeParse(common);
    return parsed.success ? { value: { kind: "article", article: parsed.data } } : { fault: parsed.error.issues[0]?.path.join(".") ?? "" };
  }
  const online = /^https?:\/\/\S+$/.test(item.place) ? item.place : null;
  const parsed = eventInput.safeParse({ ...common, zone: item.zone, sessions: item.sessions.map((session) => rollForward(session, now.toZonedDateTimeISO(item.zone).toPlainDate())), placeName: online ? "" : (item.place || territory.name).slice(0, 200), onlineUrl: online, communeCode: place.communeCode, latitude: place.point?.latitude ?? null, longitude: place.point?.longitude ?? null, status: item.cancelled ? "cancelled" : "on" });
  return parsed.success ? { value: { kind: "event", event: parsed.data } } : { fault: parsed.error.issues[0]?.path.join(".") ?? "" };
}

async function importOne(tx: Transaction, territory: Territory, source: { address: string; name: string }, item: ReadItem, input: Input, digest: string, now: Temporal.Instant): Promise<"added" | "changed" | "same"> {
  const before = await lockImported(tx, territory.id, source.address, item.uid);
  if (before?.digest === digest) return "same";
  const fields = input.kind === "event" ? input.event : input.article;
  const text = { title: fields.title, summary: fields.summary, body: fields.body, language: fields.language, licence: fields.licence, lead: null, genre: input.kind === "article" ? input.article.genre : null };
  const writeDetails = async (id: ContentId) => {
    return input.kind === "event" ? writeEventDetails(tx, id, input.event) : {};
  };
  if (before) {
    await updateImported(tx, before.content, text, fields.tags, writeDetails, now);
    await updateImportedFrom(tx, before.content, { digest, url: item.url, name: source.name, at: now });
    return "changed";
  }
  const published = item.publishedAt && Temporal.Instant.compare(item.publishedAt, now) < 0 ? item.publishedAt : now;
  const id = await insertImported(tx, { ...text, kind: input.kind, territory: territory.id, slug: slugify(text.title, input.kind), tags: fields.tags, at: now, published }, writeDetails);
  await insertImportedFrom(tx, id, territory.id, { source: source.address, uid: item.uid, url: item.url, name: source.name, digest, at: now });
  return "added";
}
