import { isBlockedAnywhere } from "../../../features/federation/find-server.ts";
import { readHost } from "../../../features/federation/server.ts";
import { done, refused, type Outcome } from "../../../platform/outcome.ts";
import type { Fetching } from "../fetching.ts";
import { readAddress } from "../guard/address.ts";
import { isObject, listOf, textOf } from "../guard/json.ts";
import { readJson } from "../guard/read-body.ts";
import { handleIn } from "../heard/web-finger.ts";

export type HomeRefusal = "not-a-name" | "unreachable" | "blocked" | "no-provider" | "own";

/** How OpenID Connect Discovery says in WebFinger where somebody logs in. */
export const issuerRelation = "http://openid.net/specs/connect/1.0/issuer";

/**
 * Where somebody says that they are at home: by their handle, `camille@grenoble.example`, or by the name of their platform. What its own host
 * says of it; and the platform itself, where it says nothing.
 */
export async function homeOf(fetching: Fetching, typed: string): Promise<Outcome<string, HomeRefusal>> {
  const handle = handleIn(typed.trim());
  const host = handle ? handle.slice(handle.indexOf("@") + 1) : readHost(typed);
  if (!host) return refused("not-a-name");
  if (fetching.directory().find(host).kind !== "unknown") return refused("own");
  if (await isBlockedAnywhere(fetching.db, host)) return refused("blocked");
  for (const scheme of fetching.httpAllowed ? ["http", "https"] : ["https"]) {
    const resource = handle ? `acct:${handle}` : `${scheme}://${host}/`;
    const answer = await fetching.outgoing.get(`${scheme}://${host}/.well-known/webfinger?resource=${encodeURIComponent(resource)}`, { headers: { accept: "application/jrd+json" }, maxBytes: 100_000, timeoutMs: 10_000, redirects: 3, stay: "same-origin" });
    if (!answer.done) continue;
    // A portal has nobody of its own: it is the provider itself.
    if (answer.value.status !== 200) return handle ? refused("no-provider") : done(`${scheme}://${host}`);
    const body = readJson(answer.value.body);
    const link = body.done ? listOf(body.value["links"]).slice(0, 60).filter(isObject).find((each) => each["rel"] === issuerRelation) : undefined;
    const issuer = readAddress(textOf(link?.["href"]));
    return issuer ? done(textOf(link?.["href"])) : refused("no-provider");
  }
  return refused("unreachable");
}
