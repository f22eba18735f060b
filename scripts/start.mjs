import { spawn } from "node:child_process";
import { join } from "node:path";
import { ensureBuilt, ensureInstalled, environment, pinnedNode, root } from "./prepare.mjs";

const development = process.argv.includes("--dev");
ensureInstalled();
if (!development) ensureBuilt();
const command = development ? [join(root, "scripts", "dev.mjs")] : ["--enable-source-maps", join(root, "dist", "server", "cli.js"), "serve"];
const child = spawn(pinnedNode(), command, { cwd: root, stdio: "inherit", env: environment() });
// The child hears Ctrl-C itself; here we only wait for it to finish stopping.
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => signal === "SIGINT" || child.kill(signal));
child.on("exit", (code, signal) => process.exit(code ?? (signal ? 1 : 0)));
