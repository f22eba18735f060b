import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { ensureReady, lasting, pinnedNode, root } from "./prepare.mjs";

const development = process.argv.includes("--dev");
await ensureReady({ built: !development });
const { flags, env } = lasting();
const command = development ? [join(root, "scripts", "dev.mjs"), ...process.argv.filter((each) => each === "--pair")] : [...flags, join(root, "dist", "server", "cli.js"), "serve"];
// Through the channel the child learns of our death, even by kill -9, and stops too.
const child = spawn(pinnedNode(), command, { cwd: root, stdio: ["inherit", "inherit", "inherit", "ipc"], env });
// The child often hears the signal as well: hearing it twice does nothing more. Here we wait until it has stopped.
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => child.kill(signal));
child.on("exit", (code, signal) => process.exit(code ?? (signal ? 1 : 0)));
// npm passes no signal on through the shell that it starts us by: when either of them is gone, so are we.
const above = parents();
if (process.env.npm_lifecycle_event) setInterval(() => parents() !== above && child.kill("SIGTERM"), 400).unref();

/** Our parent and, where the system tells, its own. */
function parents() {
  try {
    return `${process.ppid} ${readFileSync(`/proc/${process.ppid}/stat`, "utf8").split(") ").at(-1).split(" ")[1]}`;
  } catch {
    return String(process.ppid);
  }
}
