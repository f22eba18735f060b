import { contexts } from "../../src/edge/activitypub/wire/contexts.ts";
import type { WireObject } from "../../src/edge/activitypub/wire/wire.ts";
import { who } from "./cases.ts";
import { readAsEventBridge } from "./readers/event-bridge.ts";
import { readAsGancio } from "./readers/gancio.ts";
import { readAsLemmy } from "./readers/lemmy.ts";
import { readAsMastodon } from "./readers/mastodon.ts";
import { readAsMobilizon } from "./readers/mobilizon.ts";
import type { Reading } from "./readers/reading.ts";
import { everythingSaid, listSaid } from "./said.ts";
import { actors, activities, contents, head, network, oneAccount, rules, understood, type Row } from "./federation-words.ts";

/** FEDERATION.md, whole: its tables, and each thing that is said as the builders say it. */
export function renderFederation(): string {
  return [
    head,
    "## Who speaks\n", table(["what", "type", "handle", "followed by Mobilizon"], actors),
    "## What is said of contents\n", table(["content", "said as", "what matters"], contents),
    "## What is said of acts\n", table(["in Echosciences", "said", "sent today"], activities.map(([act, said, builders]) => [act, said, builders.every(isSent) ? "yes" : "not yet"])),
    rules,
    "## What servers make of it\n",
    "Asked of readers written after each of them, with their known crashes kept (`tests/federation/readers/`): every public content of the demonstration passes all five.\n",
    table(["", "Mastodon", "Mobilizon", "Gancio", "Event Bridge", "Lemmy"], readings()),
    ...(understood.length > 0 ? ["## What is understood\n", table(["received", "what is made of it"], understood)] : []),
    network,
    `<details><summary>network.json</summary>\n\n\`\`\`json\n${JSON.stringify(listSaid, null, 2)}\n\`\`\`\n\n</details>\n`,
    oneAccount,
    "## Examples\n",
    "Each is what `tests/federation/said.ts` makes the builders say; a context is named here and written out at the end.\n",
    ...Object.entries(everythingSaid).map(([name, object]) => example(name, object)),
    "## Contexts\n",
    ...Object.entries(contexts).map(([name, context]) => `<details><summary>«${name}»</summary>\n\n\`\`\`json\n${JSON.stringify(context, null, 2)}\n\`\`\`\n\n</details>\n`),
  ].join("\n");
}

const sources = import.meta.glob<string>(["../../src/edge/activitypub/**/*.ts", "!../../src/edge/activitypub/wire/**", "!../../src/**/*.test.ts"], { eager: true, query: "?raw", import: "default" });
const senders = Object.values(sources).filter((text) => text.includes("wire/activities.ts"));

/** Whether the door uses this builder. */
function isSent(builder: string): boolean {
  return senders.some((text) => new RegExp(`import \\{[^}]*\\b${builder}\\b[^}]*\\} from "[./]*wire/activities\\.ts"`).test(text));
}

function table(heads: readonly string[], rows: readonly Row[]): string {
  return [heads, heads.map(() => "---"), ...rows].map((row) => `| ${row.map((cell) => cell.replaceAll("|", "\\|")).join(" | ")} |`).join("\n").concat("\n");
}

function example(name: string, object: WireObject): string {
  return `<details><summary>${name}</summary>\n\n\`\`\`json\n${JSON.stringify(named(object), null, 2)}\n\`\`\`\n\n</details>\n`;
}

/** The same with its context by name, and without the body of its key. */
function named(object: WireObject): object {
  const text = JSON.stringify(object["@context"]);
  const [name] = Object.entries(contexts).find(([, context]) => JSON.stringify(context) === text) ?? ["plain"];
  return JSON.parse(JSON.stringify({ ...object, "@context": name === "plain" ? contexts.plain : `«${name}»` }, (key, value: unknown) => (key === "publicKeyPem" ? "-----BEGIN PUBLIC KEY-----…" : value))) as object;
}

function readings(): Row[] {
  const shown: readonly (readonly [string, string])[] = [["an event", "create-event"], ["a change of it", "update-event-cancelled"], ["the note of that change", "event-changed"], ["an article in a community", "create-article"], ["an announcement", "create-announcement"], ["a dossier", "create-dossier"], ["its notice", "create-dossier-notice"], ["a comment", "create-comment"], ["a relay", "announce-by-tag"]];
  return shown.map(([words, name]) => {
    const said = everythingSaid[name] ?? {};
    const activity = "object" in said ? said : { type: "Create", actor: who.casemate, object: said, to: said["to"] ?? [], cc: said["cc"] ?? [] };
    const author = String(activity["actor"]);
    const found = [readAsMastodon(activity), readAsMobilizon(activity), readAsGancio(activity, author), readAsEventBridge(activity, author, 0), readAsLemmy(activity, (id) => id === who.climate)];
    return [words, ...found.map(told)];
  });
}

function told(reading: Reading): string {
  return reading.kind === "taken" ? ("fetched" in reading.sees || "boosts" in reading.sees ? "relayed" : "shown") : reading.why;
}
