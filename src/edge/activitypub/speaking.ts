import type { WebContext } from "../env.ts";
import type { Fetching } from "./fetching.ts";

/** What a door needs to speak with other servers. */
export function speakingOf(c: WebContext): Fetching {
  const { db, directory, now, outgoing, httpAllowed, quota, files } = c.get("services");
  return { db, directory, now, outgoing, httpAllowed, quota, files };
}
