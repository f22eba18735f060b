import type { Child } from "hono/jsx";
import { accessibilities, audiences, eventTypes } from "../../../features/agenda/event.ts";
import { whens } from "../../../features/agenda/when.ts";
import { Check, Select, TextField } from "../../../ui/form.tsx";
import type { AgendaQuery } from "../../agenda-query.ts";
import type { WebContext } from "../../env.ts";
import { themeOptions } from "../../themes.ts";

/** The agenda's filters, folded until one is set; the map adds its own. */
export function AgendaFilters({ c, query, action, narrowed = false, children }: { c: WebContext; query: AgendaQuery; action: string; narrowed?: boolean; children?: Child }) {
  const t = c.get("t");
  const any = { value: "", label: t("filter_any") };
  const set = narrowed || Object.entries(query).some(([name, value]) => value !== undefined && name !== "suite");
  return (
    <details class="filters" open={set}>
      <summary><strong>{t("filters")}</strong></summary>
      <form action={action} method="get">
        {children}
        <Select name="quand" label={t("filter_when")} value={query.quand} options={[{ value: "", label: t("filter_when_any") }, ...whens.map((when) => ({ value: when, label: t(`when_${when}`) }))]} />
        <TextField name="du" type="date" label={t("filter_from")} value={query.du} />
        <TextField name="au" type="date" label={t("filter_until")} value={query.au} />
        <TextField name="ou" label={t("filter_where")} value={query.ou} autocomplete="off" />
        <Select name="rayon" label={t("filter_radius")} value={String(query.rayon ?? 20)} options={[5, 10, 20, 50, 100].map((km) => ({ value: String(km), label: `${km} km` }))} />
        <Select name="type" label={t("filter_type")} value={query.type} options={[any, ...eventTypes.map((type) => ({ value: type, label: t(`type_${type}`) }))]} />
        <Select name="theme" label={t("filter_theme")} value={query.theme} options={[any, ...themeOptions(c)]} />
        <Select name="public" label={t("filter_audience")} value={query.public} options={[any, ...audiences.map((each) => ({ value: each, label: t(`audience_${each}`) }))]} />
        <TextField name="age" type="number" label={t("filter_age")} value={query.age === undefined ? undefined : String(query.age)} inputmode="numeric" min="0" max="120" />
        <Select name="acces" label={t("filter_access")} value={query.acces} options={[any, ...accessibilities.map((each) => ({ value: each, label: t(`access_${each}`) }))]} />
        <div class="pair">
          <Check name="prix" value="gratuit" label={t("filter_free")} checked={query.prix === "gratuit"} />
          <Check name="en-ligne" label={t("filter_online")} checked={query["en-ligne"] === "1"} />
        </div>
        <div class="actions">
          <button class="button" type="submit">{t("filter_apply")}</button>
          {set ? <a href={action}>{t("filters_clear")}</a> : null}
        </div>
      </form>
    </details>
  );
}
