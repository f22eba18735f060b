import { utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { build } from "vite";
import { root } from "./prepare.mjs";

const started = new Date();
await build({ root, configFile: join(root, "vite.config.ts"), mode: "client", logLevel: "warn" });
await build({ root, configFile: join(root, "vite.config.ts"), mode: "server", logLevel: "warn" });
// What was saved while the build ran is not in it: the stamp bears the time at which it began.
writeFileSync(join(root, "dist", "stamp"), started.toISOString());
utimesSync(join(root, "dist", "stamp"), started, started);
