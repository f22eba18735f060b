import * as oauth from "oauth4webapi";
import type { Act } from "../../../features/passports/passport.ts";
import { closeVisit } from "../../../features/visits/close-visits.ts";
import { keepTokens } from "../../../features/visits/keep-tokens.ts";
import type { Visit } from "../../../features/visits/visit.ts";
import { done, refused, type Outcome } from "../../../platform/outcome.ts";
import type { Fetching } from "../fetching.ts";
import { readAddress, sameOrigin } from "../guard/address.ts";
import { readJson } from "../guard/read-body.ts";
import { clientOf, guarded, serverOf, tokensOf } from "./client.ts";

export interface WantedAct {
  readonly act: Act;
  readonly object: string;
  readonly text?: string;
  readonly submission?: string | null;
}

/** Why a visitor's own server didn't do it. `over`: it doesn't know this visit any more; `not-permitted`: the visitor didn't let this platform ask for such a thing. */
export type HomeActRefusal = "unreachable" | "over" | "not-permitted" | "unknown" | "closed" | "empty" | "too-often";

/** Asks a visitor's own server to do something for them. Answers where what was said stands there, if it stands somewhere. */
export async function doneAtHome(fetching: Fetching, visit: Visit, wanted: WantedAct): Promise<Outcome<string | null, HomeActRefusal>> {
  const fresh = await freshened(fetching, visit);
  if (!fresh.done) return fresh;
  const first = await ask(fetching, fresh.value, wanted);
  if (first.done || first.refusal !== "over") return first;
  // Its token went out of date, or was taken back: renewed once, it says which.
  const renewed = await renew(fetching, visit);
  return renewed.done ? ask(fetching, renewed.value, wanted) : renewed;
}

async function ask({ outgoing }: Fetching, visit: Visit, wanted: WantedAct): Promise<Outcome<string | null, HomeActRefusal>> {
  const address = String(serverOf(visit.provider)["echosciences_acts_endpoint"]);
  const answer = await outgoing.post(address, JSON.stringify(wanted), { headers: { "content-type": "application/json", accept: "application/json", authorization: `Bearer ${visit.accessToken}` }, maxBytes: 10_000, timeoutMs: 15_000 });
  if (!answer.done || answer.value.status >= 500) return refused("unreachable");
  const { status, body } = answer.value;
  const read = readJson(body);
  const told = read.done ? read.value : {};
  if (status === 200) {
    const object = readAddress(told["object"]);
    // Only what stands at the visitor's own server is theirs.
    return done(object !== null && sameOrigin(object, visit.subject) ? object : null);
  }
  if (status === 401) return refused("over");
  if (status === 403) return refused("not-permitted");
  if (status === 409) return refused("closed");
  if (status === 429) return refused("too-often");
  return refused(told["error"] === "empty" ? "empty" : "unknown");
}

async function freshened(fetching: Fetching, visit: Visit): Promise<Outcome<Visit, HomeActRefusal>> {
  const soon = fetching.now().add({ seconds: 30 });
  return Temporal.Instant.compare(visit.expiresAt, soon) > 0 ? done(visit) : renew(fetching, visit);
}

async function renew(fetching: Fetching, visit: Visit): Promise<Outcome<Visit, HomeActRefusal>> {
  if (visit.refreshToken === null) return over(fetching, visit);
  const [as, { client, auth }] = [serverOf(visit.provider), clientOf(visit.provider)];
  try {
    const response = await oauth.refreshTokenGrantRequest(as, client, auth, visit.refreshToken, guarded(fetching));
    if (response.status >= 500 || response.status === 429) return refused("unreachable");
    const told = await oauth.processRefreshTokenResponse(as, client, response);
    const renewed = { ...visit, ...tokensOf(told, fetching.now(), visit.refreshToken) };
    await keepTokens(fetching.db, renewed);
    return done(renewed);
  } catch (error) {
    // What its server says is the end of it; what doesn't arrive is no word of its.
    return error instanceof oauth.ResponseBodyError || error instanceof oauth.WWWAuthenticateChallengeError ? over(fetching, visit) : refused("unreachable");
  }
}

async function over(fetching: Fetching, visit: Visit): Promise<Outcome<never, HomeActRefusal>> {
  await closeVisit(fetching.db, visit);
  return refused("over");
}

/** The visitor leaves: what this server may ask of theirs is given back (RFC 7009). Out of reach, it ends there by itself. */
export async function giveBack(fetching: Fetching, visit: Visit): Promise<void> {
  const [as, { client, auth }] = [serverOf(visit.provider), clientOf(visit.provider)];
  await oauth.revocationRequest(as, client, auth, visit.refreshToken ?? visit.accessToken, guarded(fetching)).catch(() => undefined);
}
