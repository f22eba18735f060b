import { showContentAnywhere } from "../../../features/contents/show-content.ts";
import { findMemberByIdAnywhere } from "../../../features/members/show-member.ts";
import { showUpdateAnywhere } from "../../../features/projects/show-project.ts";
import { excerpt } from "../../../platform/text/plain.ts";
import { objectUri } from "../uris.ts";
import { news } from "./article.ts";
import { licenceAddress } from "./content.ts";
import { loadText, readAt } from "./load-text.ts";
import { actorsCalled, memberCalled, nameOf } from "./naming.ts";
import { asVisitor, pictureOf, type Sources } from "./sources.ts";
import type { WireObject } from "./wire.ts";
import { longestSummary, sayingIn } from "./words.ts";

/** An entry of a public project's logbook, said by the project; null for one of a project that a visitor may not see. */
export async function loadNews(sources: Sources, id: string): Promise<{ readonly author: string; readonly object: WireObject } | null> {
  const found = await showUpdateAnywhere(sources.db, id);
  const content = found ? await showContentAnywhere(asVisitor(sources), found.project) : null;
  const name = content ? await nameOf(sources, content.id) : null;
  if (!found || !content || !name) return null;
  const { update } = found;
  const { author, origin } = name;
  const { origin: read, url } = readAt(sources, content);
  const text = await loadText(sources, { body: update.body, language: content.language, origin: read, url, content: null, media: {}, named: new Map() });
  const member = update.by ? await findMemberByIdAnywhere(sources.db, update.by.id) : null;
  const writers = await actorsCalled(sources, member ? [memberCalled(member)] : []);
  const object = news({
    id: objectUri(origin, { kind: "news", id }),
    url: `${url}#journal`,
    author,
    coAuthors: [...writers.values()].map((each) => each.uri),
    title: sayingIn(content.language).t("wire_news_name", { project: content.title, words: excerpt(update.text, 60) }),
    summary: excerpt(update.text, longestSummary),
    html: text.html,
    language: content.language,
    publishedAt: update.at,
    updatedAt: update.at,
    tags: [],
    mentions: [],
    picture: update.picture ? pictureOf(read, update.picture) : null,
    inline: text.inline,
    community: null,
    licence: licenceAddress(content.licence),
    commentsOpen: false,
  });
  return { author, object };
}
