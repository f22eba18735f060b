import type { z } from "zod";
import type { WebContext } from "../env.ts";
import { wellFormed } from "../../platform/text/well-formed.ts";
import type { MessageKey, Translate } from "../../platform/messages.ts";

/** What a form sent: each field with all its values, in order. */
export interface FormValues {
  one(name: string): string;
  all(name: string): string[];
  file(name: string): File | null;
  /** Every field and its value, in the form's order, files left out. */
  pairs(): [string, string][];
}

/** Thrown for a body that isn't a form: the door answers with a page that says so. */
export class UnreadableForm extends Error {}

export async function readForm(c: WebContext): Promise<FormValues> {
  return valuesOf(await parse(c));
}

/** The values of fields that were kept from an earlier form. */
export function valuesOfPairs(pairs: readonly (readonly [string, string])[]): FormValues {
  const form = new FormData();
  for (const [name, value] of pairs) form.append(name, value);
  return valuesOf(form);
}

function valuesOf(form: FormData): FormValues {
  const clean = (value: string) => wellFormed(value.replace(/\r\n?/g, "\n"));
  return {
    one(name) {
      const value = form.get(name);
      return typeof value === "string" ? clean(value) : "";
    },
    all: (name) => form.getAll(name).filter((value): value is string => typeof value === "string").map(wellFormed),
    file(name) {
      const value = form.get(name);
      return value instanceof File && value.size > 0 ? value : null;
    },
    pairs: () => [...form].flatMap(([name, value]): [string, string][] => (typeof value === "string" ? [[wellFormed(name), clean(value)]] : [])),
  };
}

async function parse(c: WebContext): Promise<FormData> {
  // A button without fields sends nothing, and says of what type.
  if (c.req.header("content-type") === undefined && (await c.req.text()) === "") return new FormData();
  try {
    return await c.req.formData();
  } catch (error) {
    throw new UnreadableForm("The body is not a form", { cause: error });
  }
}

export interface Fault {
  readonly field: string;
  readonly text: string;
}

/** What parsing refused, said at the field: the first word of its path unless `fieldOf` knows better. The codes are `fault_*` messages. */
export function faultsOf(t: Translate, error: z.ZodError, fieldOf = (path: readonly PropertyKey[]) => String(path[0] ?? "form")): Fault[] {
  const seen = new Set<string>();
  return error.issues.flatMap((issue) => {
    const field = fieldOf(issue.path);
    const key = `${field}/${issue.path.join(".")}`;
    if (seen.has(key)) return [];
    seen.add(key);
    return [{ field, text: faultText(t, issue.message) }];
  });
}

const codes = new Set(["required", "too_long", "too_many", "address_invalid", "email_invalid", "password_short", "password_long", "characters", "unknown", "not_a_date", "not_a_time", "end_before_start", "rule_unknown", "rule_empty", "number_invalid", "place_or_online", "not_a_text", "siret_invalid", "rna_invalid", "osm_invalid", "wikidata_invalid", "phone_invalid", "hours_invalid", "hours_incomplete", "choices_few", "files_many", "consent_needed", "file_large", "file_kind", "not-your-file", "stops_few", "stop_name", "stop_address", "stop_commune", "stop_point", "stop_where", "track_large", "track_unreadable", "track_empty"]);

/** A code may say where: `hours_invalid:Mo-Fr 25:00`. */
export function faultText(t: Translate, issue: string): string {
  const [code = ""] = issue.split(":", 1);
  return t((codes.has(code) ? `fault_${code}` : "fault_other") as MessageKey, { at: issue.slice(code.length + 1) });
}

const controls = new Map([["communeCode", "commune"], ["prices", "pricing"], ["line", "track"], ["ownMetres", "own_km"]]);

/** The control of the form that holds this field of a schema: where a fault leads. */
export function controlOf(field: string): string {
  return controls.get(field) ?? field.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

export function faultFor(faults: readonly Fault[], field: string): string | undefined {
  return faults.find((fault) => fault.field === field)?.text;
}
