import { decideWaiting } from "../../../features/contents/decide-waiting.ts";
import { listWaiting, waitsAt } from "../../../features/contents/list-contents.ts";
import { wordsSchema } from "../../../features/communities/input.ts";
import { sendMail } from "../../../features/mails/send-mail.ts";
import { readId, type ContentId } from "../../../platform/ids.ts";
import { formatAgo } from "../../../platform/time.ts";
import { Faults } from "../../../ui/form.tsx";
import { canonicalOf, hrefOf } from "../../addresses.ts";
import { territoryOf, type WebContext } from "../../env.ts";
import { plainMail } from "../../plain-mail.ts";
import { form, page, type Route } from "../../route.ts";
import { accessRefused, missingPage } from "../errors.tsx";
import { faultFor, readForm, type Fault } from "../form-data.ts";
import { render } from "../shell.tsx";
import { Answer } from "./community-people.tsx";

/** What waits for an animator. */
async function animation(c: WebContext, faults: readonly Fault[] = []) {
  const { db } = c.get("services");
  const t = c.get("t");
  const territory = territoryOf(c);
  if (!territory) return missingPage(c);
  const waiting = await listWaiting(db, territory.id);
  return render(c, { title: t("animation"), noindex: true, status: faults.length > 0 ? 422 : 200 }, (
    <div class="wrap"><div class="head"><h1>{t("animation_title", { name: territory.name })}</h1><div class="actions"><a class="button quiet" href="/animation/signalements">{t("reports")}</a><a class="button quiet" href="/animation/suspensions">{t("suspensions")}</a><a class="button quiet" href="/animation/structures">{t("structure_queue")}</a><a class="button quiet" href="/animation/doublons">{t("structure_duplicates")}</a><a class="button quiet" href="/animation/themes">{t("themes_manage")}</a><a class="button quiet" href="/animation/mots-cles">{t("tags_manage")}</a><a class="button quiet" href="/animation/communautes">{t("community_queue")}</a><a class="button quiet" href="/animation/serveurs">{t("servers")}</a><a class="button quiet" href="/animation/territoire">{t("territory_settings")}</a></div></div>
      <Faults title={t("faults_title")} faults={faults} />
      <section class="stack"><h2>{t("animation_waiting")}</h2>
        {waiting.length === 0 ? <p class="empty">{t("animation_none")}</p> : <ul class="plain stack loose">{waiting.map((content) => (
          <li class="stack tight">
            <p><a href={hrefOf(c, { ...content, territory: territory.id })}><strong>{content.title}</strong></a> <span class="soft">{t(`kind_${content.kind}`)} · {formatAgo(content.updatedAt, c.get("act").now(), c.get("locale"))}</span></p>
            <details open={faultFor(faults, `reason-${content.id}`) !== undefined}><summary>{t("review_decide")}</summary><Answer c={c} action={`/animation/relecture/${content.id}`} member={content.id} name={content.title} accept={t("review_accept")} fault={faultFor(faults, `reason-${content.id}`)} /></details>
          </li>
        ))}</ul>}</section></div>
  ));
}

async function doDecide(c: WebContext) {
  const t = c.get("t");
  const id = readId<ContentId>(c.req.param("id"));
  const territory = territoryOf(c);
  if (!id || !territory) return missingPage(c);
  const values = await readForm(c);
  const published = values.one("reponse") === "oui";
  const reason = wordsSchema.safeParse(values.one(`reason-${id}`));
  if (!published && (!reason.success || !reason.data)) return !(await waitsAt(c.get("services").db, territory.id, id)) ? missingPage(c) : animation(c, [{ field: `reason-${id}`, text: t(reason.success ? "review_reason_needed" : "fault_too_long") }]);
  const outcome = await decideWaiting(c.get("act"), id, published ? { published } : { published, reason: reason.data ?? "" }, (tx, to, content) => (
    sendMail(tx, plainMail(c.get("locale"), to, t("mail_review_refused_subject", { title: content.title }), [t("mail_review_refused_text", { title: content.title }), reason.data ?? "", t("mail_review_refused_after"), canonicalOf(c, content)]))
  ));
  if (outcome.done || outcome.refusal.kind === "decided-already") return c.redirect("/animation", 303);
  return outcome.refusal.kind === "forbidden" ? accessRefused(c, "forbidden") : missingPage(c);
}

export const animationRoutes: readonly Route[] = [page("/animation", "animator", (c) => animation(c)), form("/animation/relecture/:id", "animator", doDecide)];
