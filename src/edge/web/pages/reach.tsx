import { canEdit } from "../../../features/contents/policy.ts";
import { showContentAnywhere, type Content } from "../../../features/contents/show-content.ts";
import { listReachAnywhere, type Reach } from "../../../features/federation/list-reach.ts";
import { sendContentAgain } from "../../../features/federation/send-again.ts";
import { canAnimate } from "../../../features/territories/policy.ts";
import { readId, type ContentId } from "../../../platform/ids.ts";
import { formatAgo } from "../../../platform/time.ts";
import { hrefOf } from "../../addresses.ts";
import type { WebContext } from "../../env.ts";
import { form, page, type Route } from "../../route.ts";
import { accessRefused, missingPage } from "../errors.tsx";
import { toldOf } from "../parts/server-facts.ts";
import { actWords, sentWords } from "../parts/server-words.ts";
import { render } from "../shell.tsx";

const serversShown = 300;

async function contentOf(c: WebContext): Promise<Content | Response> {
  const id = readId<ContentId>(c.req.param("id"));
  const content = id && (await showContentAnywhere(c.get("act"), id));
  if (!content) return missingPage(c);
  return canEdit(c.get("act").viewer, content) ? content : accessRefused(c, "forbidden");
}

/** To which other servers a content went, what each answered, and what waits. */
async function show(c: WebContext) {
  const content = await contentOf(c);
  if (content instanceof Response) return content;
  const t = c.get("t");
  const reach = await listReachAnywhere(c.get("services").db, content.id, serversShown);
  const again = Number(c.req.query("renvoye") ?? Number.NaN);
  const failed = reach.some((each) => each.state !== "delivered");
  return render(c, { title: t("reach_title", { title: content.title }), noindex: true }, (
    <div class="wrap">
      <div class="head"><p class="soft"><a href={hrefOf(c, content)}>{content.title}</a></p><h1>{t("reach")}</h1><p class="lead">{reach.length > 0 ? t("reach_servers", { count: reach.length }) : t("reach_none")}</p></div>
      {Number.isInteger(again) ? <p class="notice good" role="status">{again > 0 ? t("server_replayed", { count: again }) : t("server_replayed_none")}</p> : null}
      {failed && canAnimate(c.get("act").viewer, content.territory) ? <form class="stack tight section" method="post" action={`/contenus/${content.id}/diffusion/renvoyer`}><p class="soft">{t("server_replay_hint")}</p><div><button class="button quiet">{t("server_replay")}</button></div></form> : null}
      {reach.length === 0 ? null : (
        <ul class="plain stack section">{reach.map((each) => <ReachCard c={c} reach={each} />)}</ul>
      )}
    </div>
  ));
}

function ReachCard({ c, reach }: { c: WebContext; reach: Reach }) {
  const t = c.get("t");
  return (
    <li class="card"><div class="inside">
      <h2>{reach.name || reach.host}</h2>
      <p>{actWords(t, reach.type)}{" – "}{reach.state === "delivered" ? sentWords(toldOf(c), reach) : <strong>{sentWords(toldOf(c), reach)}</strong>}</p>
      <p class="soft">{[reach.name ? reach.host : "", t("reach_delivered", { count: reach.delivered }), formatAgo(reach.at, c.get("act").now(), c.get("locale"))].filter(Boolean).join(" · ")}</p>
    </div></li>
  );
}

async function again(c: WebContext) {
  const content = await contentOf(c);
  if (content instanceof Response) return content;
  const outcome = await sendContentAgain(c.get("act"), content.id);
  return outcome.done ? c.redirect(`/contenus/${content.id}/diffusion?renvoye=${outcome.value}`, 303) : accessRefused(c, outcome.refusal.kind);
}

export const reachRoutes: readonly Route[] = [page("/contenus/:id/diffusion", "member", show), form("/contenus/:id/diffusion/renvoyer", "animator", again)];
