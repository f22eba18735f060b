import { listNamesAnywhere } from "../../../features/structures/list-own.ts";
import { searchNamesAnywhere } from "../../../features/structures/list-structures.ts";
import { idSchema, type StructureId } from "../../../platform/ids.ts";
import { foldLetters } from "../../../platform/text/slug.ts";
import { territoryOf, type WebContext } from "../../env.ts";
import type { FormValues } from "../form-data.ts";

/** Structures chosen in a form, and names that are still to be found in the census. */
export interface Picked {
  readonly ids: readonly StructureId[];
  readonly typed: string;
}

const most = 12;

export function readPicked(values: FormValues, name: string): Picked {
  const ids = values.all(name).map((each) => idSchema<StructureId>().safeParse(each)).flatMap((each) => (each.success ? [each.data] : []));
  return { ids: [...new Set(ids)].slice(0, most), typed: values.one(`${name}_typed`).slice(0, 2000) };
}

function namesIn(typed: string): string[] {
  return typed.split("\n").map((line) => line.trim()).filter(Boolean).slice(0, most);
}

/** Finds in the census the names that were typed. A name that only one structure bears is chosen; null when one of them is nobody's, or several's. */
export async function resolvePicked(c: WebContext, picked: Picked): Promise<StructureId[] | null> {
  const found = await Promise.all(namesIn(picked.typed).map(async (name) => {
    const same = (await searchNamesAnywhere(c.get("act").db, territoryOf(c)?.id ?? null, name, 8)).filter((each) => foldLetters(each.name) === foldLetters(name));
    return same.length === 1 ? (same[0]?.id ?? null) : null;
  }));
  const known = found.filter((id) => id !== null);
  return known.length < found.length ? null : [...new Set([...picked.ids, ...known])];
}

interface PickerProps {
  readonly c: WebContext;
  readonly name: string;
  readonly label: string;
  readonly hint?: string;
  readonly picked: Picked;
  readonly fault: string | undefined;
}

/** Chooses structures by name: while typing where scripts run, or by sending the form, which comes back with those that may be meant. */
export async function StructurePicker({ c, name, label, hint, picked, fault }: PickerProps) {
  const t = c.get("t");
  const { db } = c.get("act");
  const chosen = await listNamesAnywhere(db, picked.ids);
  const meant = fault ? (await Promise.all(namesIn(picked.typed).map((each) => searchNamesAnywhere(db, territoryOf(c)?.id ?? null, each, 5)))).flat() : [];
  const offered = [...new Map(meant.map((each) => [each.id, each])).values()].filter((each) => !picked.ids.includes(each.id));
  return (
    <fieldset class={fault ? "field faulty" : "field"} id={name} tabindex={-1}>
      <legend>{label}</legend>
      {hint ? <span class="hint">{hint}</span> : null}
      {fault ? <span class="fault">{offered.length > 0 ? t("structure_pick_which") : t("structure_pick_unknown", { name: namesIn(picked.typed)[0] ?? "" })}</span> : null}
      <es-picker data-name={name} data-from="/structures-par-nom">
        <div class="checks">
          {chosen.map((each) => <label class="check"><input type="checkbox" name={name} value={each.id} checked />{each.name}</label>)}
          {offered.map((each) => <label class="check"><input type="checkbox" name={name} value={each.id} />{each.commune ? `${each.name} (${each.commune})` : each.name}</label>)}
        </div>
        <textarea name={`${name}_typed`} aria-label={label} class="short" rows={2}>{offered.length > 0 ? "" : picked.typed}</textarea>
      </es-picker>
    </fieldset>
  );
}
