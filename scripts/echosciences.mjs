#!/usr/bin/env node
import { spawn } from "node:child_process";
import { join } from "node:path";
import { ensureReady, environment, pinnedNode, root } from "./prepare.mjs";

await ensureReady();
const child = spawn(pinnedNode(), ["--enable-source-maps", join(root, "dist", "server", "cli.js"), ...process.argv.slice(2)], { stdio: ["inherit", "inherit", "inherit", "ipc"], env: environment() });
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => child.kill(signal));
child.on("exit", (code, signal) => process.exit(code ?? (signal ? 1 : 0)));
