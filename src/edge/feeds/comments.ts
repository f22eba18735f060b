import { listNewestCommentsAnywhere } from "../../features/comments/list-comments.ts";
import { showContentAnywhere } from "../../features/contents/show-content.ts";
import { touchContent } from "../../platform/facts.ts";
import { readId, type ContentId } from "../../platform/ids.ts";
import { excerpt, plainText } from "../../platform/text/plain.ts";
import { visitor } from "../../platform/viewer.ts";
import { canonicalOf } from "../addresses.ts";
import { sharePage, type WebContext } from "../env.ts";
import { page, type Route } from "../route.ts";
import { atomOf, jsonFeedOf, rssOf, type FeedEntry, type FeedHead } from "./forms.ts";

const longest = 100;
const forms = { rss: { write: rssOf, type: "application/rss+xml" }, atom: { write: atomOf, type: "application/atom+xml" }, json: { write: jsonFeedOf, type: "application/feed+json" } } as const;

/** The newest comments of a content that everybody reads. */
async function commentsOf(c: WebContext, form: keyof typeof forms) {
  const id = readId<ContentId>(c.req.param("id"));
  const { reader, now, directory } = c.get("services");
  const content = id ? await showContentAnywhere({ db: reader, viewer: visitor, now }, id) : null;
  if (!content) return c.notFound();
  const t = c.get("t");
  const origin = directory().originOf(content.territory);
  const comments = await listNewestCommentsAnywhere(reader, content.id, longest);
  const entries = comments.map((comment): FeedEntry => ({
    id: comment.id, title: t("comment_by", { name: comment.author?.name ?? t("comment_nobody"), title: content.title }), summary: excerpt(plainText(comment.body), 1000),
    publishedAt: comment.createdAt, updatedAt: comment.editedAt ?? comment.createdAt, tags: [], authors: comment.author ? [comment.author] : [],
  }));
  const head: FeedHead<FeedEntry> = {
    title: t("comments_of", { title: content.title }), home: `${canonicalOf(c, content)}#commentaires`, self: `${origin}/contenus/${content.id}/commentaires.${form}`, language: c.get("locale"),
    urlOf: (entry) => `${origin}/commentaires/${entry.id}`, titleOf: (entry) => entry.title,
  };
  sharePage(c, [touchContent(content.id), "network"]);
  return c.body(forms[form].write(head, entries), 200, { "Content-Type": `${forms[form].type}; charset=utf-8`, "Access-Control-Allow-Origin": "*", "Content-Security-Policy": "default-src 'none'; sandbox" });
}

export const commentFeedRoutes: readonly Route[] = (["rss", "atom", "json"] as const).map((form) => page(`/contenus/:id/commentaires.${form}`, "public", (c) => commentsOf(c, form)));
