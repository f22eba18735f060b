import { spawn, type ChildProcess } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { request } from "node:http";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll } from "vitest";

export const root = resolve(import.meta.dirname, "../..");
const cli = join(root, "dist", "server", "cli.js");
const opened: ChildProcess[] = [];
const folders: string[] = [];

/** A process of the operator's, with all that it has said. */
export interface Running {
  readonly child: ChildProcess;
  readonly pid: number;
  said(): string;
  /** Resolves once it has said this. */
  says(words: RegExp, seconds?: number): Promise<void>;
  /** Resolves with the exit code, or the signal that ended it. */
  ended(seconds?: number): Promise<number | string>;
}

/** What a launch of the project needs of the environment, and nothing that this one happens to have. */
export function environmentOf(more: Record<string, string>): Record<string, string> {
  const kept = Object.fromEntries(["PATH", "HOME", "LANG", "TMPDIR"].flatMap((name) => (process.env[name] ? [[name, process.env[name]]] : [])));
  return { ...kept, PATH: `${join(root, "node_modules", ".bin")}:${kept["PATH"] ?? ""}`, DEMO: "0", LOG_LEVEL: "warn", ...more };
}

/** Runs a program in a process group of its own, as a terminal would. */
export function run(command: string, args: readonly string[], env: Record<string, string>): Running {
  const child = spawn(command, args, { cwd: root, detached: true, env: environmentOf(env), stdio: ["ignore", "pipe", "pipe"] });
  opened.push(child);
  let text = "";
  for (const stream of [child.stdout, child.stderr]) stream?.on("data", (chunk: Buffer) => (text += chunk.toString("utf8")));
  const gone = new Promise<number | string>((resolve) => child.on("close", (code, signal) => resolve(code ?? signal ?? "?")));
  return {
    child,
    pid: child.pid ?? 0,
    said: () => text,
    says: (words, seconds = 120) => eventually(async () => words.test(text), seconds, () => `It never said ${words}, but:\n${text}`),
    ended: (seconds = 120) => within(gone, seconds, () => `It did not end; it said:\n${text}`),
  };
}

/** The server as `npm start` runs it once all is installed and built. */
export function start(env: Record<string, string>): Running {
  return run(process.execPath, [join(root, "scripts", "start.mjs")], env);
}

/** One command of the operator's: its exit code and what it said. */
export async function command(args: readonly string[], env: Record<string, string>, seconds = 240): Promise<{ code: number | string; out: string }> {
  const running = run(process.execPath, ["--enable-source-maps", cli, ...args], env);
  const code = await running.ended(seconds);
  return { code, out: running.said() };
}

export async function newFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "echosciences-operator-"));
  folders.push(folder);
  return folder;
}

export function get(port: number, path: string, host = `echosciences.localhost:${port}`): Promise<{ status: number; text: string }> {
  return new Promise((resolve, reject) => {
    const asked = request({ host: "127.0.0.1", port, path, headers: { host }, timeout: 60_000 }, (response) => {
      const chunks: Buffer[] = [];
      response.on("data", (chunk: Buffer) => chunks.push(chunk));
      response.on("end", () => resolve({ status: response.statusCode ?? 0, text: Buffer.concat(chunks).toString("utf8") }));
    });
    asked.on("error", reject);
    asked.on("timeout", () => asked.destroy(new Error("timeout")));
    asked.end();
  });
}

/** The processes, other than this one, whose command line or environment names this folder. */
export function processesOf(folder: string, what = /./): number[] {
  return readdirSync("/proc").filter((name) => /^\d+$/.test(name)).map(Number).filter((pid) => {
    if (pid === process.pid) return false;
    const line = read(`/proc/${pid}/cmdline`).replaceAll("\0", " ");
    return line !== "" && what.test(line) && (line.includes(folder) || read(`/proc/${pid}/environ`).includes(folder));
  });
}

function read(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return "";
  }
}

export async function eventually(condition: () => Promise<boolean>, seconds = 60, words = () => "It did not happen in time"): Promise<void> {
  const end = Date.now() + seconds * 1000;
  while (!(await condition().catch(() => false))) {
    if (Date.now() > end) throw new Error(words());
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

function within<T>(awaited: Promise<T>, seconds: number, words: () => string): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(words())), seconds * 1000);
  });
  return Promise.race([awaited, late]).finally(() => clearTimeout(timer));
}

afterAll(async () => {
  for (const child of opened) if (child.exitCode === null && child.signalCode === null && child.pid) process.kill(-child.pid, "SIGKILL");
  for (const folder of folders) {
    for (const pid of processesOf(folder)) process.kill(pid, "SIGKILL");
    await new Promise((resolve) => setTimeout(resolve, 100));
    await rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  }
});
