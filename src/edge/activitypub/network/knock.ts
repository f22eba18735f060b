import { isBlockedAnywhere } from "../../../features/federation/find-server.ts";
import { readHost } from "../../../features/federation/server.ts";
import { askToLook } from "../../../features/network/ask-to-look.ts";
import { clientAddressOf, type WebContext } from "../../env.ts";
import { readJson } from "../guard/read-body.ts";

/** How often somebody may knock, from one address; how often at one name's list is looked; and how often at all. */
const knocks = [["network-knocks-from", 30, 600], ["network-knocks-of", 6, 600], ["network-knocks", 120, 60]] as const;

/** Somebody says that a server has changed its list. Nothing is believed of it but the name: a worker looks there. */
export async function knock(c: WebContext): Promise<Response> {
  const body = readJson(new Uint8Array(await c.req.arrayBuffer()));
  const said = body.done ? body.value["host"] : null;
  const host = typeof said === "string" ? readHost(said) : null;
  if (!host || host !== said || host === c.req.header("host")) return c.json({ error: "not-a-host" }, 400);
  if (await isBlockedAnywhere(c.get("services").db, host)) return c.json({ error: "blocked" }, 403);
  const keys = [clientAddressOf(c), host, "all"];
  for (const [index, [name, most, seconds]] of knocks.entries()) if (!(await c.get("services").quota(name, most, seconds).take(keys[index] ?? "")).ok) return c.json({ error: "too-often" }, 429);
  await askToLook(c.get("services").db, host);
  return c.body(null, 202);
}
