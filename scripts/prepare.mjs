// Runs on whichever Node the machine has (20 or newer): installs what is missing, then hands over to the pinned Node.
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, readdirSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { withTurn } from "../src/platform/turn.mjs";

export const root = dirname(dirname(fileURLToPath(import.meta.url)));
const stamps = join(root, "node_modules", ".echosciences");

/** Installs and builds what is missing. Of several that start together, one does it. */
export async function ensureReady({ built = true } = {}) {
  await withTurn(root, "install and build", () => {
    ensureInstalled();
    if (built) ensureBuilt();
  }, 900);
}

/** Installs the exact dependencies of the lock file, unless these very ones are there already. */
function ensureInstalled() {
  const digest = createHash("sha256").update(readFileSync(join(root, "package-lock.json"))).digest("hex");
  const stamp = join(stamps, "installed");
  if (existsSync(stamp) && readFileSync(stamp, "utf8") === digest) return;
  console.log("Installing dependencies…");
  run("npm", ["ci", "--no-audit", "--no-fund", "--loglevel=error"], { shell: process.platform === "win32" });
  mkdirSync(stamps, { recursive: true });
  writeFileSync(stamp, digest);
}

/** The Node that the project pins. */
export function pinnedNode() {
  const pinned = join(root, "node_modules", "node", "bin", "node");
  return existsSync(pinned) ? pinned : process.execPath;
}

export function environment() {
  return { ...process.env, PATH: `${join(root, "node_modules", ".bin")}:${process.env.PATH ?? ""}` };
}

/**
 * How what lives long, a server or a worker, is started. Left to itself, Node lets waste pile up as far as the machine has
 * room. They live well in this; an operator who wants more says so in NODE_OPTIONS.
 */
export function lasting() {
  const bounded = process.env.NODE_OPTIONS?.includes("space-size") ? [] : ["--max-semi-space-size=4", "--max-old-space-size=192"];
  return { flags: ["--enable-source-maps", ...bounded], env: { MALLOC_ARENA_MAX: "2", ...environment() } };
}

/** Builds the server and the browser's files unless nothing has changed since. */
function ensureBuilt() {
  const stamp = join(root, "dist", "stamp");
  const built = existsSync(stamp) ? statSync(stamp).mtimeMs : 0;
  const newest = Math.max(...["src", "messages", "migrations", "vite.config.ts", "package-lock.json"].map((name) => newestIn(join(root, name))));
  if (newest < built) return;
  console.log("Building…");
  run(pinnedNode(), [join(root, "scripts", "build.mjs")]);
}

function newestIn(path) {
  const found = statSync(path);
  if (!found.isDirectory()) return found.mtimeMs;
  return readdirSync(path).reduce((newest, name) => Math.max(newest, newestIn(join(path, name))), found.mtimeMs);
}

function run(command, args, options = {}) {
  const result = spawnSync(command, args, { cwd: root, stdio: "inherit", env: environment(), ...options });
  if (result.status !== 0) process.exit(result.status ?? 1);
}
