// Builds, serves, and does both again whenever a source file changes.
import { spawn } from "node:child_process";
import { watch } from "node:fs";
import { join } from "node:path";
import { environment, pinnedNode, root } from "./prepare.mjs";
import { joinPair, pair } from "./pair.mjs";

// One server, or two that form a network.
const paired = process.argv.includes("--pair");
const houses = paired ? pair : [{ env: {} }];
let servers = [];
let joined = !paired;
let busy = false;
let again = false;
let ending = false;

async function restart() {
  if (ending) return;
  if (busy) {
    again = true;
    return;
  }
  busy = true;
  if (await succeeded(spawn(pinnedNode(), [join(root, "scripts", "build.mjs")], { stdio: "inherit", env: environment() }))) {
    await Promise.all(servers.map(stopped));
    if (ending) return;
    servers = houses.map(({ env }) => spawn(pinnedNode(), ["--enable-source-maps", join(root, "dist", "server", "cli.js"), "serve"], { cwd: root, stdio: ["inherit", "inherit", "inherit", "ipc"], env: { ...environment(), DEVELOPMENT: "1", ...env } }));
    if (!joined) {
      joined = true;
      joinPair().catch((error) => {
        joined = false;
        if (!ending) console.error(error.message);
      });
    }
  }
  busy = false;
  if (again) {
    again = false;
    void restart();
  }
}

function succeeded(child) {
  return new Promise((resolve) => child.on("exit", (code) => resolve(code === 0)));
}

function stopped(child) {
  return new Promise((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null) return resolve();
    child.on("exit", () => resolve());
    child.kill("SIGTERM");
  });
}

let timer = null;
for (const folder of ["src", "messages", "migrations"]) {
  watch(join(root, folder), { recursive: true }, () => {
    clearTimeout(timer);
    timer = setTimeout(restart, 200);
  });
}
for (const event of ["SIGINT", "SIGTERM", "SIGHUP", "disconnect"]) {
  process.on(event, async () => {
    if (ending) return;
    ending = true;
    await Promise.all(servers.map(stopped));
    process.exit(0);
  });
}
void restart();
