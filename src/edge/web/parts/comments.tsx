import { raw } from "hono/html";
import { mostLevels, pathsAbove, type Comment } from "../../../features/comments/comment.ts";
import { commentsShown, type Discussion } from "../../../features/comments/list-comments.ts";
import { canCloseComments, canEditComment, canReadVersions, canWithdrawComment, whenCommenting } from "../../../features/comments/policy.ts";
import type { Content } from "../../../features/contents/show-content.ts";
import type { listMentionsOfAnywhere } from "../../../features/mentions/list-mentions.ts";
import { renderText } from "../../../platform/text/render.ts";
import { formatAgo } from "../../../platform/time.ts";
import { TextArea } from "../../../ui/form.tsx";
import { withQuery } from "../../addresses.ts";
import type { WebContext } from "../../env.ts";
import { mentionLinks } from "../../mention-links.ts";
import { ReportLink } from "./report-link.tsx";
import { Avatar } from "./avatar.tsx";

type Named = Awaited<ReturnType<typeof listMentionsOfAnywhere>>;

interface CommentsProps {
  readonly c: WebContext;
  readonly content: Content;
  readonly discussion: Discussion;
  readonly named: Named;
}

/** The discussion under a content, and the form to add to it. */
export function Comments({ c, content, discussion, named }: CommentsProps) {
  const t = c.get("t");
  const { viewer } = c.get("act");
  const shown = [...discussion.above, ...discussion.comments];
  const answers = Map.groupBy(shown, (comment) => pathsAbove(comment.path).at(-1) ?? "");
  const later = c.req.query("commentaires") !== undefined;
  return (
    <section class="section stack measure" id="commentaires" aria-labelledby="comments-title">
      <h2 id="comments-title">{t("comments", { count: content.comments })}</h2>
      {later ? <p><a href={`${withQuery(c, { commentaires: null })}#commentaires`}>{t("comments_from_first")}</a></p> : null}
      {(answers.get("") ?? []).map((comment) => <Thread c={c} content={content} comment={comment} answers={answers} named={named} />)}
      {discussion.next ? <div class="pages"><a class="button" rel="next" href={`${withQuery(c, { commentaires: discussion.next })}#commentaires`}>{t("comments_next", { count: commentsShown })}</a></div> : null}
      {content.commentsClosed ? <p class="notice">{t("comments_closed")}</p> : viewer.kind === "visitor" ? <p><a href={`/connexion?retour=${encodeURIComponent(c.req.path)}`}>{t("comment_log_in")}</a></p> : <CommentForm c={c} content={content.id} parent="" />}
      {canCloseComments(viewer, content) ? (
        <form method="post" action={`/contenus/${content.id}/commentaires/${content.commentsClosed ? "ouvrir" : "fermer"}`}>
          <input type="hidden" name="retour" value={c.req.path} />
          <button class="button quiet">{t(content.commentsClosed ? "comments_reopen" : "comments_close")}</button>
        </form>
      ) : null}
    </section>
  );
}

interface ThreadProps extends Omit<CommentsProps, "discussion"> {
  readonly comment: Comment;
  readonly answers: ReadonlyMap<string, readonly Comment[]>;
}

/** As deep as the paths of comments are: `mostLevels`. */
function Thread({ c, content, comment, answers, named }: ThreadProps) {
  const t = c.get("t");
  const { viewer, now } = c.get("act");
  const name = comment.author?.name ?? t("comment_nobody");
  const when = (instant: Temporal.Instant) => <time datetime={instant.toString()}>{formatAgo(instant, now(), c.get("locale"))}</time>;
  return (
    <div class="comment" id={`c-${comment.id}`}>
      <div class="byline"><Avatar name={name} /><p class="small">{comment.author ? <a href={`/membres/${comment.author.handle}`}>{name}</a> : name} · {when(comment.createdAt)}{comment.editedAt && comment.state === "visible" ? <> · {t("comment_edited")} {when(comment.editedAt)}</> : null}</p></div>
      {comment.state === "visible" ? <div class="prose">{raw(renderText(comment.body, { image: () => "", tableLabel: t("table"), mention: mentionLinks(c, named.get(comment.id)) }))}</div> : <p class="soft">{t(comment.state === "suspended" ? "comment_suspended" : comment.state === "hidden" ? "comment_hidden" : "comment_withdrawn")}</p>}
      {viewer.kind === "member" ? (
        <div class="actions">
          {comment.state === "visible" && whenCommenting(viewer, content, now()) === "written" ? <details><summary class="linklike">{t("comment_answer")}</summary><CommentForm c={c} content={content.id} parent={comment.id} /></details> : null}
          {comment.state === "visible" && !content.commentsClosed && canEditComment(viewer, comment) ? <a href={`/commentaires/${comment.id}/modifier`}>{t("edit")}</a> : null}
          {comment.revision > 1 && canReadVersions(viewer, comment, content.territory) ? <a href={`/commentaires/${comment.id}/versions`}>{t("comment_versions")}</a> : null}
          {comment.state === "visible" && comment.author && comment.author.handle !== viewer.handle ? <ReportLink c={c} name="commentaire" id={comment.id} /> : null}
          {comment.state === "visible" && canWithdrawComment(viewer, comment, content.territory) ? <form method="post" action={`/commentaires/${comment.id}/retirer`}><input type="hidden" name="retour" value={c.req.path} /><button class="linklike">{t("comment_withdraw")}</button></form> : null}
        </div>
      ) : null}
      {pathsAbove(comment.path).length < mostLevels - 1 ? (answers.get(comment.path) ?? []).map((answer) => <Thread c={c} content={content} comment={answer} answers={answers} named={named} />) : null}
    </div>
  );
}

/** The form of a comment or of an answer; also a page's own, when what was typed comes back. */
export function CommentForm({ c, content, parent, value, fault, back = c.req.path }: { c: WebContext; content: string; parent: string; value?: string; fault?: string; back?: string }) {
  const t = c.get("t");
  const name = parent ? `body-${parent}` : "body";
  return (
    <form class="form" method="post" action="/commenter">
      <input type="hidden" name="content" value={content} />
      <input type="hidden" name="parent" value={parent} />
      <input type="hidden" name="field" value={name} />
      <input type="hidden" name="submission" value={crypto.randomUUID()} />
      <input type="hidden" name="retour" value={back} />
      <CommentField c={c} name={name} value={value} fault={fault} />
      <div><button class="button" type="submit">{t("comment_send")}</button></div>
    </form>
  );
}

export function CommentField({ c, name, value, fault }: { c: WebContext; name: string; value?: string | undefined; fault?: string | undefined }) {
  const t = c.get("t");
  return <es-mentions data-from="/mentionner" data-label={t("mention_proposals")}><TextArea name={name} label={t("comment_label")} hint={t("comment_hint")} value={value} fault={fault} required /></es-mentions>;
}
