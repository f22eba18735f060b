import { readConfig } from "./config.ts";
import { commands } from "../edge/cli/commands.ts";
import { openGround } from "./process.ts";
import { serveUntilStopped } from "./web.ts";

const [name = "serve", ...args] = process.argv.slice(2);
const read = readConfig(process.env);
if ("problems" in read) {
  console.error(`The configuration can't be used:\n${read.problems.map((problem) => `  - ${problem}`).join("\n")}`);
  process.exit(78);
}
const { config } = read;

if (name === "serve" || name === "worker") await serveUntilStopped(config, name);
else process.exitCode = await runCommand();

async function runCommand(): Promise<number> {
  const two = commands[`${name} ${args[0] ?? ""}`];
  const command = two ?? commands[name];
  if (!command || name === "--help" || name === "help") {
    console.log(`echosciences <command>\n\n${Object.entries(commands).map(([key, each]) => `  ${key.padEnd(20)} ${each.summary}`).join("\n")}\n  serve                serve the network\n  worker               run background jobs only`);
    return command || name === "--help" || name === "help" ? 0 : 64;
  }
  const rest = two ? args.slice(1) : args;
  if (rest.includes("--help")) {
    console.log(`echosciences ${two ? `${name} ${args[0] ?? ""}` : name} ${command.usage}\n\n${command.summary}`);
    return 0;
  }
  const ground = await openGround(config);
  try {
    return await command.run({ db: ground.connections.db, baseUrl: config.baseUrl, dataDir: config.dataDir, allowPrivateNetwork: config.allowPrivateNetwork, now: () => Temporal.Now.instant(), print: (line) => console.log(line), complain: (line) => console.error(line) }, rest);
  } finally {
    await ground.close();
  }
}
