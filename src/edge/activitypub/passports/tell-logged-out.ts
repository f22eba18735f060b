import type { JWK } from "jose";
import { isBlockedAnywhere } from "../../../features/federation/find-server.ts";
import type { LoggedOutJob } from "../../../features/passports/close-passport.ts";
import { ensureKeys } from "../../../features/passports/ensure-keys.ts";
import { findPlatformAnywhere } from "../../../features/passports/find-platform.ts";
import { newId } from "../../../platform/ids.ts";
import type { Fetching } from "../fetching.ts";

const seconds = 120;

/** Tells a platform that somebody isn't at home any more (OpenID Connect Back-Channel Logout). One that doesn't hear is told again later, and let go in the end. */
export async function tellLoggedOut(fetching: Fetching, { platform: id, subject, sid, until }: LoggedOutJob): Promise<void> {
  const { db, now, directory, outgoing } = fetching;
  const platform = await findPlatformAnywhere(db, id);
  const [key] = await ensureKeys(db, now());
  if (!platform || !key || (await isBlockedAnywhere(db, platform.host))) return;
  const at = Math.floor(now().epochMilliseconds / 1000);
  const { importJWK, SignJWT } = await import("jose");
  const token = await new SignJWT({ ...(sid === null ? {} : { sid }), events: { "http://schemas.openid.net/event/backchannel-logout": {} } })
    .setProtectedHeader({ alg: "RS256", kid: key.id, typ: "logout+jwt" }).setIssuer(directory().portalOrigin).setAudience(id).setSubject(subject).setIssuedAt(at).setExpirationTime(at + seconds).setJti(newId())
    .sign(await importJWK(key.jwk as JWK, "RS256"));
  const answer = await outgoing.post(platform.described.backchannel_logout_uri, new URLSearchParams({ logout_token: token }).toString(), { headers: { "content-type": "application/x-www-form-urlencoded" } });
  const heard = answer.done && answer.value.status < 500 && answer.value.status !== 429;
  if (!heard && Temporal.Instant.compare(now(), Temporal.Instant.from(until)) < 0) throw new Error(`${platform.host} didn't hear that somebody logged out: ${answer.done ? answer.value.status : answer.refusal}`);
}
