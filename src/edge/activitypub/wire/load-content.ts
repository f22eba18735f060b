import type { ContentKind } from "../../../features/contents/content.ts";
import { listHomesOfAuthorsAnywhere, listPublishersAnywhere } from "../../../features/contents/list-publishers.ts";
import { showContentAnywhere, type Content } from "../../../features/contents/show-content.ts";
import { listMentionsInAnywhere } from "../../../features/mentions/list-mentions.ts";
import type { ContentId } from "../../../platform/ids.ts";
import { excerpt, plainText } from "../../../platform/text/plain.ts";
import { actorUri } from "../uris.ts";
import { licenceAddress, type SaidContent } from "./content.ts";
import { kindsOnTheWire } from "./load-kinds.ts";
import { loadText, readAt } from "./load-text.ts";
import { asVisitor, contentUri, originOf, pictureOf, publisherOf, type Sources } from "./sources.ts";
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
  if (!content) return null;
  const common = await loadCommon(sources, content);
  const loaded = await kindsOnTheWire[content.kind](sources, content, common);
  return loaded ? { kind: content.kind, content, author: common.author, ...loaded } : null;
}

/** What all kinds share. Callers have seen that the world may read it. */
export async function loadCommon(sources: Sources, content: Content): Promise<SaidContent> {
  const [publishers, writers, named] = await Promise.all([listPublishersAnywhere(sources.db, [content.id]), listHomesOfAuthorsAnywhere(sources.db, content.id), listMentionsInAnywhere(sources.db, content.id)]);
  const publisher = publishers.get(content.id) ?? { content: content.id, kind: content.kind, slug: content.slug, territory: content.territory, by: null };
  const { actor } = publisherOf(sources, publisher);
  const { origin, url } = readAt(sources, content);
  const text = await loadText(sources, { body: content.body, language: content.language, origin, url, content: content.id, media: content.media, named });
  const coAuthors = writers.map((each) => actorUri(originOf(sources, each.home), { kind: "member", id: each.id })).filter((each) => each !== actor);
  return {
    id: contentUri(sources, publisher),
    url,
    author: actor,
    coAuthors,
    title: content.title,
    summary: content.summary || excerpt(plainText(content.body), longestSummary),
    html: text.html + signature(content, writers.map((each) => each.name), publisher.by?.kind === "member" ? 1 : 0),
    language: content.language,
    publishedAt: content.publishedAt ?? content.updatedAt,
    updatedAt: content.updatedAt,
    tags: content.tags.map((tag) => ({ label: tag.shown, href: `${origin}/mots-cles/${encodeURIComponent(tag.key)}` })),
    mentions: text.mentions,
    picture: content.picture ? pictureOf(origin, content.picture) : null,
    inline: text.inline,
    community: content.gathered ? actorUri(originOf(sources, content.gathered.territory), { kind: "community", id: content.gathered.id }) : null,
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
