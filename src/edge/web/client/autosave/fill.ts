import type { LocalDraft } from "./local.ts";
import type { EsRows } from "../rows.ts";

export function valueOf(form: HTMLFormElement, name: string): string {
  const field = form.elements.namedItem(name);
  return field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement ? field.value : "";
}

/** The fields that are worth keeping: files can't be, and some are the form's own. */
export function valuesOf(form: HTMLFormElement): [string, string][] {
  return [...new FormData(form)].filter((pair): pair is [string, string] => typeof pair[1] === "string" && pair[0] !== "submission" && pair[0] !== "resumes");
}

/** Puts a kept draft into the form again, more rows of times where it had more. */
export function fill(form: HTMLFormElement, draft: LocalDraft): void {
  for (const [name, pairs] of Map.groupBy(draft.values, ([each]) => each)) {
    const find = () => [...form.querySelectorAll<HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement>(`[name="${CSS.escape(name)}"]`)];
    const rows = find()[0]?.closest<EsRows>("es-rows");
    if (rows) while (find().length < pairs.length) rows.grow();
    find().forEach((field, index) => {
      if (field instanceof HTMLInputElement && (field.type === "checkbox" || field.type === "radio")) field.checked = pairs.some(([, value]) => value === field.value);
      else field.value = pairs[index]?.[1] ?? field.value;
      const row = rows && field.value !== "" ? field.closest("details") : null;
      if (row) row.open = true;
    });
  }
  form.dispatchEvent(new CustomEvent("es-restored", { bubbles: true }));
}
