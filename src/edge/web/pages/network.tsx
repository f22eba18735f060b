import { listPeersAnywhere, findSelfAnywhere, type ListedPeer } from "../../../features/network/list-peers.ts";
import { acceptPeer, declinePeer, inviteServer, leaveNetwork, steeringOf, type NetworkRefusal, type Steering } from "../../../features/network/join-network.ts";
import type { PeerState } from "../../../features/network/peer.ts";
import { readHost } from "../../../features/federation/server.ts";
import type { Outcome } from "../../../platform/outcome.ts";
import { formatAgo, formatDate } from "../../../platform/time.ts";
import { Faults, TextField } from "../../../ui/form.tsx";
import { zoneOf, type WebContext } from "../../env.ts";
import { form, page, type Route } from "../../route.ts";
import { accessRefused, missingPage } from "../errors.tsx";
import { faultFor, readForm, type Fault } from "../form-data.ts";
import { render } from "../shell.tsx";

const here = "/coordination/reseau";
const said = ["invited", "member", "declined", "left", "gone"] as const;

async function show(c: WebContext, typed = "", faults: readonly Fault[] = []) {
  const t = c.get("t");
  const { db } = c.get("services");
  const [self, peers] = await Promise.all([findSelfAnywhere(db), listPeersAnywhere(db)]);
  const of = (...states: readonly PeerState[]) => peers.filter((peer) => states.includes(peer.state));
  const told = said.find((each) => each === c.req.query("dit"));
  return render(c, { title: t("network_title"), noindex: true, status: faults.length > 0 ? 422 : 200 }, (
    <div class="wrap">
      <div class="head"><p class="soft"><a href="/coordination">{t("coordination")}</a></p><h1>{t("network_title")}</h1><p class="lead">{t("network_lead")}</p></div>
      {told ? <p class="notice good" role="status">{t(`network_said_${told}`)}</p> : null}
      <Peers c={c} title="network_inviting" peers={of("inviting")} hint="network_inviting_hint" />
      <Peers c={c} title="network_proposed" peers={of("proposed")} hint="network_proposed_hint" />
      <section class="section stack" aria-labelledby="network-members"><h2 id="network-members">{t("network_members")}</h2>
        {self?.network ? null : <p class="empty">{t("network_none")}</p>}
        {of("member").length > 0 ? <ul class="plain stack">{of("member").map((peer) => <Card c={c} peer={peer} />)}</ul> : self?.network ? <p class="soft">{t("network_alone")}</p> : null}</section>
      <Peers c={c} title="network_invited" peers={of("invited")} />
      <section class="section stack"><h2>{t("network_invite")}</h2>
        <form class="form" method="post" action={`${here}/inviter`} novalidate>
          <Faults title={t("faults_title")} faults={faults} />
          <TextField name="host" label={t("network_host")} hint={t("network_host_hint")} value={typed} required autocomplete="off" fault={faultFor(faults, "host")} />
          <div><button class="button">{t("network_invite_do")}</button></div>
        </form></section>
      <Peers c={c} title="network_past" peers={of("declined", "left")} />
      {self?.network ? <div class="section"><details class="group"><summary>{t("network_leave")}</summary>
        <form class="inside form" method="post" action={`${here}/quitter`}><p>{t("network_leave_hint")}</p><div><button class="button danger">{t("network_leave_do")}</button></div></form></details></div> : null}
    </div>
  ));
}

function Peers({ c, title, hint, peers }: { c: WebContext; title: "network_inviting" | "network_proposed" | "network_invited" | "network_past"; hint?: "network_inviting_hint" | "network_proposed_hint"; peers: readonly ListedPeer[] }) {
  if (peers.length === 0) return null;
  const t = c.get("t");
  return <section class="section stack" aria-labelledby={title}><h2 id={title}>{t(title)}</h2>{hint ? <p>{t(hint)}</p> : null}<ul class="plain stack">{peers.map((peer) => <Card c={c} peer={peer} />)}</ul></section>;
}

/** What one may answer to a server, by what stands between it and us. */
const answers: Readonly<Record<PeerState, readonly ("accept" | "decline")[]>> = { inviting: ["accept", "decline"], proposed: ["accept", "decline"], member: ["decline"], invited: ["decline"], declined: [], left: [] };

function Card({ c, peer }: { c: WebContext; peer: ListedPeer }) {
  const t = c.get("t");
  return (
    <li class="card"><div class="inside">
      <h3>{peer.host}</h3>
      <p>{peer.platforms.length === 0 ? t("network_platforms_none") : peer.platforms.map((each, index) => <>{index > 0 ? " · " : ""}<a href={each.origin}>{each.name}</a></>)}</p>
      <p class="soft">{lines(c, peer).join(" · ")}</p>
      {answers[peer.state].length > 0 ? <form class="actions" method="post" action={`${here}/repondre`}><input type="hidden" name="host" value={peer.host} />
        {answers[peer.state].map((answer) => <button class={answer === "accept" ? "button" : "button quiet"} name="answer" value={answer}>{t(`network_${answer}_${peer.state}` as "network_accept_inviting")}<span class="hidden-text"> {peer.host}</span></button>)}</form> : null}
    </div></li>
  );
}

function lines(c: WebContext, peer: ListedPeer): string[] {
  const t = c.get("t");
  const [locale, now] = [c.get("locale"), c.get("act").now()];
  const day = (at: Temporal.Instant) => { const zone = zoneOf(c, null); return formatDate(at.toZonedDateTimeISO(zone).toPlainDate(), locale, now.toZonedDateTimeISO(zone).toPlainDate()); };
  const state = peer.state === "member" && peer.since ? t("network_since", { date: day(peer.since) }) : t(`network_state_${peer.state}`, { date: day(peer.changedAt) });
  return [
    state,
    peer.state === "proposed" && peer.toldBy ? t("network_told_by", { host: peer.toldBy }) : "",
    peer.by ? t("network_by", { name: peer.by }) : "",
    peer.state === "member" && !peer.listsUs && peer.lookedAt ? t("network_not_listed") : "",
    peer.trouble ? t(peer.trouble === "other-key" ? "network_trouble_key" : peer.trouble === "unreachable" ? "network_trouble_unreachable" : "network_trouble_list") : "",
    peer.lookedAt ? t("network_looked", { when: formatAgo(peer.lookedAt, now, locale) }) : "",
  ].filter(Boolean);
}

const hostOf = (c: WebContext) => new URL(c.get("services").directory().portalOrigin).host;

/** Runs what a coordinator steers; what is refused is said at the field where they typed it. */
async function steer(c: WebContext, typed: string, act: (steering: Steering) => Promise<Outcome<string | number, NetworkRefusal>>) {
  const steering = steeringOf(c.get("act"), hostOf(c));
  if (!steering.done) return accessRefused(c, steering.refusal);
  const outcome = await act(steering.value);
  if (outcome.done) return c.redirect(`${here}?dit=${typeof outcome.value === "number" ? "gone" : outcome.value}`, 303);
  if (outcome.refusal === "sign-in" || outcome.refusal === "forbidden") return accessRefused(c, outcome.refusal);
  return outcome.refusal === "unknown" ? missingPage(c) : show(c, typed, [{ field: "host", text: c.get("t")(`network_refused_${outcome.refusal}`) }]);
}

async function invite(c: WebContext) {
  const typed = (await readForm(c)).one("host");
  const host = readHost(typed);
  return host ? steer(c, typed, (steering) => inviteServer(steering, host)) : show(c, typed, [{ field: "host", text: c.get("t")("server_host_unknown") }]);
}

async function answer(c: WebContext) {
  const values = await readForm(c);
  const host = readHost(values.one("host"));
  if (!host) return missingPage(c);
  return steer(c, "", (steering) => (values.one("answer") === "accept" ? acceptPeer(steering, host) : declinePeer(steering, host)));
}

export const networkRoutes: readonly Route[] = [
  page(here, "coordinator", (c) => show(c), { at: "portal" }),
  form(`${here}/inviter`, "coordinator", invite, { at: "portal" }),
  form(`${here}/repondre`, "coordinator", answer, { at: "portal" }),
  form(`${here}/quitter`, "coordinator", (c) => steer(c, "", leaveNetwork), { at: "portal" }),
];
