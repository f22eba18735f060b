import { searchMentionable } from "../../../features/mentions/search-mentionable.ts";
import { territoryOf, type WebContext } from "../../env.ts";
import { page, type Route } from "../../route.ts";

/** Who could be named by what was typed after an @: what the islands of comments and texts propose. */
async function mentionable(c: WebContext) {
  const t = c.get("t");
  const { viewer } = c.get("act");
  const services = c.get("services");
  const allowed = await services.quota("mentions", 600, 300).take(viewer.kind === "member" ? viewer.id : "");
  const found = allowed.ok ? await searchMentionable(services.db, territoryOf(c)?.id ?? null, c.req.query("q") ?? "") : [];
  return c.json(found.map(({ handle, kind, name, territory }) => ({ handle, name, about: [t(`mention_${kind}`), services.directory().byId(territory).name].join(" · ") })), 200, { "Cache-Control": "private, no-store" });
}

export const mentionRoutes: readonly Route[] = [page("/mentionner", "member", mentionable, { visiting: true })];
