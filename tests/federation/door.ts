import { sql } from "kysely";
import { expect } from "vitest";
import { until, type Answer, type TestServer } from "../support/server.ts";
import type { Territory } from "../../src/features/territories/territory.ts";
import type { MemberViewer } from "../../src/platform/viewer.ts";
import { otherServer, post, type OtherServer, type Stranger } from "./other-server.ts";
import { countRows, originOf, reachableServer } from "./servers.ts";

/** One of our servers with a member of it, two others, each with somebody, and what a test of its inbox asks. */
export interface Door {
  readonly server: TestServer;
  readonly here: Territory;
  readonly bob: MemberViewer;
  readonly host: string;
  readonly origin: string;
  readonly evil: OtherServer;
  readonly victim: OtherServer;
  readonly mallory: Stranger;
  readonly alice: Stranger;
  /** Until the workers have made something of all that was taken, and of what happened by it. */
  settled(): Promise<void>;
  /** Posts it as its signer does, and says what was answered and what became of it: `applied`, `ignored: why`, `refused: why`, or nothing. */
  say(activity: Record<string, unknown>, by: Stranger, path?: string): Promise<{ status: number; reason: string; became: string }>;
  /** The answer and the verdict are these, and apart from what was received no row has come, gone or changed. */
  nothingComes(of: Record<string, unknown>, by: Stranger, expected: { status?: number | readonly number[]; became?: RegExp; path?: string }): Promise<void>;
}

/** What an attack must leave as it was, word for word. */
const watched = ["contents", "(select id, content_id, parent_id, author_id, body, state from comments)", "likes", "relays", "follows", "federation.followers", "federation.following", "federation.objects", "community_members", "dossier_items", "participations", "federation.joins", "reports", "report_subjects", "(select id, conversation_id, author_id, body, state from messages)", "conversations", "message_blocks", "dossier_suggestions", "federation.offers", "(select content_id, going, status from events)"];

export async function digestOf(server: TestServer): Promise<Record<string, string>> {
  const rows = await Promise.all(watched.map(async (table) => [table, (await sql<{ digest: string }>`select count(*) || ' ' || coalesce(md5(string_agg(x::text, '|' order by x::text)), '') as digest from ${sql.raw(table)} x`.execute(server.world.db)).rows[0]?.digest ?? ""] as const));
  return Object.fromEntries(rows);
}

export async function makeDoor(name: string): Promise<Door> {
  const server = await reachableServer(name);
  const here = await server.world.territory();
  const bob = await server.world.member(here);
  await server.reload();
  const host = server.hostOf(here.slug);
  const [evil, victim] = await Promise.all([otherServer("mauvais"), otherServer("victime")]);
  const [mallory, alice] = await Promise.all([evil.person("mallory"), victim.person("alice")]);
  const settled = () => until(async () => (await sql`select from federation.received where state = 'waiting' union all select from graphile_worker.jobs where task_identifier in ('hear', 'react') and run_at < now() + interval '5 seconds' and attempts = 0`.execute(server.world.db)).rows.length === 0);
  const say: Door["say"] = async (activity, by, path = "/inbox") => {
    const answer: Answer = await post(server, host, activity, by, { path });
    await settled();
    const { rows } = await sql<{ state: string; reason: string }>`select state, reason from federation.received where uri = ${String(activity["id"])}`.execute(server.world.db);
    return { status: answer.status, reason: /^\{"error":"([a-z0-9-]*)"\}$/.exec(answer.text)?.[1] ?? "", became: rows[0] ? `${rows[0].state}${rows[0].reason ? `: ${rows[0].reason}` : ""}` : "" };
  };
  return {
    server, here, bob, host, origin: originOf(server, here.slug), evil, victim, mallory, alice, settled, say,
    async nothingComes(of, by, { status = 202, became, path }) {
      await settled();
      const [before, counts] = [await digestOf(server), await countRows(server)];
      const said = await say(of, by, path);
      expect([status].flat(), `${said.reason} ${said.became}`).toContain(said.status);
      if (became) expect(said.became).toMatch(became);
      expect(await digestOf(server)).toEqual(before);
      const { "federation.received": _1, members: _2, ...after } = await countRows(server);
      const { "federation.received": _3, members: _4, ...same } = counts;
      expect(after).toEqual(same);
    },
  };
}
