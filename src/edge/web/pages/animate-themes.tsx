import { addTheme, editTheme, moveTheme, retireTheme } from "../../../features/tags/manage-themes.ts";
import { themeIcons, themeInput, themePatterns, type OwnTheme } from "../../../features/tags/themes.ts";
import { Faults, Select, TextField } from "../../../ui/form.tsx";
import { ThemeIcon } from "../../../ui/theme-icon.tsx";
import { territoryOf, type WebContext } from "../../env.ts";
import { accessRefused, missingPage } from "../errors.tsx";
import { faultFor, faultsOf, readForm, type Fault } from "../form-data.ts";
import { presentDirectory } from "../present-directory.ts";
import { form, page, type Route } from "../../route.ts";
import { render } from "../shell.tsx";

type Typed = Readonly<Record<"fr" | "en" | "pattern" | "icon", string>>;
interface Sent {
  /** The theme that was being changed; empty for a new one. */
  readonly code: string;
  readonly typed: Typed;
  readonly faults: readonly Fault[];
}

const nothing: Typed = { fr: "", en: "", pattern: "waves", icon: "star" };

async function show(c: WebContext, sent: Sent | null = null) {
  const t = c.get("t");
  const here = territoryOf(c);
  if (!here) return missingPage(c);
  const territory = (await presentDirectory(c)).byId(here.id);
  return render(c, { title: t("themes_manage"), noindex: true, status: sent ? 422 : 200 }, (
    <div class="wrap">
      <div class="head"><h1>{t("themes_manage")}</h1><p class="lead">{t("themes_manage_lead")}</p></div>
      {c.req.query("dit") === "fait" ? <p class="notice good" role="status">{t("theme_saved")}</p> : null}
      {sent ? <Faults title={t("faults_title")} faults={sent.faults.map((each) => ({ ...each, field: controlOf(each.field, sent.code) }))} /> : null}
      {territory.themes.length === 0 ? <p class="empty">{t("themes_none")}</p> : <div class="stack loose">{territory.themes.map((theme, index) => <Theme c={c} theme={theme} first={index === 0} last={index === territory.themes.length - 1} sent={sent?.code === theme.code ? sent : null} />)}</div>}
      <section class="section stack"><h2>{t("theme_add")}</h2><ThemeForm c={c} code="" typed={sent?.code === "" ? sent.typed : nothing} faults={sent?.code === "" ? sent.faults : []} /></section>
    </div>
  ));
}

function controlOf(field: string, code: string): string {
  return code ? `${field}-${code}` : field;
}

function Theme({ c, theme, first, last, sent }: { c: WebContext; theme: OwnTheme; first: boolean; last: boolean; sent: Sent | null }) {
  const t = c.get("t");
  const Act = ({ act, label }: { act: string; label: string }) => <form method="post" action={`/animation/themes/${theme.code}/${act}`}><button class="linklike" aria-label={`${label} – ${theme.fr}`}>{label}</button></form>;
  return (
    <section class="stack tight" aria-label={theme.fr}>
      <p class="row"><span class="kind"><ThemeIcon name={theme.icon} /><a href={`/themes/${theme.code}`}>{theme.fr}</a></span><span class="soft" lang="en">{theme.en}</span>{theme.retired ? <span class="badge full">{t("theme_retired")}</span> : null}</p>
      <div class="row">
        {first ? null : <Act act="monter" label={t("theme_up")} />}
        {last ? null : <Act act="descendre" label={t("theme_down")} />}
        {theme.retired ? <Act act="proposer" label={t("theme_bring_back")} /> : <Act act="retirer" label={t("theme_retire")} />}
      </div>
      <details class="group" open={sent !== null}><summary>{t("edit")}<span class="hidden-text"> – {theme.fr}</span></summary><div class="inside"><ThemeForm c={c} code={theme.code} typed={sent?.typed ?? theme} faults={sent?.faults ?? []} /></div></details>
    </section>
  );
}

function ThemeForm({ c, code, typed, faults }: { c: WebContext; code: string; typed: Typed; faults: readonly Fault[] }) {
  const t = c.get("t");
  const name = (field: string) => controlOf(field, code);
  return (
    <form class="form" method="post" action={code ? `/animation/themes/${code}` : "/animation/themes"} novalidate>
      <div class="side">
        <TextField name={name("fr")} label={t("theme_field_fr")} value={typed.fr} fault={faultFor(faults, "fr")} required autocomplete="off" />
        <TextField name={name("en")} label={t("theme_field_en")} value={typed.en} fault={faultFor(faults, "en")} required autocomplete="off" />
      </div>
      <div class="side">
        <Select name={name("pattern")} label={t("theme_field_pattern")} value={typed.pattern} fault={faultFor(faults, "pattern")} options={themePatterns.map((pattern) => ({ value: pattern, label: t(`theme_pattern_${pattern}`) }))} />
        <Select name={name("icon")} label={t("theme_field_icon")} value={typed.icon} fault={faultFor(faults, "icon")} options={themeIcons.map((icon) => ({ value: icon, label: t(`theme_icon_${icon}`) }))} />
      </div>
      <div><button class="button">{t("theme_save")}</button></div>
    </form>
  );
}

async function save(c: WebContext) {
  const t = c.get("t");
  const territory = territoryOf(c);
  if (!territory) return missingPage(c);
  const code = c.req.param("code") ?? "";
  const values = await readForm(c);
  const typed: Typed = { fr: values.one(controlOf("fr", code)), en: values.one(controlOf("en", code)), pattern: values.one(controlOf("pattern", code)), icon: values.one(controlOf("icon", code)) };
  const parsed = themeInput.safeParse(typed);
  if (!parsed.success) return code && !territory.themes.some((theme) => theme.code === code) ? missingPage(c) : show(c, { code, typed, faults: faultsOf(t, parsed.error) });
  const outcome = code ? await editTheme(c.get("act"), territory.id, code, parsed.data) : await addTheme(c.get("act"), territory, parsed.data);
  if (!outcome.done && outcome.refusal.kind === "too-many") return show(c, { code, typed, faults: [{ field: "fr", text: t("theme_refused_too-many") }] });
  return answered(c, outcome);
}

function answered(c: WebContext, outcome: Awaited<ReturnType<typeof editTheme>>) {
  if (outcome.done) return c.redirect("/animation/themes?dit=fait", 303);
  return outcome.refusal.kind === "unknown" || outcome.refusal.kind === "too-many" ? missingPage(c) : accessRefused(c, outcome.refusal.kind);
}

async function change(c: WebContext) {
  const territory = territoryOf(c);
  const code = c.req.param("code") ?? "";
  if (!territory) return missingPage(c);
  const context = c.get("act");
  const acts = new Map([
    ["monter", () => moveTheme(context, territory.id, code, -1)], ["descendre", () => moveTheme(context, territory.id, code, 1)],
    ["retirer", () => retireTheme(context, territory.id, code, true)], ["proposer", () => retireTheme(context, territory.id, code, false)],
  ]);
  const act = acts.get(c.req.param("act") ?? "");
  return act ? answered(c, await act()) : missingPage(c);
}

export const animateThemesRoutes: readonly Route[] = [
  page("/animation/themes", "animator", (c) => show(c), { at: "territory" }),
  form("/animation/themes", "animator", save, { at: "territory" }),
  form("/animation/themes/:code", "animator", save, { at: "territory" }),
  form("/animation/themes/:code/:act", "animator", change, { at: "territory" }),
];
