import type { DispatchFunc, Response as Injected } from "light-my-request";
import { clientAddressOf, type WebContext } from "../../env.ts";
import { speakingOf } from "../speaking.ts";
import { cookieNames, protocolPaths, providerOf } from "./provider.ts";
import { refusedAsking } from "./refused-asking.tsx";

/** Anybody may ask, and each question is a row. */
const askedPerHour = 300;

/** What the library answers to what came to this door, which alone has checked the host, the size and the way. */
export async function protocol(c: WebContext): Promise<Response> {
  const { origin } = c.get("site");
  const provider = await providerOf(speakingOf(c));
  const url = new URL(c.req.url);
  const asking = url.pathname === protocolPaths.authorization;
  const page = url.pathname.startsWith(protocolPaths.authorization);
  if (asking && !(await c.get("services").quota("passport-asked", askedPerHour, 3600).take(clientAddressOf(c))).ok) return c.json({ error: "temporarily_unavailable" }, 429);
  const headers: Record<string, string> = { ...Object.fromEntries(c.req.raw.headers), host: new URL(origin).host, "x-forwarded-proto": new URL(origin).protocol.slice(0, -1), "x-forwarded-host": new URL(origin).host };
  // No script of another site asks here, and those of our own pages neither.
  delete headers["origin"];
  // Each question begins afresh.
  if (asking) headers["cookie"] = withoutCookie(headers["cookie"] ?? "", cookieNames.session);
  const { default: inject } = await import("light-my-request");
  const answer = await inject(provider.callback() as DispatchFunc, { method: c.req.method as "GET" | "POST", url: `${url.pathname}${url.search}`, headers, ...(c.req.method === "POST" ? { payload: Buffer.from(await c.req.arrayBuffer()) } : {}) });
  if (page && answer.statusCode >= 400) return refusedAsking(c, String((answer.json() as { error?: unknown }).error), answer.statusCode === 429 ? 429 : 400);
  return answered(c, answer);
}

function withoutCookie(header: string, name: string): string {
  return header.split(/;\s*/).filter((pair) => !pair.startsWith(`${name}=`) && !pair.startsWith(`${name}.sig=`)).join("; ");
}

const ours = new Set(["content-length", "connection", "date", "transfer-encoding", "keep-alive", "content-security-policy"]);

function answered(c: WebContext, { statusCode, headers, rawPayload }: Injected): Response {
  for (const [name, value] of Object.entries(headers)) {
    if (ours.has(name)) continue;
    for (const each of [value].flat()) if (each !== undefined) c.header(name, String(each), { append: name === "set-cookie" });
  }
  return c.body(new Uint8Array(rawPayload) as Uint8Array<ArrayBuffer>, statusCode as 200);
}
