import type { ContentKind } from "../../../features/contents/content.ts";
import { listHomesOfAuthorsAnywhere } from "../../../features/contents/list-publishers.ts";
import { showContentAnywhere, type Content } from "../../../features/contents/show-content.ts";
import { listMentionsInAnywhere } from "../../../features/mentions/list-mentions.ts";
import type { ContentId } from "../../../platform/ids.ts";
import { excerpt, plainText } from "../../../platform/text/plain.ts";
import { licenceAddress, type SaidContent } from "./content.ts";
import { kindsOnTheWire } from "./load-kinds.ts";
import { loadText, readAt } from "./load-text.ts";
import { actorsCalled, memberCalled, nameOf, type WireName } from "./naming.ts";
import { asVisitor, pictureOf, type Sources } from "./sources.ts";
import type { WireObject } from "./wire.ts";
import { escapeText, longestSummary, sayingIn } from "./words.ts";

/** What is said of a content: itself, and what stands beside it. */
export interface LoadedContent {
  readonly kind: ContentKind;
  readonly content: Content;
  /** The actor that says it. */
  readonly author: string;
  /** What its id answers, and its Create and Update carry. Of a project, what presents it. */
  readonly object: WireObject;
  /** Said after it, each with its own id: the dates of an event, the notice of a dossier. */
  readonly beside: readonly WireObject[];
}

/** A published content as the world reads it; null for what a visitor may not see, and for an event that never happens. */
export async function loadContent(sources: Sources, id: ContentId): Promise<LoadedContent | null> {
  const content = await showContentAnywhere(asVisitor(sources), id);
  const name = content ? await nameOf(sources, id) : null;
  if (!content || !name) return null;
  const common = await loadCommon(sources, content, name);
  const loaded = await kindsOnTheWire[content.kind](sources, content, common);
  return loaded ? { kind: content.kind, content, author: common.author, ...loaded } : null;
}

/** What all kinds share. Callers have seen that the world may read it. */
export async function loadCommon(sources: Sources, content: Content, name: WireName): Promise<SaidContent> {
  const [writers, named] = await Promise.all([listHomesOfAuthorsAnywhere(sources.db, content.id), listMentionsInAnywhere(sources.db, content.id)]);
  const { gathered } = content;
  const beside = await actorsCalled(sources, [...writers.map(memberCalled), ...(gathered ? [{ kind: "community", subject: gathered.id, territory: gathered.territory, slug: gathered.slug } as const] : [])]);
  const coAuthors = writers.flatMap((each) => beside.get(each.id)?.uri ?? []).filter((each) => each !== name.author);
  const { origin, url } = readAt(sources, content);
  const text = await loadText(sources, { body: content.body, language: content.language, origin, url, content: content.id, media: content.media, named });
  return {
    id: name.uri,
    url,
    author: name.author,
    coAuthors,
    title: content.title,
    summary: content.summary || excerpt(plainText(content.body), longestSummary),
    html: text.html + signature(content, writers.map((each) => each.name), writers.filter((each) => beside.get(each.id)?.uri === name.author).length),
    language: content.language,
    publishedAt: content.publishedAt ?? content.updatedAt,
    updatedAt: content.updatedAt,
    tags: content.tags.map((tag) => ({ label: tag.shown, href: `${origin}/mots-cles/${encodeURIComponent(tag.key)}` })),
    mentions: text.mentions,
    picture: content.picture ? pictureOf(origin, content.picture) : null,
    inline: text.inline,
    community: gathered ? (beside.get(gathered.id)?.uri ?? null) : null,
    licence: licenceAddress(content.licence),
    commentsOpen: !content.commentsClosed,
  };
}

/** Who wrote it, where the actor that says it doesn't tell: others show one author only. */
function signature(content: Content, names: readonly string[], told: number): string {
  if (content.kind !== "article" || names.length <= told) return "";
  const { t, locale } = sayingIn(content.language);
  return `<p><em>${escapeText(t("wire_by", { names: new Intl.ListFormat(locale, { type: "conjunction" }).format(names) }))}</em></p>`;
}
