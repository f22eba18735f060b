import { raw } from "hono/html";
import { contentKinds, type ContentKind } from "../../../features/contents/content.ts";
import { findRefusalAnywhere } from "../../../features/contents/find-refusal.ts";
import { listRelated } from "../../../features/contents/list-contents.ts";
import { canEdit, canFeature } from "../../../features/contents/policy.ts";
import { showContent, showContentElsewhereAnywhere, type Content } from "../../../features/contents/show-content.ts";
import { listListingsAnywhere } from "../../../features/federation/list-listings.ts";
import { readPath } from "../../../features/comments/comment.ts";
import { commentsShown, listCommentsAnywhere } from "../../../features/comments/list-comments.ts";
import { listOwnDossiersAnywhere } from "../../../features/dossiers/list-outline.ts";
import { listMentionsInAnywhere, listMentionsOfAnywhere } from "../../../features/mentions/list-mentions.ts";
import { likesAnywhere } from "../../../features/likes/find-like.ts";
import { findRelayAnywhere } from "../../../features/relays/list-relays.ts";
import { touchContent, touchTerritory } from "../../../platform/facts.ts";
import type { MessageKey } from "../../../platform/messages.ts";
import { excerpt, plainText, readingMinutes } from "../../../platform/text/plain.ts";
import { headingsOf } from "../../../platform/text/render.ts";
import { formatShortDay, todayIn } from "../../../platform/time.ts";
import { drawPattern } from "../../../ui/pattern.ts";
import { canonicalOf, originOf, plurals } from "../../addresses.ts";
import { mentionLinks } from "../../mention-links.ts";
import { sharePage, territoryOf, zoneOf, type WebContext } from "../../env.ts";
import { bodyHtml } from "../../body-html.ts";
import { missingPage } from "../errors.tsx";
import { allowFrames } from "../security-headers.ts";
import { Avatar } from "../parts/avatar.tsx";
import { ContentCard, KindWord, patternFor, Picture } from "../parts/cards.tsx";
import { communityModeration } from "../parts/community-moderation.tsx";
import { Comments } from "../parts/comments.tsx";
import { ListingsElsewhere } from "../parts/listings-elsewhere.tsx";
import { ReportLink } from "../parts/report-link.tsx";
import { NamingNotice } from "../parts/naming-notice.tsx";
import { ContentActions } from "../parts/content-actions.tsx";
import { kinds } from "../kinds/all.ts";
import { contentJsonLd } from "../json-ld.ts";
import { themeName } from "../../themes.ts";
import { page, type Route } from "../../route.ts";
import { render } from "../shell.tsx";

async function show(c: WebContext, kind: ContentKind) {
  // What is of other servers is shown at the portal.
  const [territory, slug] = [territoryOf(c), c.req.param("slug") ?? ""];
  const found = await (territory ? showContent(c.get("act"), territory.id, kind, slug) : showContentElsewhereAnywhere(c.get("act"), kind, slug));
  if (!found) return missingPage(c);
  if ("moved" in found) return c.redirect(`/${plurals[kind]}/${found.moved}`, 301);
  // Of the network, it is read where it stands; our members also comment on it and share it from here.
  const { origin } = c.get("services").directory().byId(found.content.territory);
  if (origin && c.get("act").viewer.kind === "visitor" && found.content.source?.url) return c.redirect(found.content.source.url, 302);
  return contentPage(c, found.content);
}

async function contentPage(c: WebContext, content: Content) {
  const { db, directory } = c.get("services");
  const t = c.get("t");
  const { viewer } = c.get("act");
  const locale = c.get("locale");
  const elsewhere = directory().byId(content.territory).elsewhere;
  const editing = canEdit(viewer, content);
  const [discussion, mentions, related, liked, relayed, own, view, moderation, refusal, listings] = await Promise.all([
    listCommentsAnywhere(db, content.id, readPath(c.req.query("commentaires")), commentsShown, viewer.kind === "member" ? viewer.id : null),
    listMentionsInAnywhere(db, content.id),
    listRelated(db, content.territory, content.id, 3),
    likesAnywhere(c.get("act"), content.id),
    findRelayAnywhere(c.get("act"), content.id),
    viewer.kind === "member" ? listOwnDossiersAnywhere(db, viewer.id, content.id) : [],
    kinds[content.kind].view(c, content, editing),
    communityModeration(c, content),
    findRefusalAnywhere(c.get("act"), content),
    editing ? listListingsAnywhere(db, content.id) : [],
  ]);
  const named = await listMentionsOfAnywhere(db, [...discussion.above, ...discussion.comments].map((comment) => comment.id));
  const body = await bodyHtml(c, content, mentionLinks(c, mentions));
  allowFrames(c, body.frames);
  // Everything that this page shows of others is a reason to make it again.
  if (content.state === "published") sharePage(c, [touchContent(content.id), touchTerritory(content.territory), "network", ...body.touches, ...(view.touches ?? [])]);
  const date = content.publishedAt ? formatShortDay(todayIn(zoneOf(c, content.territory), content.publishedAt), locale) : "";
  const headings = headingsOf(content.body);
  const chapters = headings.filter((each) => each.level === 2);
  const territory = directory().byId(content.territory);
  const image = content.picture ? `${directory().originOf(content.territory)}/media/${content.picture.hash}-${content.picture.widths.at(-1)}.webp` : undefined;
  return render(c, {
    title: content.title,
    description: content.summary || excerpt(plainText(content.body), 200),
    canonical: elsewhere ? (content.source?.url ?? canonicalOf(c, content)) : canonicalOf(c, content),
    image,
    type: "article",
    islands: [...(viewer.kind === "member" && ["published", "reserved"].includes(content.state) ? ["mentions"] : []), ...(body.frames.length > 0 ? ["embed"] : []), ...(view.islands ?? [])],
    styles: view.styles ?? [],
    noindex: content.state !== "published" || view.noindex === true || elsewhere,
    document: content.state === "published" ? await c.get("services").documentOf({ content: content.id }) : null,
    jsonLd: content.state === "published" && !elsewhere ? contentJsonLd(c, content, image, view.jsonLd) : undefined,
    feeds: [{ type: "application/json+oembed", href: `/api/v1/oembed?url=${encodeURIComponent(canonicalOf(c, content))}`, title: content.title }, ...(content.state === "published" ? [{ type: "application/atom+xml", href: `/contenus/${content.id}/commentaires.atom`, title: t("comments_of", { title: content.title }) }] : []), ...(view.feeds ?? [])],
  }, (
    <>
      <article class="wrap" lang={content.language === locale ? undefined : content.language}>
        <header class="head">
          <div class="row"><KindWord kind={content.kind} word={view.word} />{view.badge}{content.themes.map((theme) => <a class="chip" href={`/themes/${theme}`}>{themeName(c, theme)}</a>)}</div>
          <h1>{content.title}</h1>
          {content.summary ? <p class="lead">{content.summary}</p> : null}
          {content.state === "published" ? null : <p class="notice alarm">{t(`state_${content.state}_told`, { date: content.publishAt ? formatShortDay(todayIn(territory.zone, content.publishAt), locale) : "" })}</p>}
          {refusal ? <div class="notice alarm stack tight"><p>{t("review_refused")}</p><blockquote>{refusal}</blockquote></div> : null}
          {view.notice}
          <NamingNotice c={c} content={content} />
          <ListingsElsewhere c={c} content={content} listings={listings} />
          <div class="byline">
            {content.writers[0] ? <Avatar name={content.writers[0].name} /> : null}
            <p class="small">
              {content.writers.map((writer, index) => <>{index > 0 ? ", " : ""}<a href={`/membres/${writer.handle}`}>{writer.name}</a></>)}
              {content.writers.length === 1 && content.writers[0] && !(viewer.kind === "member" && viewer.handle === content.writers[0].handle) ? <> · <a href={`/membres/${encodeURIComponent(content.writers[0].handle)}/ecrire`} rel="nofollow">{t("message_write")}</a></> : null}
              {content.writers.length === 0 && !content.source ? t("former_member") : null}
              <InTheNameOf c={c} content={content} />
              {(content.writers.length > 0 || !content.source) && date ? " · " : ""}{date}
              {content.kind === "article" ? ` · ${t("reading_time", { count: readingMinutes(plainText(content.body)) })}` : ""}
              {content.source ? <> · {t("source")} {content.source.url ? <a href={content.source.url} rel="nofollow noopener">{content.source.name}</a> : content.source.name}</> : null}
            </p>
          </div>
          <ContentActions c={c} content={content} liked={liked} relayed={relayed} editing={editing} more={<>{view.actions}{moderation}</>} managing={view.managing} dossiers={own} featuring={canFeature(viewer, content.territory)} />
        </header>
        <div class={view.beside ? "columns facts-first" : "stack"}>
          {view.beside}
          <div class="stack loose">
            <LeadFigure c={c} content={content} />
            {view.above}
            {headings.length >= 3 ? <nav class="contents-table" aria-label={t("contents_table")}><strong>{t("contents_table")}</strong><ol>{(chapters.length >= 3 ? chapters : headings).map((each) => <li><a href={`#${each.id}`}>{each.text}</a></li>)}</ol></nav> : null}
            <div class="prose">{raw(body.html)}</div>
            {view.below}
            {content.tags.length > 0 ? <ul class="chips">{content.tags.map((tag) => <li><a class="chip" href={`/mots-cles/${encodeURIComponent(tag.key)}`}>#{tag.shown}</a></li>)}</ul> : null}
            <p class="soft small">{t(`licence_${content.licence}` as MessageKey)}{content.state === "published" || content.state === "reserved" ? <> · <ReportLink c={c} name="contenu" id={content.id} /></> : null}</p>
          </div>
        </div>
        {content.state === "published" || content.state === "reserved" ? <Comments c={c} content={content} discussion={discussion} named={named} /> : null}
      </article>
      {related.length > 0 ? <section class="wrap section stack" aria-labelledby="related"><h2 id="related">{t("related")}</h2><div class="grid">{related.map((card) => <ContentCard c={c} card={card} />)}</div></section> : null}
    </>
  ));
}

/** In whose name it is published, and the community where it stands. */
function InTheNameOf({ c, content }: { c: WebContext; content: Content }) {
  const structure = content.structures.find((each) => each.role === "author");
  const { gathered } = content;
  return (
    <>
      {structure ? <>, {c.get("t")("in_the_name_of", { name: "" })}<a href={`${originOf(c, structure.territory)}/structures/${structure.slug}`}>{structure.name}</a></> : null}
      {gathered ? <> · <a href={`${originOf(c, gathered.territory)}/communautes/${gathered.slug}`}>{gathered.name}</a></> : null}
    </>
  );
}

function LeadFigure({ c, content }: { c: WebContext; content: Content }) {
  if (!content.picture) return ["article", "announcement"].includes(content.kind) ? null : <div class="card banner"><div class="picture">{raw(drawPattern(patternFor(c, content), content.title))}</div></div>;
  return (
    <figure>
      <Picture picture={content.picture} sizes="(min-width: 60rem) 48rem, 92vw" lazy={false} />
      {content.picture.credit ? <figcaption>{c.get("t")("credit", { name: content.picture.credit })}</figcaption> : null}
    </figure>
  );
}

export const contentRoutes: readonly Route[] = contentKinds.map((kind) => page(`/${plurals[kind]}/:slug`, "public", (c) => show(c, kind)));
