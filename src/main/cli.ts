import { resolve } from "node:path";
import { commands } from "../edge/cli/commands.ts";
import { WronglyCalled, type Command, type CommandContext } from "../edge/cli/command.ts";
import { lookAtPeer } from "../edge/activitypub/network/look-at-peer.ts";
import { nameEverything, namingOf } from "../edge/activitypub/name-everything.ts";
import { makeDirectory } from "../features/territories/directory.ts";
import { listTerritoriesAnywhere } from "../features/territories/list-territories.ts";
import type { Database } from "../platform/database.ts";
import { outgoingClient } from "../platform/fetch/outgoing.ts";
import { localFiles } from "../platform/files/file-store.ts";
import { listPendingMigrations } from "../platform/database/migrate.ts";
import { readMigrations } from "../platform/database/migration-files.ts";
import { readConfig, type Config } from "./config.ts";
import { endOnSignals, makeEnding } from "./ending.ts";
import { GroundProblem, openGround, root } from "./process.ts";
import { serveUntilStopped } from "./web.ts";

const lasting: Readonly<Record<string, string>> = { serve: "Serve the network, with the workers of this process", worker: "Run background jobs only, until it is stopped" };

// Zones are named wherever they matter. What reads the clock of the process all the same (opening hours) must find every
// hour of every day on it: UTC skips none.
process.env["TZ"] = "UTC";

const args = process.argv.slice(2);
const ending = makeEnding();
const code = await main(args[0] ?? "serve").catch(async (error: unknown) => {
  console.error(error instanceof GroundProblem ? error.message : error);
  return 1;
});
if (code !== null) {
  await ending.run();
  process.exit(code);
}

/** Answers the exit code; null while something lasting runs. */
async function main(name: string): Promise<number | null> {
  const two = commands[`${name} ${args[1] ?? ""}`];
  const command = two ?? commands[name];
  const rest = args.slice(two ? 2 : 1);
  const title = two ? `${name} ${args[1] ?? ""}` : name;
  if (name === "--help" || name === "help") return print(overview(), 0);
  if (!command && !lasting[name]) {
    console.error(`There is no command "${[name, args[1] ?? ""].join(" ").trim()}".\n\n${overview()}`);
    return 64;
  }
  if (rest.includes("--help") || rest.includes("-h")) return print(command ? `echosciences ${title} ${command.usage}\n\n${command.summary}${command.details ? `\n\n${command.details}` : ""}` : `echosciences ${name}\n\n${lasting[name] ?? ""}`, 0);
  const read = readConfig(process.env);
  if ("problems" in read) {
    console.error(`The configuration can't be used:\n${read.problems.map((problem) => `  - ${problem}`).join("\n")}`);
    return 78;
  }
  if (command) return runCommand(read.config, command, title, rest);
  await serveUntilStopped(read.config, name === "worker" ? "worker" : "serve", ending);
  return null;
}

async function runCommand(config: Config, command: Command, title: string, rest: readonly string[]): Promise<number> {
  endOnSignals(ending, 130, (error) => console.error(error));
  try {
    const checked = command.check?.(rest) ?? null;
    if (checked) throw new WronglyCalled(checked);
    const ground = await openGround(config, ending, { migrated: command.ground !== "as found" });
    const { connections, url } = ground;
    const migrations = await readMigrations(resolve(root, "migrations"));
    return await command.run(
      {
        db: connections.db, reader: connections.reader, url, baseUrl: config.baseUrl, dataDir: config.dataDir, smtpUrl: config.smtpUrl, files: localFiles(resolve(config.dataDir, "files")),
        lookAtPeer: (host) => lookAtPeer({ db: connections.db, outgoing: outgoingClient({ allowPrivateNetwork: config.allowPrivateNetwork }), httpAllowed: config.allowPrivateNetwork !== false, now: () => Temporal.Now.instant(), portalOrigin: config.baseUrl }, host, null),
        ...namings(config, connections.db),
        migrations, pendingMigrations: () => listPendingMigrations(connections.db, migrations), allowPrivateNetwork: config.allowPrivateNetwork, now: () => Temporal.Now.instant(), print: (line) => console.log(line), complain: (line) => console.error(line),
      },
      rest,
    );
  } catch (error) {
    if (!wronglyCalled(error)) throw error;
    console.error(`${error.message}\n\nechosciences ${title} ${command.usage}`);
    return 64;
  }
}

/** How the wire calls what is here, as it stands when it is asked. */
function namings({ baseUrl }: Config, db: Database): Pick<CommandContext, "naming" | "nameEverything"> {
  const naming = async () => {
    const known = await listTerritoriesAnywhere(db);
    return namingOf(makeDirectory(known, baseUrl), known);
  };
  return {
    naming,
    async nameEverything() {
      const directory = makeDirectory(await listTerritoriesAnywhere(db), baseUrl);
      await nameEverything({ db, directory: () => directory, now: () => Temporal.Now.instant() });
      return naming();
    },
  };
}

function wronglyCalled(error: unknown): error is Error {
  return error instanceof WronglyCalled || (error instanceof TypeError && String((error as NodeJS.ErrnoException).code).startsWith("ERR_PARSE_ARGS"));
}

function overview(): string {
  const lines = [...Object.entries(commands).map(([key, each]) => [key, each.summary] as const), ...Object.entries(lasting)];
  return `echosciences <command>, each with --help and --json\n\n${lines.map(([key, summary]) => `  ${key.padEnd(20)} ${summary}`).join("\n")}`;
}

function print(text: string, code: number): number {
  console.log(text);
  return code;
}
