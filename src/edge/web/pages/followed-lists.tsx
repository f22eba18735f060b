import { changeOf, writeBlockList } from "../../../features/federation/block-list.ts";
import { decideTrust } from "../../../features/federation/decide-trust.ts";
import { findLists } from "../../../features/federation/find-lists.ts";
import { dismissLines, followList, leaveList, publishList, type ListRefusal } from "../../../features/federation/follow-list.ts";
import type { FollowedList } from "../../../features/federation/followed-list.ts";
import { findTrusts, listShut } from "../../../features/federation/list-servers.ts";
import type { Trust } from "../../../features/federation/server.ts";
import type { Outcome } from "../../../platform/outcome.ts";
import { formatAgo } from "../../../platform/time.ts";
import { Faults, TextField } from "../../../ui/form.tsx";
import { territoryOf, type WebContext } from "../../env.ts";
import { form, page, type Route } from "../../route.ts";
import { accessRefused, missingPage } from "../errors.tsx";
import { faultFor, readForm, type Fault } from "../form-data.ts";
import { serversAt } from "../parts/server-facts.ts";
import { render } from "../shell.tsx";
import { refusedTrust } from "./servers.tsx";

const linesShown = 100;
const ownList = "/serveurs/blocages.csv";
const place = (c: WebContext) => territoryOf(c)?.id ?? null;
const at = (c: WebContext) => `${serversAt(c)}/listes/suivies`;

/** The lists of others that are followed, with what each proposes and isn't so here yet; and whether ours is for everybody. */
async function show(c: WebContext, typed = "", faults: readonly Fault[] = []) {
  const t = c.get("t");
  const { db } = c.get("services");
  const { published, followed } = await findLists(db, place(c));
  const present = await findTrusts(db, place(c), followed.flatMap((each) => each.lines.map((line) => line.host)));
  return render(c, { title: t("followed_lists"), noindex: true, status: faults.length > 0 ? 422 : 200 }, (
    <div class="wrap">
      <div class="head"><p class="soft"><a href={`${serversAt(c)}/listes`}>{t("servers_lists")}</a></p><h1>{t("followed_lists")}</h1><p class="lead">{t("followed_lists_lead")}</p></div>
      {followed.length === 0 ? <p class="empty">{t("followed_lists_none")}</p> : followed.map((list, index) => <Followed c={c} list={list} index={index} present={present} />)}
      <section class="section stack"><h2>{t("followed_lists_add")}</h2>
        <form class="form" method="post" action={at(c)} novalidate>
          <Faults title={t("faults_title")} faults={faults} />
          <TextField name="address" type="url" label={t("followed_lists_address")} hint={t("followed_lists_address_hint", { path: ownList })} value={typed} required autocomplete="off" fault={faultFor(faults, "address")} />
          <div><button class="button" name="act" value="follow">{t("followed_lists_follow")}</button></div>
        </form></section>
      <section class="section stack"><h2>{t("own_list")}</h2><p>{published ? t("own_list_public") : t("own_list_private")}{published ? <>{" "}<a href={ownList}>{`${c.get("site").origin}${ownList}`}</a></> : null}</p>
        <form method="post" action={at(c)}><button class="button quiet" name="act" value={published ? "hide" : "publish"}>{t(published ? "own_list_hide" : "own_list_publish")}</button></form></section>
    </div>
  ));
}

function Followed({ c, list, index, present }: { c: WebContext; list: FollowedList; index: number; present: ReadonlyMap<string, Trust> }) {
  const t = c.get("t");
  const open = list.lines.filter((line) => changeOf(line, present.get(line.host) ?? null) !== "same" && !list.dismissed.includes(line.host));
  const read = list.readAt ? t("followed_lists_read", { when: formatAgo(Temporal.Instant.from(list.readAt), c.get("act").now(), c.get("locale")) }) : t("followed_lists_soon");
  return (
    <section class="section stack" aria-labelledby={`list-${index}`}><h2 id={`list-${index}`}>{URL.canParse(list.address) ? new URL(list.address).host : list.address}</h2>
      <p class="soft">{[list.address, read, list.failing ? t("followed_lists_failing") : ""].filter(Boolean).join(" · ")}</p>
      <form class="stack" method="post" action={at(c)}><input type="hidden" name="address" value={list.address} />
        {open.length === 0 ? <p>{t(list.readAt ? "followed_lists_nothing" : "followed_lists_soon")}</p> : <>
          <fieldset class="field"><legend>{t("followed_lists_open", { count: open.length })}</legend><div class="checks">
            {open.slice(0, linesShown).map((line) => <label class="check"><input type="checkbox" name="host" value={line.host} /><span><strong>{line.host}</strong> · {t(`server_trust_${line.trust}`)}{line.reason ? ` – ${line.reason}` : ""}</span></label>)}
          </div></fieldset>
          <div class="actions"><button class="button" name="act" value="apply">{t("followed_lists_apply")}</button><button class="button quiet" name="act" value="dismiss">{t("followed_lists_dismiss")}</button></div></>}
        <div><button class="button quiet" name="act" value="leave">{t("followed_lists_leave")}<span class="hidden-text"> {list.address}</span></button></div>
      </form></section>
  );
}

async function act(c: WebContext) {
  const t = c.get("t");
  const values = await readForm(c);
  const [context, territory, address, hosts, wanted] = [c.get("act"), place(c), values.one("address").trim(), values.all("host"), values.one("act")];
  const after = (outcome: Outcome<unknown, ListRefusal>) => outcome.done ? c.redirect(at(c), 303) : outcome.refusal === "too-many" ? show(c, address, [{ field: "address", text: t("followed_lists_many") }]) : accessRefused(c, outcome.refusal);
  if (wanted === "publish" || wanted === "hide") return after(await publishList(context, territory, wanted === "publish"));
  if (wanted === "leave") return after(await leaveList(context, territory, address));
  if (wanted === "dismiss") return after(await dismissLines(context, territory, address, hosts));
  if (wanted === "follow") return /^https?:\/\/\S+$/.test(address) && address.length <= 1000 && URL.canParse(address) ? after(await followList(context, territory, address)) : show(c, address, [{ field: "address", text: t("followed_lists_not") }]);
  const list = (await findLists(c.get("services").db, territory)).followed.find((each) => each.address === address);
  if (wanted !== "apply" || !list) return missingPage(c);
  // What is decided is what the list said when it was read, of the servers that were chosen one by one.
  const outcome = await decideTrust(context, territory, list.lines.filter((line) => hosts.includes(line.host)).map((line) => ({ ...line, reason: line.reason || t("block_list_reason") })));
  return outcome.done ? c.redirect(at(c), 303) : refusedTrust(c, outcome.refusal);
}

/** Our own list, for those who follow it: only where those in charge decided so. */
async function take(c: WebContext) {
  const { db } = c.get("services");
  if (!(await findLists(db, place(c))).published) return missingPage(c);
  return c.body(writeBlockList(await listShut(db, place(c))), 200, { "content-type": "text/csv; charset=utf-8", "access-control-allow-origin": "*", "cache-control": "max-age=3600" });
}

export const followedListRoutes: readonly Route[] = [
  page(ownList, "public", take),
  ...(["animation", "coordination"] as const).flatMap((where) => {
    const access = where === "animation" ? "animator" : "coordinator";
    const site = { at: where === "animation" ? "territory" : "portal" } as const;
    return [page(`/${where}/serveurs/listes/suivies`, access, (c) => show(c), site), form(`/${where}/serveurs/listes/suivies`, access, act, site)];
  }),
];
