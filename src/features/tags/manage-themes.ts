import type { Context } from "../../platform/context.ts";
import { inTransaction, type Transaction } from "../../platform/database.ts";
import { touch, touchTerritory } from "../../platform/facts.ts";
import type { TerritoryId } from "../../platform/ids.ts";
import { done, refused, type Outcome } from "../../platform/outcome.ts";
import { slugify } from "../../platform/text/slug.ts";
import { canManageThemes } from "./policy.ts";
import { holdThemes, insertTheme, setOrder, setRetired, updateTheme, type StoredTheme } from "./theme-store.ts";
import { isTheme, mostOwnThemes, type ThemeInput } from "./themes.ts";

export type ThemeRefusal = { readonly kind: "sign-in" | "unknown" | "forbidden" | "too-many" };

/** Adds a theme to a territory's own. Its code is made once from its name, and stays when it is renamed: addresses and contents keep it. */
export function addTheme(context: Context, territory: { readonly id: TerritoryId; readonly slug: string }, input: ThemeInput): Promise<Outcome<string, ThemeRefusal>> {
  return manage(context, territory.id, async (tx, themes) => {
    if (themes.length >= mostOwnThemes) return refused({ kind: "too-many" });
    const wanted = slugify(`${territory.slug} ${input.fr}`, "theme").slice(0, 70);
    for (let n = 1; n < 100; n++) {
      const code = n === 1 ? wanted : `${wanted}-${n}`;
      if (!isTheme(code) && (await insertTheme(tx, territory.id, code, input, themes.length + 1, context.now()))) return done(code);
    }
    return refused({ kind: "too-many" });
  });
}

/** Renames a theme in both languages, or changes how it looks. */
export function editTheme(context: Context, territory: TerritoryId, code: string, input: ThemeInput): Promise<Outcome<string, ThemeRefusal>> {
  return one(context, territory, code, (tx) => updateTheme(tx, code, input));
}

/** Takes a theme from those that are proposed, or proposes it again. What bears it keeps it. */
export function retireTheme(context: Context, territory: TerritoryId, code: string, retired: boolean): Promise<Outcome<string, ThemeRefusal>> {
  return one(context, territory, code, (tx) => setRetired(tx, code, retired ? context.now() : null));
}

/** Moves a theme one place up or down among the territory's own. */
export function moveTheme(context: Context, territory: TerritoryId, code: string, by: -1 | 1): Promise<Outcome<string, ThemeRefusal>> {
  return one(context, territory, code, async (tx, themes) => {
    const codes = themes.map((theme) => theme.code);
    const at = codes.indexOf(code);
    const beside = codes[at + by];
    if (beside === undefined) return;
    codes[at + by] = code;
    codes[at] = beside;
    await setOrder(tx, codes);
  });
}

function one(context: Context, territory: TerritoryId, code: string, act: (tx: Transaction, themes: readonly StoredTheme[]) => Promise<void>): Promise<Outcome<string, ThemeRefusal>> {
  return manage(context, territory, async (tx, themes) => {
    if (!themes.some((theme) => theme.code === code)) return refused({ kind: "unknown" });
    await act(tx, themes);
    return done(code);
  });
}

async function manage({ db, viewer }: Context, territory: TerritoryId, act: (tx: Transaction, themes: readonly StoredTheme[]) => Promise<Outcome<string, ThemeRefusal>>): Promise<Outcome<string, ThemeRefusal>> {
  if (viewer.kind === "visitor") return refused({ kind: "sign-in" });
  if (!canManageThemes(viewer, territory)) return refused({ kind: "forbidden" });
  return inTransaction(db, async (tx) => {
    const outcome = await act(tx, await holdThemes(tx, territory));
    // Every process knows the themes from its directory of territories: it is read again.
    if (outcome.done) await touch(tx, ["territories", touchTerritory(territory), "network"]);
    return outcome;
  });
}
