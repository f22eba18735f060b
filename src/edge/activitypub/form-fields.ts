import { wellFormed } from "../../platform/text/well-formed.ts";
import type { WebContext } from "../env.ts";

/** What a form of ours sent here: one value for each field. */
export async function fieldsOf(c: WebContext): Promise<(name: string) => string> {
  const fields = new URLSearchParams(/^application\/x-www-form-urlencoded\b/i.test(c.req.header("content-type") ?? "") ? await c.req.text() : "");
  return (name) => wellFormed((fields.get(name) ?? "").replace(/\r\n?/g, "\n"));
}
