import type { Territory } from "../../features/territories/territory.ts";
import { territoryOf, type WebContext } from "../env.ts";

/** The territory of a new content: this host's, or the member's home at the portal. */
export function territoryFor(c: WebContext): Territory | null {
  const { viewer } = c.get("act");
  return territoryOf(c) ?? (viewer.kind === "member" ? c.get("services").directory().byId(viewer.home) : null);
}
