import type { Child } from "hono/jsx";
import type { MessageKey } from "../../../platform/messages.ts";
import { Select, TextField, type Option } from "../../../ui/form.tsx";
import { withQuery } from "../../addresses.ts";
import type { WebContext } from "../../env.ts";
import type { WhereQuery } from "../../list-query.ts";
import { themeOptions } from "../../themes.ts";

/** The filters of a listing, folded until one is set; `clear` is the address without them. */
export function Filters({ c, action, set, clear = action, children }: { c: WebContext; action: string; set: boolean; clear?: string; children: Child }) {
  const t = c.get("t");
  return (
    <details class="filters" open={set}>
      <summary><strong>{t("filters")}</strong></summary>
      <form action={action} method="get">
        {children}
        <div class="actions"><button class="button" type="submit">{t("filter_apply")}</button>{set ? <a href={clear}>{t("filters_clear")}</a> : null}</div>
      </form>
    </details>
  );
}

/** Whether an address sets one of these filters; the page of a listing that it stands at is none. */
export function isSet(query: Readonly<Record<string, unknown>>): boolean {
  return Object.entries(query).some(([name, value]) => value !== undefined && name !== "suite" && name !== "etat");
}

/** One choice among some, or none. */
export function FilterChoice({ c, name, label, value, options }: { c: WebContext; name: string; label: string; value: string | undefined; options: readonly Option[] }) {
  return <Select name={name} label={label} value={value} options={[{ value: "", label: c.get("t")("filter_any") }, ...options]} />;
}

export function ThemeFilter({ c, theme }: { c: WebContext; theme: string | undefined }) {
  return <FilterChoice c={c} name="theme" label={c.get("t")("filter_theme")} value={theme} options={themeOptions(c)} />;
}

const radii = [5, 10, 20, 50, 100];

/** Around which commune, and how far. */
export function WhereFilter({ c, query }: { c: WebContext; query: WhereQuery }) {
  const t = c.get("t");
  return (
    <>
      <TextField name="ou" label={t("filter_where")} value={query.ou} autocomplete="off" />
      <Select name="rayon" label={t("filter_radius")} value={String(query.rayon ?? 20)} options={radii.map((km) => ({ value: String(km), label: `${km} km` }))} />
    </>
  );
}

/** Says that a commune wasn't understood, so that nobody takes the whole list for what is near. */
export function WhereUnknown({ c, query, place }: { c: WebContext; query: WhereQuery; place: string | null }) {
  return query.ou && !place ? <p class="notice alarm">{c.get("t")("agenda_place_unknown", { place: query.ou })}</p> : null;
}

/** To the first page of a listing from a later one, and to the next. */
export function PageTurns({ c, first, next, more = "older" }: { c: WebContext; first: boolean; next: string | null; more?: MessageKey }) {
  const t = c.get("t");
  return (
    <div class="pages">
      {first ? null : <a class="button quiet" href={withQuery(c, { suite: null, dit: null })}>{t("first_page")}</a>}
      {next === null ? null : <a class="button" rel="next" href={withQuery(c, { suite: next, dit: null })}>{t(more as "older")}</a>}
    </div>
  );
}

const formats = { atom: ["application/atom+xml", "Atom"], rss: ["application/rss+xml", "RSS"], json: ["application/feed+json", "JSON Feed"], ics: ["text/calendar", "ICS"], geojson: ["application/geo+json", "GeoJSON"], csv: ["text/csv", "CSV"] } as const;
export type FeedSuffix = keyof typeof formats;

/** A listing's other forms, as the head of its page says them to machines. */
export function feedsOf(title: string, suffixes: readonly FeedSuffix[], at: (suffix: FeedSuffix) => string): { type: string; href: string; title: string }[] {
  return suffixes.filter((suffix) => suffix !== "csv").map((suffix) => ({ type: formats[suffix][0], href: at(suffix), title }));
}

/** The same for people. */
export function FeedLinks({ c, suffixes, at, lead = "list_subscribe" }: { c: WebContext; suffixes: readonly FeedSuffix[]; at: (suffix: FeedSuffix) => string; lead?: MessageKey }) {
  return <p class="soft small">{c.get("t")(lead as "list_subscribe")} {suffixes.map((suffix, index) => <>{index > 0 ? " · " : ""}<a href={at(suffix)}>{formats[suffix][1]}</a></>)}</p>;
}

/** What a listing answers at another suffix, with the filters of this address. */
export function suffixed(c: WebContext, path: string): (suffix: FeedSuffix) => string {
  const { search } = new URL(withQuery(c, { suite: null }), "http://here.invalid");
  return (suffix) => `${path}.${suffix}${search}`;
}
