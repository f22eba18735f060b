import { raw } from "hono/html";
import type { Comment } from "../../../features/comments/comment.ts";
import { canWithdrawComment } from "../../../features/comments/policy.ts";
import type { Content } from "../../../features/contents/show-content.ts";
import type { listMentionsOfAnywhere } from "../../../features/mentions/list-mentions.ts";
import { renderText } from "../../../platform/text/render.ts";
import { formatAgo } from "../../../platform/time.ts";
import { TextArea } from "../../../ui/form.tsx";
import type { WebContext } from "../../env.ts";
import { mentionLinks } from "../../mention-links.ts";
import { Avatar } from "./avatar.tsx";

type Named = Awaited<ReturnType<typeof listMentionsOfAnywhere>>;

/** The thread under a content, and the form to add to it. */
export function Comments({ c, content, comments, named }: { c: WebContext; content: Content; comments: readonly Comment[]; named: Named }) {
  const t = c.get("t");
  const { viewer } = c.get("act");
  const answers = Map.groupBy(comments, (comment) => comment.parent ?? "");
  return (
    <section class="section stack measure" id="commentaires" aria-labelledby="comments-title">
      <h2 id="comments-title">{t("comments", { count: content.comments })}</h2>
      {(answers.get("") ?? []).map((comment) => <Thread c={c} content={content} comment={comment} answers={answers} named={named} depth={0} />)}
      {viewer.kind === "visitor" ? <p><a href={`/connexion?retour=${encodeURIComponent(c.req.path)}`}>{t("comment_log_in")}</a></p> : <CommentForm c={c} content={content} parent="" />}
    </section>
  );
}

function Thread({ c, content, comment, answers, named, depth }: { c: WebContext; content: Content; comment: Comment; answers: ReadonlyMap<string, readonly Comment[]>; named: Named; depth: number }) {
  const t = c.get("t");
  const { viewer, now } = c.get("act");
  const name = comment.author?.name ?? t("comment_nobody");
  return (
    <div class="comment" id={`c-${comment.id}`}>
      <div class="byline"><Avatar name={name} /><p class="small">{comment.author ? <a href={`/membres/${comment.author.handle}`}>{name}</a> : name} · <time datetime={comment.createdAt.toString()}>{formatAgo(comment.createdAt, now(), c.get("locale"))}</time></p></div>
      {comment.state === "visible" ? <div class="prose">{raw(renderText(comment.body, { image: () => "", tableLabel: t("table"), mention: mentionLinks(c, named.get(comment.id)) }))}</div> : <p class="soft">{t(comment.state === "hidden" ? "comment_hidden" : "comment_withdrawn")}</p>}
      {viewer.kind === "member" && comment.state === "visible" ? (
        <div class="actions">
          {depth < 4 ? <details><summary class="linklike">{t("comment_answer")}</summary><CommentForm c={c} content={content} parent={comment.id} /></details> : null}
          {canWithdrawComment(viewer, comment, content.territory) ? <form method="post" action={`/commentaires/${comment.id}/retirer`}><input type="hidden" name="retour" value={c.req.path} /><button class="linklike">{t("comment_withdraw")}</button></form> : null}
        </div>
      ) : null}
      {(answers.get(comment.id) ?? []).map((answer) => <Thread c={c} content={content} comment={answer} answers={answers} named={named} depth={depth + 1} />)}
    </div>
  );
}

function CommentForm({ c, content, parent }: { c: WebContext; content: Content; parent: string }) {
  const t = c.get("t");
  const name = parent ? `body-${parent}` : "body";
  return (
    <form class="form" method="post" action="/commenter">
      <input type="hidden" name="content" value={content.id} />
      <input type="hidden" name="parent" value={parent} />
      <input type="hidden" name="field" value={name} />
      <input type="hidden" name="submission" value={crypto.randomUUID()} />
      <input type="hidden" name="retour" value={c.req.path} />
      <es-mentions data-from="/mentionner" data-label={t("mention_proposals")}><TextArea name={name} label={t("comment_label")} hint={t("comment_hint")} required /></es-mentions>
      <div><button class="button" type="submit">{t("comment_send")}</button></div>
    </form>
  );
}
