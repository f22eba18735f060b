import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { build } from "vite";
import { root } from "./prepare.mjs";

await build({ root, configFile: join(root, "vite.config.ts"), mode: "client", logLevel: "warn" });
await build({ root, configFile: join(root, "vite.config.ts"), mode: "server", logLevel: "warn" });
writeFileSync(join(root, "dist", "stamp"), new Date().toISOString());
