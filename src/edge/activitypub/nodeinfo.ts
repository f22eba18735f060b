import { findOwnActorAnywhere } from "../../features/federation/find-actor.ts";
import { countNetwork } from "../../features/territories/count-network.ts";
import { territoryOf, type WebContext } from "../env.ts";
import { listPath } from "./network/own-list.ts";
import { actorUri } from "./uris.ts";

const software = { name: "echosciences", version: "0.1.0" };

/** Where NodeInfo is, and who speaks for this host (FEP-2677). Mobilizon reads it as JSON only. */
export async function nodeinfoIndex(c: WebContext): Promise<Response> {
  const { origin } = c.get("site");
  const territory = territoryOf(c);
  const speaker = territory && (await findOwnActorAnywhere(c.get("services").db, "territory", territory.id, territory.id));
  const links = [
    { rel: "http://nodeinfo.diaspora.software/ns/schema/2.1", href: `${origin}/nodeinfo/2.1` },
    { rel: "http://nodeinfo.diaspora.software/ns/schema/2.0", href: `${origin}/nodeinfo/2.0` },
    ...(territory ? [{ rel: "https://www.w3.org/ns/activitystreams#Application", href: speaker?.uri ?? actorUri(origin, { kind: "territory" }) }] : []),
  ];
  return c.body(JSON.stringify({ links }), 200, { "content-type": "application/json", "access-control-allow-origin": "*" });
}

/** What this host runs and how many live here (NodeInfo 2.0 and 2.1). */
export async function nodeinfo(c: WebContext): Promise<Response> {
  const version = c.req.param("version") ?? "";
  if (version !== "2.0" && version !== "2.1") return c.json({ error: "unknown" }, 404);
  const territory = territoryOf(c);
  const counts = await countNetwork(c.get("services").db, territory?.id ?? null);
  const document = {
    version,
    software: version === "2.1" ? { ...software, homepage: c.get("services").directory().portalOrigin } : software,
    protocols: ["activitypub"],
    services: { inbound: [], outbound: ["atom1.0", "rss2.0"] },
    openRegistrations: true,
    usage: { users: { total: counts.members }, localPosts: counts.articles + counts.events + counts.dossiers },
    metadata: {
      nodeName: territory ? `Echosciences ${territory.name}` : "Echosciences",
      langs: territory?.languages ?? ["fr", "en"],
      echosciences: {
        profile: "1",
        network: `${c.get("services").directory().portalOrigin}${listPath}`,
        ...(territory ? { territory: { name: territory.name, country: "FR", codes: territory.perimeter.map((unit) => unit.code) } } : {}),
        features: ["dossier", "tag-actors", "join-external"],
      },
      federation: { enabled: true },
    },
  };
  return c.body(JSON.stringify(document), 200, { "content-type": `application/json; profile="http://nodeinfo.diaspora.software/ns/schema/${version}#"`, "access-control-allow-origin": "*" });
}
