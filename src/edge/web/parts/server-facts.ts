import { countedAtMost, type ListedServer } from "../../../features/federation/list-servers.ts";
import { territoryOf, zoneOf, type WebContext } from "../../env.ts";
import type { Told } from "./server-words.ts";

/** Where these pages stand: an animator's for their territory, the coordination's at the portal for all. */
export const serversAt = (c: WebContext) => (territoryOf(c) ? "/animation/serveurs" : "/coordination/serveurs");

export function toldOf(c: WebContext): Told {
  return { t: c.get("t"), locale: c.get("locale"), zone: zoneOf(c, territoryOf(c)?.id ?? null), now: c.get("act").now() };
}

export function peopleWords(c: WebContext, { people }: Pick<ListedServer, "people">): string {
  return c.get("t")(people < countedAtMost ? "server_people" : "server_people_many", { count: people });
}

export function queueWords(c: WebContext, { waiting }: Pick<ListedServer, "waiting">): string {
  if (waiting === 0) return c.get("t")("server_queue_none");
  return c.get("t")(waiting < countedAtMost ? "server_queue" : "server_queue_many", { count: waiting });
}

/** How often something of it wasn't taken this week; nothing when nothing was. */
export function refusedWords(c: WebContext, { refused }: Pick<ListedServer, "refused">): string {
  return refused > 0 ? c.get("t")("server_refused_week", { count: refused }) : "";
}
