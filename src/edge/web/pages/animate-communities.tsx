import { decideFounding } from "../../../features/communities/decide-founding.ts";
import { wordsSchema } from "../../../features/communities/input.ts";
import { listProposedCommunities } from "../../../features/communities/list-communities.ts";
import { featureInCommunity, removeFromCommunity } from "../../../features/communities/moderate-content.ts";
import { sendMail } from "../../../features/mails/send-mail.ts";
import { idSchema, type ContentId } from "../../../platform/ids.ts";
import { formatAgo } from "../../../platform/time.ts";
import { Faults } from "../../../ui/form.tsx";
import { canonicalOf, communityHref, hrefOf, originOf } from "../../addresses.ts";
import { territoryOf, type WebContext } from "../../env.ts";
import { missingPage } from "../errors.tsx";
import { faultFor, readForm, type Fault } from "../form-data.ts";
import { communityMail } from "../mails.tsx";
import { CommunityBadges, CommunityPurpose } from "../parts/community-cards.tsx";
import { communityOfId, refusedPage } from "../parts/community-head.tsx";
import { form, page, type Route } from "../../route.ts";
import { render } from "../shell.tsx";
import { Answer } from "./community-people.tsx";

/** The communities that members ask the territory for. */
async function queue(c: WebContext, faults: readonly Fault[] = []) {
  const t = c.get("t");
  const territory = territoryOf(c);
  if (!territory) return missingPage(c);
  const { db, now } = c.get("act");
  const proposed = await listProposedCommunities(db, territory.id);
  return render(c, { title: t("community_queue"), noindex: true, status: faults.length > 0 ? 422 : 200 }, (
    <div class="wrap">
      <div class="head"><h1>{t("community_queue")}</h1><div class="actions"><a class="button quiet" href="/communautes">{t("communities_all")}</a><a class="button quiet" href="/contribuer/communaute">{t("community_found_it")}</a></div></div>
      <Faults title={t("faults_title")} faults={faults} />
      {proposed.length === 0 ? <p class="empty">{t("community_queue_none")}</p> : <ul class="plain stack loose section">{proposed.map((each) => (
        <li class="stack tight">
          <p class="row"><CommunityPurpose c={c} purpose={each.purpose} /><CommunityBadges c={c} community={{ access: each.access, state: "proposed" }} /></p>
          <p><a href={communityHref(c, each)}><strong>{each.name}</strong></a> <span class="soft">{[each.by ? t("community_queue_by", { name: each.by }) : "", formatAgo(each.createdAt, now(), c.get("locale"))].filter(Boolean).join(", ")}</span></p>
          {each.summary ? <p>{each.summary}</p> : null}
          <Answer c={c} action={`/animation/communautes/${each.id}`} member={each.id} name={each.name} fault={faultFor(faults, `reason-${each.id}`)} />
        </li>
      ))}</ul>}
    </div>
  ));
}

async function doDecide(c: WebContext) {
  const community = await communityOfId(c);
  if (community instanceof Response) return community;
  const t = c.get("t");
  const values = await readForm(c);
  const field = `reason-${community.id}`;
  const accepted = values.one("reponse") === "oui";
  const reason = wordsSchema.safeParse(values.one(field));
  const decides = community.state === "proposed" && territoryOf(c)?.id === community.territory;
  if (decides && !reason.success) return queue(c, [{ field, text: t("fault_too_long") }]);
  if (decides && !accepted && !reason.data) return queue(c, [{ field, text: t("community_reason_needed") }]);
  const about = { name: community.name, address: `${originOf(c, community.territory)}/communautes/${community.slug}`, reason: reason.data ?? "" };
  const outcome = await decideFounding(c.get("act"), community.id, accepted, about.reason, (tx, to) => sendMail(tx, communityMail(c, to, accepted ? "accepted" : "refused", about)));
  return outcome.done ? c.redirect("/animation/communautes", 303) : refusedPage(c, outcome.refusal.kind);
}

/** What those who moderate a community do with a content in it. */
async function doModerate(c: WebContext) {
  const id = idSchema<ContentId>().safeParse(c.req.param("id"));
  const act = c.req.param("act");
  if (!id.success || (act !== "mettre-a-la-une" && act !== "retirer-de-la-une" && act !== "retirer")) return missingPage(c);
  if (act !== "retirer") {
    const outcome = await featureInCommunity(c.get("act"), id.data, act === "mettre-a-la-une");
    return outcome.done ? c.redirect(hrefOf(c, outcome.value.content), 303) : refusedPage(c, outcome.refusal.kind);
  }
  const reason = wordsSchema.safeParse((await readForm(c)).one("reason").slice(0, 2000));
  const outcome = await removeFromCommunity(c.get("act"), id.data, (tx, to, { content, community }) => sendMail(tx, communityMail(c, to, content.state === "reserved" ? "drafted" : "removed", { name: community.name, title: content.title, address: canonicalOf(c, content), reason: reason.data ?? "" })));
  // A reserved content is its authors' draft again: whoever moderates goes back to the community.
  return outcome.done ? c.redirect(outcome.value.content.state === "reserved" ? communityHref(c, outcome.value.community) : hrefOf(c, outcome.value.content), 303) : refusedPage(c, outcome.refusal.kind);
}

export const animateCommunitiesRoutes: readonly Route[] = [
  page("/animation/communautes", "animator", (c) => queue(c)),
  form("/animation/communautes/:id", "animator", doDecide),
  form("/communautes/contenus/:id/:act", "member", doModerate),
];
