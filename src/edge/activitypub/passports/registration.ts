import { z } from "zod";
import { admitPlatform } from "../../../features/passports/admit-platform.ts";
import { isBlockedAnywhere } from "../../../features/federation/find-server.ts";
import { clientAddressOf, type WebContext } from "../../env.ts";
import { readJson } from "../guard/read-body.ts";
import { speakingOf } from "../speaking.ts";
import { describedAs } from "./provider.ts";

const perAddress = 20;
const perHost = 10;

const asked = z.object({
  client_name: z.string().trim().min(1).max(120),
  redirect_uris: z.tuple([z.url({ protocol: /^https?$/ }).max(500)]),
  backchannel_logout_uri: z.url({ protocol: /^https?$/ }).max(500),
  token_endpoint_auth_method: z.literal("client_secret_basic").optional(),
  response_types: z.tuple([z.literal("code")]).optional(),
});

/**
 * A platform of another server registers by itself (RFC 7591). All its addresses are of one host, which members are shown, which must not be
 * blocked, and which speaks https: what it says of itself beyond that isn't kept.
 */
export async function register(c: WebContext): Promise<Response> {
  const { db, now, httpAllowed } = speakingOf(c);
  const { throttle } = c.get("services");
  const refused = (error: string, status: 400 | 403 | 429 = 400) => c.json({ error }, status, { "cache-control": "no-store" });
  if (!(await throttle("passport-register-from", perAddress, 3600).take(clientAddressOf(c))).ok) return refused("temporarily_unavailable", 429);
  const body = /^application\/json\b/i.test(c.req.header("content-type") ?? "") ? readJson(new Uint8Array(await c.req.arrayBuffer())) : null;
  const parsed = asked.safeParse(body?.done ? body.value : null);
  if (!parsed.success) return refused("invalid_client_metadata");
  const { client_name, redirect_uris, backchannel_logout_uri } = parsed.data;
  const [redirect, logOut] = [new URL(redirect_uris[0]), new URL(backchannel_logout_uri)];
  const plain = [redirect, logOut].every((url) => (url.protocol === "https:" || (httpAllowed && url.protocol === "http:")) && !url.hash && !url.username && !url.password);
  if (!plain || redirect.origin !== logOut.origin) return refused("invalid_redirect_uri");
  // Our own pages need none of this, and would be shown as another's.
  if (c.get("services").directory().find(redirect.host).kind !== "unknown") return refused("invalid_redirect_uri");
  if (await isBlockedAnywhere(db, redirect.host)) return refused("access_denied", 403);
  if (!(await throttle("passport-register", perHost, 3600).take(redirect.host)).ok) return refused("temporarily_unavailable", 429);
  const platform = await admitPlatform(db, now(), redirect.host, { client_name, redirect_uris, backchannel_logout_uri });
  return c.json({ ...describedAs(platform), client_secret_expires_at: 0 }, 201, { "cache-control": "no-store" });
}
