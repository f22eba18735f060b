import { listDecisions, type Decision, type ListedServer } from "../../../features/federation/list-servers.ts";
import { listRefusalsAnywhere, refusalsToldDays, type Refusals } from "../../../features/federation/list-refusals.ts";
import { listHeardAnywhere, listSent, type HeardLine, type SentLine } from "../../../features/federation/list-traffic.ts";
import { formatAgo } from "../../../platform/time.ts";
import { Faults } from "../../../ui/form.tsx";
import { canonicalOf } from "../../addresses.ts";
import { territoryOf, type WebContext } from "../../env.ts";
import type { Fault } from "../form-data.ts";
import { peopleWords, queueWords, serversAt, toldOf } from "./server-facts.ts";
import { render } from "../shell.tsx";
import { actWords, heardWords, sentWords, troubleWords } from "./server-words.ts";
import { refusalsByWhy } from "./refusal-words.ts";
import { TrustFields, type TypedTrust } from "./trust-fields.tsx";

const linesShown = 40;

/** One other server: how it is, how far it is trusted and who said so, and what lately went to it and came from it. */
export async function serverPage(c: WebContext, server: ListedServer, typed: TypedTrust | null, faults: readonly Fault[]) {
  const t = c.get("t");
  const { db } = c.get("services");
  const territory = territoryOf(c)?.id ?? null;
  const [decisions, sent, heard, refusals] = await Promise.all([listDecisions(db, territory, server.id), listSent(db, territory, server.id, linesShown), listHeardAnywhere(db, server.id, linesShown), listRefusalsAnywhere(db, server.id, c.get("act").now())]);
  const again = Number(c.req.query("renvoye") ?? Number.NaN);
  return render(c, { title: server.name || server.host, noindex: true, status: faults.length > 0 ? 422 : 200 }, (
    <div class="wrap">
      <div class="head"><p class="soft"><a href={serversAt(c)}>{t("servers_back")}</a></p><h1>{server.name || server.host}</h1></div>
      {c.req.query("dit") === "decide" ? <p class="notice good" role="status">{t("server_decided")}</p> : null}
      {Number.isInteger(again) ? <p class="notice good" role="status">{again > 0 ? t("server_replayed", { count: again }) : t("server_replayed_none")}</p> : null}
      <Health c={c} server={server} />
      <Refused c={c} refusals={refusals} />
      <section class="section stack" id="decider"><h2>{t("server_decide_title")}</h2>
        <form class="form" method="post" action={`${serversAt(c)}/decisions`} novalidate>
          <Faults title={t("faults_title")} faults={faults} />
          <TrustFields c={c} named typed={typed ?? { host: server.host, trust: territory ? (server.own ?? "none") : server.trust, reason: territory ? server.ownReason : server.reason }} faults={faults} />
        </form>
      </section>
      <Decisions c={c} decisions={decisions} />
      <Sent c={c} server={server} lines={sent} />
      <Heard c={c} lines={heard} />
    </div>
  ));
}

function Health({ c, server }: { c: WebContext; server: ListedServer }) {
  const t = c.get("t");
  const { now } = c.get("act");
  const ago = (at: Temporal.Instant | null) => (at ? formatAgo(at, now(), c.get("locale")) : t("server_never"));
  const trouble = troubleWords(toldOf(c), server);
  const decided = server.own ?? server.trust;
  const paused = server.closedUntil && Temporal.Instant.compare(server.closedUntil, now()) > 0 ? server.closedUntil : null;
  return (
    <section class="section stack tight">
      <p class="row"><span class={server.restricted ? "badge full" : "badge"}>{t(`server_trust_${server.restricted ?? decided}`)}</span><span class="soft">{server.host}</span></p>
      {territoryOf(c) ? <p>{t("server_trust_all", { trust: t(`server_trust_${server.trust}`) })}</p> : null}
      {server.restricted && server.restricted !== decided && server.restricted !== server.trust ? <p>{t("server_trust_above", { trust: t(`server_trust_${server.restricted}`) })}</p> : null}
      <p>{[[server.software, server.version].filter(Boolean).join(" ") || t("server_software_unknown"), peopleWords(c, server), queueWords(c, server)].join(" · ")}</p>
      <p>{t("server_times", { heard: ago(server.heardAt), delivered: ago(server.deliveredAt) })}</p>
      {trouble ? <div class="notice alarm"><p>{server.name || server.host} {trouble}.</p>{server.lastStatus !== null && server.lastError ? <p>{t("server_said", { answer: server.lastError })}</p> : null}{paused ? <p>{t("server_paused", { when: formatAgo(paused, now(), c.get("locale")) })}</p> : null}</div> : <p>{t("server_well")}</p>}
    </section>
  );
}

/** What it signed and we didn't take: why, how often, when last, and what can be done about it. */
function Refused({ c, refusals }: { c: WebContext; refusals: readonly Refusals[] }) {
  const t = c.get("t");
  const told = refusalsByWhy(refusals);
  const ago = (at: Temporal.Instant) => formatAgo(at, c.get("act").now(), c.get("locale"));
  return (
    <section class="section stack" id="refus"><h2>{t("server_refused")}</h2>
      {told.length === 0 ? <p class="soft">{t("server_refused_none", { days: refusalsToldDays })}</p> : (
        <>
          <p>{t("server_refused_lead", { days: refusalsToldDays })}</p>
          <div class="table-scroll" role="region" tabindex={0} aria-label={t("server_refused")}><table class="data">
            <thead><tr><th scope="col">{t("server_refused_why")}</th><th scope="col">{t("server_refused_times")}</th><th scope="col">{t("server_refused_last")}</th></tr></thead>
            <tbody>{told.map(({ why, times, lastAt }) => <tr><td>{t(`server_refused_${why}`)}</td><td>{t("server_refused_count", { count: times })}</td><td>{ago(lastAt)}</td></tr>)}</tbody>
          </table></div>
          <details class="group"><summary>{t("server_refused_help")}</summary><dl class="inside stack">{told.map(({ why }) => <div><dt>{t(`server_refused_${why}`)}</dt><dd>{t(`server_refused_${why}_help`)}</dd></div>)}</dl></details>
          <p>{t("server_refused_act")} <a href="#decider">{t("server_refused_decide")}</a></p>
        </>
      )}
    </section>
  );
}

function Decisions({ c, decisions }: { c: WebContext; decisions: readonly Decision[] }) {
  const t = c.get("t");
  return (
    <section class="section stack"><h2>{t("server_decisions")}</h2>
      {decisions.length === 0 ? <p class="soft">{t("server_decisions_none")}</p> : <ul class="plain stack">{decisions.map((decision) => {
        const [trust, by] = [t(`server_trust_${decision.trust ?? "none"}`), decision.by ?? t("server_by_nobody")];
        return <li><strong>{decision.territory ? t("server_decision_here", { trust, territory: decision.territory, by }) : t("server_decision", { trust, by })}</strong>{decision.reason ? <>{" – "}{decision.reason}</> : null} <span class="soft">{formatAgo(decision.at, c.get("act").now(), c.get("locale"))}</span></li>;
      })}</ul>}
    </section>
  );
}

function Sent({ c, server, lines }: { c: WebContext; server: ListedServer; lines: readonly SentLine[] }) {
  const t = c.get("t");
  return (
    <section class="section stack"><h2>{t("server_sent")}</h2>
      {lines.some((line) => line.state !== "delivered") ? <form class="stack tight" method="post" action={`${serversAt(c)}/${encodeURIComponent(server.host)}/renvoyer`}><p class="soft">{t("server_replay_hint")}</p><div><button class="button quiet">{t("server_replay")}</button></div></form> : null}
      {lines.length === 0 ? <p class="soft">{t("server_sent_none")}</p> : (
        <div class="table-scroll" role="region" tabindex={0} aria-label={t("server_sent")}><table class="data">
          <thead><tr><th scope="col">{t("server_what")}</th><th scope="col">{t("server_became")}</th><th scope="col">{t("server_when")}</th></tr></thead>
          <tbody>{lines.map((line) => <tr><td>{actWords(t, line.type)}{line.content ? <><br /><a href={canonicalOf(c, line.content)}>{line.content.title}</a></> : null}</td><td>{sentWords(toldOf(c), line)}</td><td>{formatAgo(line.at, c.get("act").now(), c.get("locale"))}</td></tr>)}</tbody>
        </table></div>
      )}
    </section>
  );
}

function Heard({ c, lines }: { c: WebContext; lines: readonly HeardLine[] }) {
  const t = c.get("t");
  return (
    <section class="section stack"><h2>{t("server_heard")}</h2>
      {lines.length === 0 ? <p class="soft">{t("server_heard_none")}</p> : (
        <div class="table-scroll" role="region" tabindex={0} aria-label={t("server_heard")}><table class="data">
          <thead><tr><th scope="col">{t("server_what")}</th><th scope="col">{t("server_from")}</th><th scope="col">{t("server_became")}</th><th scope="col">{t("server_when")}</th></tr></thead>
          <tbody>{lines.map((line) => <tr><td>{actWords(t, line.type)}</td><td>{line.by}</td><td>{heardWords(t, line)}</td><td>{formatAgo(line.at, c.get("act").now(), c.get("locale"))}</td></tr>)}</tbody>
        </table></div>
      )}
    </section>
  );
}
