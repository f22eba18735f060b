import { decideTrust, type TrustRefusal } from "../../../features/federation/decide-trust.ts";
import { listServers, readServerCursor, showServer, writeServerCursor, type ListedServer } from "../../../features/federation/list-servers.ts";
import { sendServerAgain } from "../../../features/federation/send-again.ts";
import { readHost, territoryTrusts, trusts } from "../../../features/federation/server.ts";
import { formatAgo } from "../../../platform/time.ts";
import { Faults, TextField } from "../../../ui/form.tsx";
import { territoryOf, type WebContext } from "../../env.ts";
import { form, page, type Route } from "../../route.ts";
import { accessRefused, missingPage } from "../errors.tsx";
import { readForm, type Fault } from "../form-data.ts";
import { FilterChoice, Filters, PageTurns } from "../parts/listing.tsx";
import { peopleWords, queueWords, refusedWords, serversAt, toldOf } from "../parts/server-facts.ts";
import { serverPage } from "../parts/server-page.tsx";
import { TrustFields, type TypedTrust } from "../parts/trust-fields.tsx";
import { troubleWords } from "../parts/server-words.ts";
import { render } from "../shell.tsx";

const pageSize = 50;
const states = ["trouble", "waiting", "refused"] as const;

const empty: TypedTrust = { host: "", trust: "blocked", reason: "" };

async function list(c: WebContext, typed: TypedTrust = empty, faults: readonly Fault[] = []) {
  const t = c.get("t");
  const territory = territoryOf(c);
  const cursor = readServerCursor(c.req.query("suite"));
  const sought = (c.req.query("q") ?? "").trim().slice(0, 100) || undefined;
  const trust = trusts.find((each) => each === c.req.query("niveau"));
  const state = states.find((each) => each === c.req.query("etat"));
  const { servers, next } = await listServers(c.get("services").db, territory?.id ?? null, { sought, trust, state }, cursor, pageSize);
  return render(c, { title: t("servers"), noindex: true, status: faults.length > 0 ? 422 : 200 }, (
    <div class="wrap">
      <div class="head"><h1>{t("servers")}</h1><p class="lead">{territory ? t("servers_lead_territory", { name: territory.name }) : t("servers_lead")}</p><div class="actions">{territory ? null : <a class="button quiet" href="/coordination/reseau">{t("network_title")}</a>}<a class="button quiet" href={`${serversAt(c)}/listes`}>{t("servers_lists")}</a></div></div>
      <Faults title={t("faults_title")} faults={faults} />
      <div class="stack"><Filters c={c} action={serversAt(c)} set={Boolean(sought ?? trust ?? state)}>
        <TextField name="q" type="search" label={t("servers_sought")} value={sought} />
        <FilterChoice c={c} name="niveau" label={t("servers_trust")} value={trust} options={trusts.map((value) => ({ value, label: t(`server_trust_${value}`) }))} />
        <FilterChoice c={c} name="etat" label={t("servers_state")} value={state} options={states.map((value) => ({ value, label: t(`servers_state_${value}`) }))} />
      </Filters>
      {servers.length === 0 ? <p class="empty">{t("servers_none")}</p> : (
        <ul class="plain stack">{servers.map((server) => <ServerCard c={c} server={server} />)}</ul>
      )}</div>
      <PageTurns c={c} first={!cursor} next={next ? writeServerCursor(next) : null} more="servers_more" />
      <div class="section"><details class="group" open={faults.length > 0}><summary>{t("servers_decide_other")}</summary>
        <form class="inside form" method="post" action={`${serversAt(c)}/decisions`} novalidate><TrustFields c={c} typed={typed} faults={faults} named={false} /></form></details></div>
    </div>
  ));
}

function ServerCard({ c, server }: { c: WebContext; server: ListedServer }) {
  const t = c.get("t");
  const { now } = c.get("act");
  const trouble = troubleWords(toldOf(c), server);
  const shown = server.own ?? server.trust;
  return (
    <li class="card"><div class="inside">
      <h2><a href={`${serversAt(c)}/${encodeURIComponent(server.host)}`}>{server.name || server.host}</a></h2>
      <p class="row"><span class={shown === "blocked" || shown === "limited" ? "badge full" : "badge"}>{t(`server_trust_${shown}`)}</span><span>{shown === "blocked" ? t("server_shut") : <>{trouble ? <strong>{trouble}</strong> : t("server_well")}, {queueWords(c, server)}</>}</span></p>
      <p class="soft">{[server.name ? server.host : "", server.software, peopleWords(c, server), server.heardAt ? t("servers_heard", { when: formatAgo(server.heardAt, now(), c.get("locale")) }) : t("servers_never_heard"), refusedWords(c, server)].filter(Boolean).join(" · ")}</p>
    </div></li>
  );
}

async function one(c: WebContext, typed: TypedTrust | null = null, faults: readonly Fault[] = []) {
  const host = typed?.host ?? readHost(c.req.param("host") ?? "");
  const server = host ? await showServer(c.get("services").db, territoryOf(c)?.id ?? null, host) : null;
  return server ? serverPage(c, server, typed, faults) : missingPage(c);
}

async function decide(c: WebContext) {
  const t = c.get("t");
  const territory = territoryOf(c);
  const values = await readForm(c);
  const typed = { host: values.one("host"), trust: values.one("trust"), reason: values.one("reason").replace(/\s+/g, " ").trim().slice(0, 500) };
  const host = readHost(typed.host);
  const named = values.one("named") === "1";
  const again = (faults: readonly Fault[]) => (named && host ? one(c, { ...typed, host }, faults) : list(c, typed, faults));
  const trust = territory && typed.trust === "none" ? null : (territory ? territoryTrusts : trusts).find((each) => each === typed.trust);
  if (!host) return again([{ field: "host", text: t("server_host_unknown") }]);
  if (trust === undefined) return again([{ field: "trust", text: t("fault_unknown") }]);
  const outcome = await decideTrust(c.get("act"), territory?.id ?? null, [{ host, trust, reason: typed.reason }]);
  if (outcome.done) return c.redirect(`${serversAt(c)}/${encodeURIComponent(host)}?dit=decide`, 303);
  return outcome.refusal.kind === "reason-needed" ? again([{ field: "reason", text: t("server_reason_needed") }]) : refusedTrust(c, outcome.refusal);
}

export function refusedTrust(c: WebContext, { kind }: TrustRefusal) {
  return kind === "sign-in" || kind === "forbidden" ? accessRefused(c, kind) : missingPage(c);
}

async function replay(c: WebContext) {
  const territory = territoryOf(c);
  const host = readHost(c.req.param("host") ?? "");
  const server = host ? await showServer(c.get("services").db, territory?.id ?? null, host) : null;
  if (!server) return missingPage(c);
  const outcome = await sendServerAgain(c.get("act"), territory?.id ?? null, server.id);
  return outcome.done ? c.redirect(`${serversAt(c)}/${encodeURIComponent(server.host)}?renvoye=${outcome.value}`, 303) : accessRefused(c, outcome.refusal.kind);
}

export const serverRoutes: readonly Route[] = (["animation", "coordination"] as const).flatMap((where) => {
  const access = where === "animation" ? "animator" : "coordinator";
  const at = { at: where === "animation" ? "territory" : "portal" } as const;
  return [
    page(`/${where}/serveurs`, access, (c) => list(c), at),
    form(`/${where}/serveurs/decisions`, access, decide, at),
    page(`/${where}/serveurs/:host`, access, (c) => one(c), at),
    form(`/${where}/serveurs/:host/renvoyer`, access, replay, at),
  ];
});
