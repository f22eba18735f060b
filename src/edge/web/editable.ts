import { canEdit } from "../../features/contents/policy.ts";
import { showContentAnywhere, type Content } from "../../features/contents/show-content.ts";
import type { Territory } from "../../features/territories/territory.ts";
import { idSchema, type ContentId } from "../../platform/ids.ts";
import type { WebContext } from "../env.ts";
import { accessRefused, missingPage } from "./errors.tsx";
import type { Kind } from "./kinds/kind.ts";

/** The content that the address names, if this member may write it; otherwise the page that says no. */
export async function editable(c: WebContext, { kind }: Kind): Promise<Response | { content: Content; territory: Territory }> {
  const id = idSchema<ContentId>().safeParse(c.req.param("id"));
  const content = id.success ? await showContentAnywhere(c.get("act"), id.data) : null;
  if (content?.kind !== kind) return missingPage(c);
  if (!canEdit(c.get("act").viewer, content)) return accessRefused(c, "forbidden");
  return { content, territory: c.get("services").directory().byId(content.territory) };
}
