import { sql } from "kysely";
import type { TestServer } from "./server.ts";

export const password = "une phrase assez longue";

/** Somebody who writes on a territory of their own, logged in there. */
export async function writer(server: TestServer, more: { moderation?: "after" | "before" } = {}) {
  const { world } = server;
  const here = await world.territory(more);
  const author = await world.member(here);
  const email = await world.account(author);
  await server.reload();
  const host = server.hostOf(here.slug);
  const cookie = await server.logIn(email, password, host);
  const post = (path: string, form: Record<string, string | string[]> = {}) => server.ask(host, path, { method: "POST", cookie, form });
  return { here, author, host, cookie, post, get: (path: string) => server.ask(host, path, { cookie }) };
}

/** How a content stands in the database. */
export async function standing(server: TestServer, id: string) {
  const { rows } = await sql<{ state: string; slug: string; title: string; revision: number }>`select state, slug, title, revision from contents where id = ${id}`.execute(server.world.db);
  const [row] = rows;
  if (!row) throw new Error("No such content");
  return row;
}
