import { z } from "zod";
import { showContentAnywhere, type Content } from "../../features/contents/show-content.ts";
import { listOperationsOfAnywhere } from "../../features/operations/list-events.ts";
import { listProgrammeAnywhere } from "../../features/programmes/list-programme.ts";
import { chosen, placeKeyOf, type ProgrammeLine } from "../../features/programmes/programme.ts";
import { showFamilyAnywhere, type Relative } from "../../features/programmes/show-family.ts";
import { readId, type ContentId } from "../../platform/ids.ts";
import { visitor } from "../../platform/viewer.ts";
import { canonicalOf } from "../addresses.ts";
import type { WebContext } from "../env.ts";
import { programmeFilter, readProgrammeQuery } from "../programme-query.ts";
import { listQuery, type Resource } from "./resource.ts";

export const lineShape = z.object({
  id: z.uuid(),
  url: z.url(),
  title: z.string(),
  summary: z.string(),
  parent: z.uuid().nullable().describe("The event right above it in the programme"),
  type: z.string(),
  status: z.enum(["on", "full", "postponed", "cancelled"]),
  statusReason: z.string(),
  firstStart: z.string().nullable().describe("Local: where a postponed event first was to begin"),
  timezone: z.string(),
  startLocal: z.string(),
  endLocal: z.string().nullable(),
  wholeDay: z.boolean(),
  opening: z.boolean().describe("Open over a period rather than at an hour"),
  place: z.string(),
  placeKey: z.string().describe("For the parameter `lieu`"),
  commune: z.string(),
  latitude: z.number().nullable(),
  longitude: z.number().nullable(),
  pricing: z.enum(["free", "paid", "unknown"]),
  audience: z.array(z.string()),
});

export function lineOf(c: WebContext, line: ProgrammeLine): z.input<typeof lineShape> {
  return {
    id: line.id, url: canonicalOf(c, { ...line, kind: "event" }), title: line.title, summary: line.summary, parent: line.parent, type: line.type, status: line.status, statusReason: line.statusReason, firstStart: line.firstStart,
    timezone: line.zone, startLocal: line.startLocal.replace(" ", "T"), endLocal: line.endLocal?.replace(" ", "T") ?? null, wholeDay: line.wholeDay, opening: line.opening,
    place: line.placeName, placeKey: placeKeyOf(line), commune: line.communeName, latitude: line.latitude, longitude: line.longitude, pricing: line.pricing, audience: [...line.audience],
  };
}

/** The filters that a programme's page has in its address. */
export const programmeParameters = {
  jour: z.string().optional().describe("Only this day, YYYY-MM-DD"),
  lieu: z.string().optional().describe("Only this place: a `placeKey`"),
  public: z.string().optional().describe("Only for this audience"),
};

function publicly(c: WebContext) {
  return { db: c.get("services").reader, viewer: visitor, now: c.get("services").now };
}

/** Where an event stands: what is above it, how many events are right below, the operations that it is part of. */
export async function eventFamily(c: WebContext, content: Content): Promise<object> {
  const [{ above, children }, operations] = await Promise.all([showFamilyAnywhere(publicly(c), content.id), listOperationsOfAnywhere(c.get("services").reader, content.id)]);
  const named = (each: Relative) => ({ id: each.id, title: each.title, url: canonicalOf(c, { ...each, kind: "event" }) });
  return { partOf: above.map(named), children, operations: operations.map((each) => ({ id: each.id, title: each.title, label: each.label || null, url: canonicalOf(c, { ...each, kind: "operation" }) })) };
}

export const programmeResources: readonly Resource[] = [
  {
    path: "/events/:id/programme",
    summary: "All times of all that stands below an event: a festival's programme",
    query: z.strictObject({ fields: listQuery.fields, network: listQuery.network, ...programmeParameters }),
    item: lineShape,
    async answer(c) {
      const id = readId<ContentId>(c.req.param("id"));
      const content = id ? await showContentAnywhere(publicly(c), id) : null;
      if (content?.kind !== "event") return null;
      const { highest } = await showFamilyAnywhere(publicly(c), content.id);
      const lines = await listProgrammeAnywhere(c.get("services").reader, { id: content.id, highest });
      return { data: chosen(lines, programmeFilter(readProgrammeQuery(c))).map((line) => lineOf(c, line)), next: null };
    },
  },
];
