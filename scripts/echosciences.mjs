#!/usr/bin/env node
import { spawn } from "node:child_process";
import { join } from "node:path";
import { ensureReady, environment, lasting, pinnedNode, root } from "./prepare.mjs";

await ensureReady();
const words = process.argv.slice(2);
const { flags, env } = ["serve", "worker"].includes(words[0]) ? lasting() : { flags: ["--enable-source-maps"], env: environment() };
const child = spawn(pinnedNode(), [...flags, join(root, "dist", "server", "cli.js"), ...words], { stdio: ["inherit", "inherit", "inherit", "ipc"], env });
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => child.kill(signal));
child.on("exit", (code, signal) => process.exit(code ?? (signal ? 1 : 0)));
