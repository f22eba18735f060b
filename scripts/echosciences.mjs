#!/usr/bin/env node
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { ensureBuilt, ensureInstalled, environment, pinnedNode, root } from "./prepare.mjs";

ensureInstalled();
ensureBuilt();
const result = spawnSync(pinnedNode(), ["--enable-source-maps", join(root, "dist", "server", "cli.js"), ...process.argv.slice(2)], { stdio: "inherit", env: { ...environment(), ECHOSCIENCES_ROOT: root } });
process.exit(result.status ?? 1);
