import { raw } from "hono/html";
import { z } from "zod";
import { addComment } from "../../../features/comments/add-comment.ts";
import { closeComments } from "../../../features/comments/close-comments.ts";
import { editComment } from "../../../features/comments/edit-comment.ts";
import { findCommentAnywhere, listCommentVersionsAnywhere } from "../../../features/comments/list-comments.ts";
import { canEditComment, canReadVersions } from "../../../features/comments/policy.ts";
import { withdrawComment } from "../../../features/comments/withdraw-comment.ts";
import { showContentAnywhere } from "../../../features/contents/show-content.ts";
import { idSchema, readId, type CommentId, type ContentId } from "../../../platform/ids.ts";
import { parseBody } from "../../../platform/text/parse-body.ts";
import { renderText } from "../../../platform/text/render.ts";
import { toMarkdown } from "../../../platform/text/to-markdown.ts";
import { formatAgo } from "../../../platform/time.ts";
import { Faults } from "../../../ui/form.tsx";
import { hrefOf, safeReturn } from "../../addresses.ts";
import type { WebContext } from "../../env.ts";
import { form, page, type Route } from "../../route.ts";
import { accessRefused, missingPage, tooManyPage } from "../errors.tsx";
import { readForm } from "../form-data.ts";
import { CommentField, CommentForm } from "../parts/comments.tsx";
import { render } from "../shell.tsx";

const longestComment = 10_000;

/** What was typed, as a text; a fault to tell otherwise. */
function bodyOf(typed: string) {
  return typed.length > longestComment ? ("too_long" as const) : parseBody({ body: typed });
}

/** A comment by its address: at its content, on the page of the discussion where it stands. */
async function permalink(c: WebContext) {
  const id = readId<CommentId>(c.req.param("id"));
  const found = id ? await findCommentAnywhere(c.get("services").db, id) : null;
  const content = found && (await showContentAnywhere(c.get("act"), found.content));
  if (!found || !content) return missingPage(c);
  return c.redirect(`${hrefOf(c, content)}${found.from ? `?commentaires=${found.from}` : ""}#c-${found.comment.id}`, 302);
}

async function doComment(c: WebContext) {
  const { viewer } = c.get("act");
  const allowed = await c.get("services").throttle("comment", 30, 600).take(viewer.kind === "member" ? viewer.id : "");
  if (!allowed.ok) return tooManyPage(c, allowed.retryAfterSeconds);
  const values = await readForm(c);
  const input = z.object({ content: idSchema<ContentId>(), parent: idSchema<CommentId>().nullable(), submission: z.uuid().nullable() }).safeParse({ content: values.one("content"), parent: values.one("parent") || null, submission: values.one("submission") || null });
  if (!input.success) return missingPage(c);
  const typed = values.one(/^body(-[0-9a-f-]{36})?$/.test(values.one("field")) ? values.one("field") : "body");
  const t = c.get("t");
  const again = (fault: string) => {
    const name = input.data.parent ? `body-${input.data.parent}` : "body";
    return render(c, { title: t("comment_label"), noindex: true, status: 422, islands: ["mentions"] }, (
      <div class="wrap measure stack"><div class="head"><h1>{t("comment_label")}</h1></div><Faults title={t("faults_title")} faults={[{ field: name, text: fault }]} /><CommentForm c={c} content={input.data.content} parent={input.data.parent ?? ""} value={typed} fault={fault} back={safeReturn(values.one("retour"))} /></div>
    ));
  };
  const body = bodyOf(typed);
  if (body === "too_long" || !body.done) return again(t("fault_too_long"));
  const outcome = await addComment(c.get("act"), { ...input.data, body: body.value });
  if (outcome.done) return c.redirect(`/commentaires/${outcome.value}`, 303);
  if (outcome.refusal.kind === "empty") return again(t("fault_required"));
  if (outcome.refusal.kind === "closed") return again(t("comments_closed"));
  return outcome.refusal.kind === "sign-in" ? accessRefused(c, "sign-in") : missingPage(c);
}

/** The comment that the address names and its content, if this member may do this with it; otherwise the page that says no. */
async function heldComment(c: WebContext, may: (found: NonNullable<Awaited<ReturnType<typeof findCommentAnywhere>>>, content: NonNullable<Awaited<ReturnType<typeof showContentAnywhere>>>) => boolean) {
  const id = readId<CommentId>(c.req.param("id"));
  const found = id ? await findCommentAnywhere(c.get("services").db, id) : null;
  const content = found && (await showContentAnywhere(c.get("act"), found.content));
  if (!found || !content) return missingPage(c);
  return may(found, content) ? { ...found, content } : accessRefused(c, "forbidden");
}

async function editPage(c: WebContext, typed?: string, fault?: string) {
  const held = await heldComment(c, ({ comment }) => canEditComment(c.get("act").viewer, comment));
  if (held instanceof Response) return held;
  if (held.comment.state !== "visible") return missingPage(c);
  const t = c.get("t");
  return render(c, { title: t("comment_edit"), noindex: true, status: fault ? 422 : 200, islands: ["mentions"] }, (
    <div class="wrap measure stack">
      <div class="head"><h1>{t("comment_edit")}</h1><p class="lead"><a href={hrefOf(c, held.content)}>{held.content.title}</a></p><p class="soft">{t("comment_edit_hint")}</p></div>
      {fault ? <Faults title={t("faults_title")} faults={[{ field: "body", text: fault }]} /> : null}
      <form class="form" method="post" action={c.req.path}>
        <CommentField c={c} name="body" value={typed ?? toMarkdown(held.comment.body)} fault={fault} />
        <div><button class="button" type="submit">{t("save")}</button></div>
      </form>
    </div>
  ));
}

async function doEdit(c: WebContext) {
  const id = readId<CommentId>(c.req.param("id"));
  if (!id) return missingPage(c);
  const t = c.get("t");
  const values = await readForm(c);
  const typed = values.one("body");
  const body = bodyOf(typed);
  if (body === "too_long" || !body.done) return editPage(c, typed, t("fault_too_long"));
  const outcome = await editComment(c.get("act"), id, body.value);
  if (outcome.done) return c.redirect(`/commentaires/${id}`, 303);
  if (outcome.refusal.kind === "empty") return editPage(c, typed, t("fault_required"));
  if (outcome.refusal.kind === "closed") return editPage(c, typed, t("comments_closed"));
  return outcome.refusal.kind === "forbidden" ? accessRefused(c, "forbidden") : missingPage(c);
}

/** What a comment said before it was edited: for its author and those who moderate. */
async function versionsPage(c: WebContext) {
  const held = await heldComment(c, ({ comment }, content) => canReadVersions(c.get("act").viewer, comment, content.territory));
  if (held instanceof Response) return held;
  const t = c.get("t");
  const versions = await listCommentVersionsAnywhere(c.get("act"), held.comment.id);
  return render(c, { title: t("comment_versions"), noindex: true }, (
    <div class="wrap measure stack">
      <div class="head"><h1>{t("comment_versions")}</h1><p class="lead"><a href={`/commentaires/${held.comment.id}`}>{held.content.title}</a></p></div>
      {versions.map((version) => (
        <section class="comment" aria-label={t("comment_version", { number: version.revision })}>
          <p class="small soft">{t("comment_version", { number: version.revision })} · <time datetime={version.at.toString()}>{formatAgo(version.at, c.get("act").now(), c.get("locale"))}</time></p>
          <div class="prose">{raw(renderText(version.body, { image: () => "", tableLabel: t("table") }))}</div>
        </section>
      ))}
    </div>
  ));
}

async function doWithdraw(c: WebContext) {
  const id = readId<CommentId>(c.req.param("id"));
  if (!id) return missingPage(c);
  const outcome = await withdrawComment(c.get("act"), id);
  if (!outcome.done) return outcome.refusal.kind === "forbidden" ? accessRefused(c, "forbidden") : missingPage(c);
  return c.redirect(`${safeReturn((await readForm(c)).one("retour"))}#c-${id}`, 303);
}

async function doClose(c: WebContext, closed: boolean) {
  const id = readId<ContentId>(c.req.param("id"));
  if (!id) return missingPage(c);
  const outcome = await closeComments(c.get("act"), id, closed);
  if (!outcome.done) return outcome.refusal.kind === "forbidden" ? accessRefused(c, "forbidden") : missingPage(c);
  return c.redirect(`${safeReturn((await readForm(c)).one("retour"))}#commentaires`, 303);
}

export const commentRoutes: readonly Route[] = [
  form("/commenter", "member", doComment),
  page("/commentaires/:id", "public", permalink),
  page("/commentaires/:id/modifier", "member", (c) => editPage(c), { visiting: true }),
  form("/commentaires/:id/modifier", "member", doEdit),
  page("/commentaires/:id/versions", "member", versionsPage),
  form("/commentaires/:id/retirer", "member", doWithdraw),
  form("/contenus/:id/commentaires/fermer", "member", (c) => doClose(c, true)),
  form("/contenus/:id/commentaires/ouvrir", "member", (c) => doClose(c, false)),
];
