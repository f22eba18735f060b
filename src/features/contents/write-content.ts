import type { Context } from "../../platform/context.ts";
import { inTransaction, type Transaction } from "../../platform/database.ts";
import type { CommunityId, ContentId, MemberId, StructureId, TerritoryId } from "../../platform/ids.ts";
import { done, refused, type Outcome } from "../../platform/outcome.ts";
import { citedIn, filesOf, mediaOf } from "../../platform/text/plain.ts";
import type { MemberViewer } from "../../platform/viewer.ts";
import { slugify } from "../../platform/text/slug.ts";
import { writeMentions } from "../mentions/write-mentions.ts";
import type { ContentKind, ContentState, KindDetails } from "./content.ts";
import type { Intent, Tag } from "./input.ts";
import { listCitableAnywhere } from "./list-cited.ts";
import { canEdit, canPublishFor, canPublishIn, canSee, canWrite, stateOnPublishing } from "./policy.ts";
import { putOut, schedule, sendToReview, takeIn } from "./set-standing.ts";
import { isReservedAnywhere } from "./standing-store.ts";
import { findSubmissionAnywhere, freeSlug, hasDeclinedAnywhere, holdOpenCommunityAnywhere, insertContent, keepVersion, lockContentAnywhere, moveTo, setCommunity, setDetails, setMedia, setStructures, setTags, updateText, usableFiles, usableMedia, usableThemes, type ContentText, type LockedContent } from "./store.ts";

/** Where a new content is written, or which one is written again. */
export type Target =
  | { readonly territory: { readonly id: TerritoryId; readonly moderation: "after" | "before" }; readonly content?: undefined }
  | { readonly content: ContentId; readonly moderation: "after" | "before"; readonly territory?: undefined };

export interface Writing extends ContentText, Intent {
  readonly kind: ContentKind;
  readonly target: Target;
  readonly tags: readonly Tag[];
  readonly themes: readonly string[];
  readonly structure: StructureId | null;
  readonly community: CommunityId | null;
  /** Others who stand behind it, where its kind has some. */
  readonly organisers?: readonly StructureId[];
  readonly partners?: readonly StructureId[];
  /** What the kind adds, kept with each version. */
  readonly details: object;
}

export interface Written {
  readonly id: ContentId;
  readonly slug: string;
  readonly state: ContentState;
}

export type WriteRefusal =
  | { readonly kind: "sign-in" | "unknown" | "forbidden" | "not-your-picture" | "not-your-file" | "not-to-be-cited" | "not-your-structure" | "structure-declined" | "not-your-community" | "community-closed" | "theme-gone" | "date-past" }
  /** Somebody saved since this form was opened. */
  | { readonly kind: "changed-meanwhile"; readonly revision: number };

/**
 * Writes a content of any kind: a first draft, a correction, a publication now or later. `writeDetails` writes what the
 * kind adds, in the same transaction. The same submission sent twice writes once.
 */
export async function writeContent({ db, viewer, now }: Context, writing: Writing, writeDetails: (tx: Transaction, id: ContentId) => Promise<KindDetails>): Promise<Outcome<Written, WriteRefusal>> {
  if (viewer.kind === "visitor" || !canWrite(viewer)) return refused({ kind: "sign-in" });
  const at = now();
  if (writing.intent === "schedule" && (!writing.publishAt || Temporal.Instant.compare(writing.publishAt, at) <= 0)) return refused({ kind: "date-past" });
  return inTransaction(db, async (tx): Promise<Outcome<Written, WriteRefusal>> => {
    // Before anything is made: a refusal leaves nothing behind.
    const borrowed = writing.target.territory ? await findBorrowed(tx, viewer, writing, null, at) : null;
    if (borrowed) return refused({ kind: borrowed });
    const begun = await begin(tx, viewer.id, writing, at);
    if (!begun.done) return begun;
    const { content, written } = begun.value;
    if (!content) return done(written);
    if (!canSee(viewer, content, at)) return refused({ kind: "unknown" });
    if (!canEdit(viewer, content)) return refused({ kind: "forbidden" });
    if (writing.revision !== null && writing.revision !== content.revision) return refused({ kind: "changed-meanwhile", revision: content.revision });
    const taken = writing.target.territory ? null : await findBorrowed(tx, viewer, writing, content, at);
    if (taken) return refused({ kind: taken });

    await updateText(tx, content.id, writing, at);
    await writeMentions(tx, { content: content.id }, { body: writing.body, territory: content.territory, at });
    await setTags(tx, content, writing.tags, writing.themes);
    await setMedia(tx, content.id, writing);
    await setStructures(tx, content.id, "author", writing.structure ? [writing.structure] : []);
    await setCommunity(tx, content.id, writing.community);
    await setDetails(tx, content.id, await writeDetails(tx, content.id));
    const slug = content.title === writing.title ? content.slug : await freeSlug(tx, content.territory, content.kind, slugify(writing.title, content.kind), content.id);
    await moveTo(tx, content, slug);
    await keepVersion(tx, content.id, viewer.id, writing.details, at);
    const { target } = writing;
    const territory = { id: content.territory, moderation: target.territory ? target.territory.moderation : target.moderation };
    const state = await settle(tx, content, writing, stateOnPublishing(viewer, territory), at);
    return done({ id: content.id, slug, state });
  });
}

/** What of this writing isn't the writer's to use. One may leave what stands, whoever chose it; one chooses only what one belongs to. */
async function findBorrowed(tx: Transaction, viewer: MemberViewer, writing: Writing, before: LockedContent | null, at: Temporal.Instant): Promise<"not-your-picture" | "not-your-file" | "not-to-be-cited" | "not-your-structure" | "structure-declined" | "not-your-community" | "community-closed" | "theme-gone" | null> {
  const shown = [...new Set([...(writing.lead ? [writing.lead] : []), ...mediaOf(writing.body)])];
  const usable = await usableMedia(tx, shown, viewer.id, before?.id ?? null);
  if (shown.some((media) => !usable.has(media))) return "not-your-picture";
  const offered = filesOf(writing.body);
  const own = offered.length > 0 ? await usableFiles(tx, offered, viewer.id, before?.id ?? null) : null;
  if (own && offered.some((file) => !own.has(file))) return "not-your-file";
  const cited = citedIn(writing.body) as ContentId[];
  const citable = await listCitableAnywhere({ db: tx, viewer, now: () => at }, cited, before?.id ?? null);
  if (cited.some((each) => !citable.has(each))) return "not-to-be-cited";
  if (writing.structure !== (before?.structure ?? null) && !canPublishFor(viewer, writing.structure)) return "not-your-structure";
  const named = [...(writing.organisers ?? []), ...(writing.partners ?? [])].filter((each) => !viewer.actsFor.includes(each));
  if (named.length > 0 && (await hasDeclinedAnywhere(tx, named, viewer.id, before?.id ?? null))) return "structure-declined";
  const territory = before?.territory ?? writing.target.territory?.id;
  const themes = territory ? await usableThemes(tx, territory, writing.themes, before?.id ?? null) : new Set<string>();
  if (writing.themes.some((theme) => !themes.has(theme))) return "theme-gone";
  const arrives = writing.community !== (before?.community ?? null);
  if (arrives && !canPublishIn(viewer, writing.community)) return "not-your-community";
  // Nothing new comes into an archived community; what stands in it is still corrected.
  const comesOut = arrives || (writing.intent !== "draft" && !["published", "reserved"].includes(before?.state ?? "draft"));
  if (writing.community && comesOut && !(await holdOpenCommunityAnywhere(tx, writing.community))) return "community-closed";
  return null;
}

/** The content to write: made now, or locked. Without one, the submission was written before and its result stands. */
async function begin(tx: Transaction, member: MemberId, writing: Writing, at: Temporal.Instant): Promise<Outcome<{ content: LockedContent | null; written: Written }, WriteRefusal>> {
  const nothing = { id: "" as ContentId, slug: "", state: "draft" as const };
  const { target } = writing;
  if (!target.territory) {
    const content = await lockContentAnywhere(tx, target.content);
    return content && content.kind === writing.kind ? done({ content, written: nothing }) : refused({ kind: "unknown" });
  }
  const territory = target.territory.id;
  const slug = await freeSlug(tx, territory, writing.kind, slugify(writing.title, writing.kind), null);
  const { lead: _lead, ...text } = writing;
  const id = await insertContent(tx, { ...text, lead: null, territory, slug, author: member, at });
  if (id) return done({ content: await lockContentAnywhere(tx, id), written: nothing });
  const before = writing.submission ? await findSubmissionAnywhere(tx, writing.submission, member) : null;
  const content = before ? await lockContentAnywhere(tx, before.id) : null;
  return content ? done({ content: null, written: { id: content.id, slug: content.slug, state: content.state } }) : refused({ kind: "unknown" });
}

async function settle(tx: Transaction, content: LockedContent, writing: Writing, onPublishing: "published" | "review", at: Temporal.Instant): Promise<ContentState> {
  // Corrected by somebody else, it stays hidden.
  if (content.state === "suspended") return "suspended";
  if (writing.intent === "draft") {
    // Saving a published content as a draft takes it in; one that waits stays where it is.
    if (["published", "reserved", "scheduled"].includes(content.state)) await takeIn(tx, content, "draft", at);
    return content.state === "review" || content.state === "withdrawn" ? content.state : "draft";
  }
  const out = content.state === "published" || content.state === "reserved";
  // What its community alone will read isn't the territory's to read first.
  if (!out && onPublishing === "review" && !(await isReservedAnywhere(tx, content.id))) {
    await sendToReview(tx, content);
    return "review";
  }
  if (writing.intent === "schedule" && writing.publishAt && !out) {
    await schedule(tx, content, writing.publishAt);
    return "scheduled";
  }
  return putOut(tx, content, at);
}
