import { z } from "zod";
import { showContentAnywhere, type Content } from "../../features/contents/show-content.ts";
import { countOperationAnywhere, listOperationProgramme } from "../../features/operations/list-events.ts";
import { showOperationAnywhere } from "../../features/operations/show-operation.ts";
import { takesPart } from "../../features/operations/operation.ts";
import { chosen } from "../../features/programmes/programme.ts";
import { readId, type ContentId } from "../../platform/ids.ts";
import { visitor } from "../../platform/viewer.ts";
import type { WebContext } from "../env.ts";
import { programmeFilter, readProgrammeQuery } from "../programme-query.ts";
import { lineOf, lineShape, programmeParameters } from "./programmes.ts";
import { listQuery, type Resource } from "./resource.ts";

/** When it is, who takes part, what can be proposed until when, and how much there is. */
export async function operationDetails(c: WebContext, content: Content): Promise<object> {
  const { reader, directory } = c.get("services");
  const operation = await showOperationAnywhere(reader, content.id);
  if (!operation) return {};
  const slugOf = (id: typeof content.territory) => directory().byId(id).slug;
  const { territories, audiences } = await countOperationAnywhere(reader, content.id, operation);
  return {
    operation: {
      startsOn: operation.startsOn, endsOn: operation.endsOn, timezone: operation.zone, callUntil: operation.callUntil, labels: operation.labels,
      territories: [slugOf(content.territory), ...operation.territories.filter((each) => takesPart({ territory: content.territory, territories: operation.territories }, each.id)).map((each) => slugOf(each.id))],
      figures: { territories: territories.map(({ territory, ...counts }) => ({ territory: slugOf(territory), ...counts })), audiences },
    },
  };
}

export const operationResources: readonly Resource[] = [
  {
    path: "/operations/:id/programme",
    summary: "All times of the events of an operation, between its first and its last day",
    query: z.strictObject({ fields: listQuery.fields, network: listQuery.network, ...programmeParameters, territory: z.string().max(60).optional().describe("Only this territory: its slug") }),
    item: lineShape,
    async answer(c, query) {
      const { reader, directory, now } = c.get("services");
      const id = readId<ContentId>(c.req.param("id"));
      const content = id ? await showContentAnywhere({ db: reader, viewer: visitor, now }, id) : null;
      const operation = content?.kind === "operation" ? await showOperationAnywhere(reader, content.id) : null;
      if (!content || !operation) return null;
      const wanted = query["territory"] === undefined ? null : directory().territories.find((each) => each.slug === query["territory"]);
      if (wanted === undefined) return { data: [], next: null };
      const lines = await listOperationProgramme(reader, content.id, operation, wanted?.id ?? null);
      return { data: chosen(lines, programmeFilter(readProgrammeQuery(c))).map((line) => lineOf(c, line)), next: null };
    },
  },
];
