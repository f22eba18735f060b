import type { OtherActor } from "../../features/federation/actor.ts";
import { hostOfUri } from "../../features/federation/server.ts";
import type { WebContext } from "../env.ts";
import { otherActorAt } from "./fetching.ts";
import { originOf, readAddress } from "./guard/address.ts";
import { isSignedBy, readClaim } from "./signing.ts";
import { speakingOf } from "./speaking.ts";

const perMinute = 120;

/** Who asks for a document, by their signature; null for whoever doesn't sign, or wrongly. */
export async function readerOf(c: WebContext): Promise<OtherActor | null> {
  const fetching = speakingOf(c);
  const claim = readClaim(c.req.raw.headers, "reading");
  const uri = claim && readAddress(claim.keyId.split("#")[0]);
  const host = uri && hostOfUri(uri);
  if (!claim || !uri || !host || !(await c.get("services").quota("readers", perMinute, 60).take(originOf(uri) ?? "")).ok) return null;
  const holds = async () => {
    const { own, blocked, actor, publicPem } = await c.get("services").letterbox.senderOf({ uri, host, key: claim.keyId });
    const request = new Request(`${c.get("site").origin}${new URL(c.req.url).pathname}`, { headers: c.req.raw.headers });
    return !own && !blocked && actor?.state === "active" && publicPem !== null && (await isSignedBy(request, claim, publicPem, fetching.now())) ? actor : null;
  };
  return (await holds()) ?? ((await otherActorAt(fetching, uri, { fresh: true })).done ? holds() : null);
}
