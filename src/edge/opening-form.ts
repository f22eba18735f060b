import { z } from "zod";
import { emailSchema } from "../features/accounts/input.ts";
import type { Opening } from "../features/network/open-platform.ts";
import { readOutline, readPerimeter } from "../features/places/read-perimeter.ts";
import { territoryInput } from "../features/territories/input.ts";
import { slugify } from "../platform/text/slug.ts";

/** What opens a territory, as it was typed in a form or at the command line. */
export interface TypedOpening {
  readonly name: string;
  readonly slug: string;
  readonly domain: string;
  readonly structure: string;
  readonly hue: string;
  readonly perimeter: string;
  /** GeoJSON. */
  readonly outline: string;
  /** One a line, or between commas. */
  readonly animators: string;
  readonly sources: string;
}

export type OpeningFault = { readonly field: keyof TypedOpening; readonly kind: "required" | "too-long" | "slug" | "domain" | "hue" | "outline" | "nowhere" } | { readonly field: keyof TypedOpening; readonly kind: "unread"; readonly lines: readonly string[] };

const most = 50;
const sourceSchema = z.string().max(2000).regex(/^https?:\/\/\S+$/).refine((address) => URL.canParse(address));
const listOf = (typed: string) => [...new Set(typed.split(/[\n,;]+/).map((line) => line.trim()).filter(Boolean))];

/** Reads it, or says what can't be read, all together. */
export function readOpening(typed: TypedOpening): { opening: Opening } | { faults: readonly OpeningFault[] } {
  const faults: OpeningFault[] = [];
  const listed = readPerimeter(typed.perimeter);
  if (listed.unread.length > 0) faults.push({ field: "perimeter", kind: "unread", lines: listed.unread.slice(0, 10) });
  const drawn = typed.outline.trim() ? readOutline(typed.outline) : [];
  if (!drawn) faults.push({ field: "outline", kind: "outline" });
  const perimeter = [...listed.units, ...(drawn ?? [])];
  if (perimeter.length === 0 && faults.length === 0) faults.push(typed.outline.trim() ? { field: "outline", kind: "nowhere" } : { field: "perimeter", kind: "required" });
  const [animators, sources] = [read("animators", listOf(typed.animators).slice(0, most), emailSchema), read("sources", listOf(typed.sources).slice(0, most), sourceSchema)];
  const territory = territoryInput.safeParse({ slug: typed.slug.trim() || slugify(typed.name, "territoire").slice(0, 40).replace(/-+$/, ""), name: typed.name, structure: typed.structure, domain: typed.domain.trim() || null, perimeter: perimeter.length > 0 ? perimeter : [{ kind: "commune", code: "00" }], hue: typed.hue === "" ? undefined : Number(typed.hue), latitude: 46.6, longitude: 2.4 });
  if (!territory.success) for (const { path: [field], code } of territory.error.issues) if (field === "name" || field === "structure") faults.push({ field, kind: code === "too_big" ? "too-long" : "required" }); else if (field === "slug" || field === "domain" || field === "hue") faults.push({ field, kind: field });
  return territory.success && faults.length === 0 ? { opening: { territory: territory.data, animators, sources } } : { faults };

  function read(field: "animators" | "sources", lines: readonly string[], schema: z.ZodType<string>): string[] {
    const unread = lines.filter((line) => !schema.safeParse(line).success);
    if (unread.length > 0) faults.push({ field, kind: "unread", lines: unread.slice(0, 10) });
    return lines.flatMap((line) => schema.safeParse(line).data ?? []);
  }
}
