import { changeOf, longestList, readBlockList, writeBlockList, type BlockList } from "../../../features/federation/block-list.ts";
import { decideTrust } from "../../../features/federation/decide-trust.ts";
import type { BlockLine } from "../../../features/federation/followed-list.ts";
import { findTrusts, listShut } from "../../../features/federation/list-servers.ts";
import type { Trust } from "../../../features/federation/server.ts";
import { Faults, TextArea } from "../../../ui/form.tsx";
import { territoryOf, type WebContext } from "../../env.ts";
import { form, page, type Route } from "../../route.ts";
import { readForm, type Fault } from "../form-data.ts";
import { render } from "../shell.tsx";
import { serversAt } from "../parts/server-facts.ts";
import { refusedTrust } from "./servers.tsx";

interface Previewed {
  readonly list: BlockList;
  readonly present: ReadonlyMap<string, Trust>;
}

function show(c: WebContext, { preview = null, faults = [] }: { preview?: Previewed | null; faults?: readonly Fault[] } = {}) {
  const t = c.get("t");
  const applied = Number(c.req.query("fait") ?? Number.NaN);
  return render(c, { title: t("servers_lists"), noindex: true, status: faults.length > 0 ? 422 : 200 }, (
    <div class="wrap">
      <div class="head"><p class="soft"><a href={serversAt(c)}>{t("servers_back")}</a></p><h1>{t("servers_lists")}</h1><p class="lead">{t("block_lists_lead")}</p><div class="actions"><a class="button quiet" href={`${serversAt(c)}/listes/blocages.csv`}>{t("block_list_take")}</a><a class="button quiet" href={`${serversAt(c)}/listes/suivies`}>{t("followed_lists")}</a></div></div>
      {Number.isInteger(applied) ? <p class="notice good" role="status">{t("block_list_applied", { count: applied })}</p> : null}
      {preview ? <Preview c={c} preview={preview} /> : null}
      <section class="section stack"><h2>{t("block_list_give")}</h2>
        <form class="form" method="post" action={`${serversAt(c)}/listes`} enctype="multipart/form-data" novalidate>
          <Faults title={t("faults_title")} faults={faults} />
          <div class="field"><label for="file">{t("block_list_file")}</label><span class="hint" id="file-hint">{t("block_list_file_hint")}</span><input id="file" type="file" name="file" accept=".csv,text/csv,text/plain" aria-describedby="file-hint" /></div>
          <TextArea name="list" label={t("block_list_text")} fault={faults[0]?.text} />
          <div><button class="button">{t("block_list_preview")}</button></div>
        </form></section>
    </div>
  ));
}

function changing({ list, present }: Previewed): readonly BlockLine[] {
  return list.lines.filter((line) => changeOf(line, present.get(line.host) ?? null) !== "same");
}

function Preview({ c, preview }: { c: WebContext; preview: Previewed }) {
  const t = c.get("t");
  const { list, present } = preview;
  const lines = changing(preview);
  const before = (line: BlockLine) => t(`server_trust_${present.get(line.host) ?? (territoryOf(c) ? "none" : "open")}`);
  return (
    <section class="section stack" aria-labelledby="preview-title"><h2 id="preview-title">{lines.length > 0 ? t("block_list_changes", { count: lines.length }) : t("block_list_nothing")}</h2>
      {list.lines.length > lines.length ? <p>{t("block_list_same", { count: list.lines.length - lines.length })}</p> : null}
      {list.unread.length > 0 ? <p>{t("block_list_unread", { count: list.unread.length, lines: list.unread.slice(0, 10).join(", ") })}</p> : null}
      {lines.length === 0 ? null : <>
        <div class="table-scroll" role="region" tabindex={0} aria-labelledby="preview-title"><table class="data">
          <thead><tr><th scope="col">{t("servers_name")}</th><th scope="col">{t("servers_trust")}</th><th scope="col">{t("server_reason")}</th></tr></thead>
          <tbody>{lines.map((line) => <tr><th scope="row">{line.host}</th><td>{t("block_list_stricter", { before: before(line), trust: t(`server_trust_${line.trust}`) })}</td><td>{line.reason || t("block_list_reason")}</td></tr>)}</tbody>
        </table></div>
        <form method="post" action={`${serversAt(c)}/listes/appliquer`}><input type="hidden" name="list" value={writeBlockList(lines)} /><button class="button">{t("block_list_apply")}</button></form>
      </>}
    </section>
  );
}

async function previewOf(c: WebContext, text: string): Promise<Previewed | null> {
  const list = readBlockList(text);
  return list && { list, present: await findTrusts(c.get("services").db, territoryOf(c)?.id ?? null, list.lines.map((line) => line.host)) };
}

async function look(c: WebContext) {
  const values = await readForm(c);
  const preview = await previewOf(c, (await values.file("file")?.text()) ?? values.one("list"));
  return preview ? show(c, { preview }) : show(c, { faults: [{ field: "list", text: c.get("t")("block_list_empty") }] });
}

async function apply(c: WebContext) {
  const t = c.get("t");
  const preview = await previewOf(c, (await readForm(c)).one("list"));
  const wanted = preview ? changing(preview).slice(0, longestList).map((line) => ({ ...line, reason: line.reason || t("block_list_reason") })) : [];
  const outcome = await decideTrust(c.get("act"), territoryOf(c)?.id ?? null, wanted);
  return outcome.done ? c.redirect(`${serversAt(c)}/listes?fait=${outcome.value}`, 303) : refusedTrust(c, outcome.refusal);
}

async function take(c: WebContext) {
  const lines = await listShut(c.get("services").db, territoryOf(c)?.id ?? null);
  return c.body(writeBlockList(lines), 200, { "content-type": "text/csv; charset=utf-8", "content-disposition": 'attachment; filename="blocages.csv"', "cache-control": "private, no-store" });
}

export const blockListRoutes: readonly Route[] = (["animation", "coordination"] as const).flatMap((where) => {
  const access = where === "animation" ? "animator" : "coordinator";
  const at = { at: where === "animation" ? "territory" : "portal" } as const;
  return [
    page(`/${where}/serveurs/listes`, access, (c) => show(c), at),
    form(`/${where}/serveurs/listes`, access, look, at),
    form(`/${where}/serveurs/listes/appliquer`, access, apply, at),
    page(`/${where}/serveurs/listes/blocages.csv`, access, take, at),
  ];
});
