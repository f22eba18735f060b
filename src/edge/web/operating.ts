import type { Content } from "../../features/contents/show-content.ts";
import { takesPart, type OperationStanding } from "../../features/operations/operation.ts";
import { findStandingAnywhere } from "../../features/operations/show-operation.ts";
import type { Territory } from "../../features/territories/territory.ts";
import { touchContent, touchTerritory, type Touch } from "../../platform/facts.ts";
import type { WebContext } from "../env.ts";
import { contentAt } from "./calling.ts";
import { missingPage } from "./errors.tsx";

export interface Operating {
  readonly content: Content;
  readonly standing: OperationStanding;
}

/** The operation that the address names, if its reader may see it; otherwise the page that says no. */
export async function operationAt(c: WebContext, rest: string): Promise<Response | Operating> {
  const content = await contentAt(c, "operation", rest);
  if (content instanceof Response) return content;
  const standing = await findStandingAnywhere(c.get("services").db, content.id);
  return standing ? { content, standing } : missingPage(c);
}

/** The territories that take part, the one that leads first. */
export function partakers(c: WebContext, { standing }: Operating): Territory[] {
  const { directory } = c.get("services");
  return [standing.territory, ...standing.territories.filter((each) => takesPart(standing, each.id)).map((each) => each.id)].map((id) => directory().byId(id));
}

/** All whose changes a page of an operation shows. */
export function touchesOfOperation({ content, standing }: Operating): Touch[] {
  return [touchContent(content.id), touchTerritory(content.territory), ...standing.territories.map((each) => touchTerritory(each.id))];
}
