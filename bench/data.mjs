// The data to measure on: a demonstration network of each size, founded once and kept in bench/.cache.
import { spawnSync } from "node:child_process";
import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import pg from "pg";
import { startEmbedded } from "../src/platform/database/embedded.ts";
import { pinnedNode, root } from "../scripts/prepare.mjs";

/** The agenda is dated around the day of the founding: data older than this have lost their coming weeks. */
const longestDays = 30;

/**
 * Opens the database of the demonstration network at `scale`, founding it by the operator's command the first time.
 * Settled (vacuumed and analysed) before anything is measured.
 */
export async function openData(scale, say) {
  const folder = join(root, "bench", ".cache", `x${scale}`);
  const stamp = join(folder, "founded");
  if (!existsSync(stamp) || Date.now() - Number(readFileSync(stamp, "utf8")) > longestDays * 86_400_000) {
    say(`Founding the network at ${scale}x…`);
    const started = performance.now();
    rmSync(folder, { recursive: true, force: true });
    operate(folder, ["seed", "--scale", String(scale)]);
    writeFileSync(stamp, String(Date.now()));
    say(`  in ${Math.round((performance.now() - started) / 1000)} s`);
  } else operate(folder, ["migrate"]);
  const database = await startEmbedded(folder);
  const client = new pg.Client({ connectionString: database.url });
  await client.connect();
  await client.query("vacuum analyze");
  // Nothing of the operator's jobs may run between two measures.
  await client.query("checkpoint");
  const { rows } = await client.query("select (select count(*)::int from members) as members, (select count(*)::int from contents) as contents, (select count(*)::int from occurrences) as times, pg_database_size(current_database())::float8 / 1e6 as megabytes");
  const pid = Number(readFileSync(join(folder, "postgres", "postmaster.pid"), "utf8").split("\n")[0]);
  return { scale, folder, url: database.url, pid, client, sizes: rows[0], close: async () => (await client.end(), await database.release()) };
}

function operate(folder, args) {
  const done = spawnSync(pinnedNode(), [join(root, "dist", "server", "cli.js"), ...args], { cwd: root, encoding: "utf8", env: { ...process.env, DATA_DIR: folder, DATABASE_URL: "", LOG_LEVEL: "error" } });
  if (done.status !== 0) throw new Error(`echosciences ${args.join(" ")}: ${done.stderr || done.stdout}`);
}

/** A member of Lille who follows 50 sources of all kinds, and what the pages to measure are called in these data. */
export async function preparePeople({ client }) {
  const one = async (text, values = []) => (await client.query(text, values)).rows[0];
  const { id: member } = await one("select id from accounts.users where email = 'membre@example.org'");
  // Those who log in for one run after another are not attackers.
  await client.query("delete from throttles");
  await client.query("delete from follows where member_id = $1", [member]);
  await client.query(`insert into follows (member_id, kind, target, at)
    select $1, kind, target, now() from (
      (select 'member' as kind, id::text as target from members where contributor and id <> $1 order by id limit 28) union all
      (select 'tag', tag from (select tag from content_tags where published_at is not null limit 3000) t group by tag order by count(*) desc, tag limit 14) union all
      (select 'territory', id::text from territories order by slug limit 4) union all
      (select 'dossier', id::text from contents where kind = 'dossier' and state = 'published' order by id limit 4)) sources`, [member]);
  const grenoble = await one("select id from territories where slug = 'grenoble'");
  const event = await one("select c.slug from contents c join events e on e.content_id = c.id where c.territory_id = $1 and c.kind = 'event' and c.state = 'published' and e.starts_at > now() order by e.starts_at, c.id offset 5 limit 1", [grenoble.id]);
  const article = await one("select id, slug from contents where territory_id = $1 and kind = 'article' and state = 'published' order by published_at desc, id offset 40 limit 1", [grenoble.id]);
  const { follows } = await one("select count(*)::int as follows from follows where member_id = $1", [member]);
  if (follows !== 50) throw new Error(`The member follows ${follows} sources, not 50`);
  return { event: event.slug, article, festival: await gatherFestival(client, one, grenoble.id) };
}

/** Puts 400 events of a territory in the programme of another, on ten days, a third of them one level lower. */
async function gatherFestival(client, one, territory) {
  await client.query("update occurrences set parent_id = null, root_id = null where root_id in (select content_id from events where place_name = 'Festival mesuré')");
  await client.query("update events set parent_id = null, root_id = null where root_id in (select content_id from events where place_name = 'Festival mesuré')");
  const free = "select c.id from contents c join events e on e.content_id = c.id where c.territory_id = $1 and c.state = 'published' and e.root_id is null and not exists (select from events k where k.parent_id = c.id) order by c.id";
  const { id, slug } = await one(`select id, slug from contents where id in (${free} limit 1)`, [territory]);
  await client.query("update events set place_name = 'Festival mesuré' where content_id = $1", [id]);
  await client.query(`with chosen as (select id, row_number() over (order by id) as n from (${free} offset 1 limit 400) f)
    update events e set root_id = $2, parent_id = case when n > 270 then (select id from chosen where n = 1) else $2 end from chosen where chosen.id = e.content_id`, [territory, id]);
  await client.query("update occurrences o set parent_id = e.parent_id, root_id = e.root_id from events e where e.content_id = o.event_id and e.root_id = $1", [id]);
  await client.query("vacuum analyze occurrences, events");
  return slug;
}
