// The load and scale measurements: installs and builds what is missing, then measures with the pinned Node.
import { spawn } from "node:child_process";
import { join } from "node:path";
import { ensureReady, environment, pinnedNode, root } from "./prepare.mjs";

await ensureReady({ built: true });
const child = spawn(pinnedNode(), [join(root, "bench", "run.mjs"), ...process.argv.slice(2)], { cwd: root, stdio: "inherit", env: environment() });
// The child hears Ctrl-C itself and stops what it started; here we only wait for it.
process.on("SIGINT", () => undefined);
process.on("SIGTERM", () => child.kill("SIGTERM"));
child.on("exit", (code, signal) => process.exit(code ?? (signal ? 1 : 0)));
