// Writes the list of message keys from the French files, so that a sentence that doesn't exist doesn't compile.
import { readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "./prepare.mjs";

const folder = join(root, "messages", "fr");
const keys = readdirSync(folder).filter((name) => name.endsWith(".json")).flatMap((name) => Object.keys(JSON.parse(readFileSync(join(folder, name), "utf8")))).sort();
const target = join(root, "src", "platform", "messages", "keys.gen.ts");
const text = `// Written by scripts/messages.mjs from messages/fr.\nexport const keys = {\n${keys.map((key) => `  ${JSON.stringify(key)}: 0,\n`).join("")}};\n`;
let before = "";
try {
  before = readFileSync(target, "utf8");
} catch {
  // The first time there is none.
}
if (before !== text) writeFileSync(target, text);
