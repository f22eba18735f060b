import { readFile } from "node:fs/promises";
import { basename, resolve } from "node:path";
import { parseArgs } from "node:util";
import { addMember } from "../../features/accounts/add-member.ts";
import { findAccountAnywhere } from "../../features/accounts/find-account.ts";
import { emailSchema, newPasswordSchema, personNameSchema } from "../../features/accounts/input.ts";
import { makeLoginLink } from "../../features/accounts/log-in.ts";
import { foundDemonstration } from "../../features/demonstration/found.ts";
import { listTerritoriesAnywhere } from "../../features/territories/list-territories.ts";
import { renameTerritory } from "../../features/territories/open-territory.ts";
import { openFor } from "../../features/network/open-platform.ts";
import { readOpening } from "../opening-form.ts";
import { openingMail } from "../opening-mails.ts";
import { importReport } from "../../features/watch/import-source.ts";
import { readSource } from "../../features/watch/read-source.ts";
import { localFiles } from "../../platform/files/file-store.ts";
import { outgoingClient } from "../../platform/fetch/outgoing.ts";
import { backupCommands } from "./backup.ts";
import type { Command, CommandContext } from "./command.ts";
import { doctorCommands } from "./doctor.ts";
import { federationCommands } from "./federation.ts";
import { networkCommands } from "./network.ts";
import { leavingCommands } from "./leaving.ts";
import { exportCommands } from "./export.ts";
import { tokenCommands } from "./token.ts";
import { sayOutcome, sayRefusal } from "./import-words.ts";

const text = { type: "string" } as const;
const flag = { type: "boolean" } as const;

function options<T extends Parameters<typeof parseArgs>[0] & object>(args: readonly string[], config: T["options"]) {
  return parseArgs({ args: [...args], options: { ...config, json: flag }, allowPositionals: true, strict: true });
}

/** Says the outcome, as JSON when asked. */
function say(context: CommandContext, asJson: unknown, value: object, words: string): void {
  context.print(asJson ? JSON.stringify(value) : words);
}

async function territoryBySlug({ db }: CommandContext, slug: string | undefined) {
  return (await listTerritoriesAnywhere(db)).find((each) => each.slug === slug) ?? null;
}

async function open(context: CommandContext, args: readonly string[]): Promise<number> {
  const { values } = options(args, { slug: text, name: text, perimeter: text, outline: text, domain: text, hue: text, structure: text, animators: text, sources: text, latitude: text, longitude: text, moderation: text });
  const v = values as Record<string, string | undefined>;
  const outline = v["outline"] ? await readFile(v["outline"], "utf8").catch(() => "unreadable") : "";
  const read = readOpening({ name: v["name"] ?? "", slug: v["slug"] ?? "", domain: v["domain"] ?? "", structure: v["structure"] ?? v["name"] ?? "", hue: v["hue"] ?? "", perimeter: v["perimeter"] ?? "", outline, animators: v["animators"] ?? "", sources: v["sources"] ?? "" });
  if ("faults" in read) {
    for (const fault of read.faults) context.complain(`--${fault.field}: ${fault.kind === "unread" ? `not understood: ${fault.lines.join(", ")}` : fault.kind}`);
    return 64;
  }
  const [latitude, longitude, moderation] = [Number(v["latitude"] ?? Number.NaN), Number(v["longitude"] ?? Number.NaN), v["moderation"] === "before" ? "before" as const : "after" as const];
  const territory = { ...read.opening.territory, moderation };
  const portal = new URL(context.baseUrl);
  const origin = `${portal.protocol}//${territory.domain ?? `${territory.slug}.${portal.host}`}`;
  const outcome = await openFor(context.db, { ...read.opening, territory, middle: Number.isNaN(latitude + longitude) ? null : { latitude, longitude } }, context.now(), openingMail("fr", { name: territory.name, origin }));
  if (!outcome.done) {
    context.complain(`Refused: ${outcome.refusal}`);
    return 1;
  }
  say(context, values["json"], { id: outcome.value, slug: territory.slug, url: origin }, `Opened ${territory.name} at ${origin}`);
  return 0;
}

async function rename(context: CommandContext, args: readonly string[]): Promise<number> {
  const { values, positionals } = options(args, { name: text, slug: text, domain: text });
  const v = values as Record<string, string | undefined>;
  const outcome = await renameTerritory(context.db, positionals[0] ?? "", { name: v["name"], slug: v["slug"], domain: v["domain"] === "" ? null : v["domain"] });
  if (!outcome.done) {
    context.complain(`Refused: ${outcome.refusal}`);
    return 1;
  }
  say(context, values["json"], { id: outcome.value }, "Renamed. The old addresses redirect.");
  return 0;
}

async function member(context: CommandContext, args: readonly string[]): Promise<number> {
  const { values } = options(args, { name: text, email: text, password: text, territory: text, animator: flag, coordinator: flag });
  const v = values as Record<string, string | undefined>;
  const territory = await territoryBySlug(context, v["territory"]);
  const name = personNameSchema.safeParse(v["name"]);
  const email = emailSchema.safeParse(v["email"]);
  const password = v["password"] === undefined ? null : newPasswordSchema.safeParse(v["password"]);
  if (!territory || !name.success || !email.success || password?.success === false) {
    context.complain("Needed: --name, --email, --territory <slug>, and with --password ten characters at least");
    return 64;
  }
  const outcome = await addMember(context.db, context.now(), { name: name.data, email: email.data, password: password?.data ?? null, home: territory.id, animator: values["animator"] === true, coordinator: values["coordinator"] === true });
  if (!outcome.done) {
    context.complain("Refused: this address has an account");
    return 1;
  }
  say(context, values["json"], { id: outcome.value }, `Added ${name.data}.`);
  return 0;
}

async function loginLink(context: CommandContext, args: readonly string[]): Promise<number> {
  const { values, positionals } = options(args, {});
  const id = await findAccountAnywhere(context.db, (positionals[0] ?? "").toLowerCase());
  if (!id) {
    context.complain("Nobody has this address");
    return 1;
  }
  const url = `${context.baseUrl}/connexion/lien/${await makeLoginLink(context.db, context.now(), id, 900)}`;
  say(context, values["json"], { url }, url);
  return 0;
}

async function seed(context: CommandContext, args: readonly string[]): Promise<number> {
  const { values } = options(args, { scale: text });
  const scale = Number(values["scale"] ?? 1);
  if (!Number.isInteger(scale) || scale < 1 || scale > 1000) {
    context.complain("--scale takes a whole number from 1 to 1000");
    return 64;
  }
  const founded = await foundDemonstration(context.db, { scale, today: context.now().toZonedDateTimeISO("Europe/Paris").toPlainDate(), files: localFiles(resolve(context.dataDir, "files")), progress: (line) => (values["json"] ? undefined : context.print(line)) });
  if (!founded) {
    context.complain("This database holds territories already: the demonstration is founded on an empty one");
    return 1;
  }
  say(context, values["json"], { scale }, `Founded the demonstration network at ${scale}x.`);
  return 0;
}

async function importSource(context: CommandContext, args: readonly string[]): Promise<number> {
  const { values, positionals } = options(args, { territory: text, name: text, json: flag });
  const address = positionals[0] ?? "";
  const territory = await territoryBySlug(context, values["territory"] as string | undefined);
  if (!address || !territory) {
    context.complain(territory ? "Say the file or the address to read" : "--territory takes the slug of a territory");
    return 64;
  }
  const read = await readBytes(context, address);
  if ("refusal" in read) {
    context.complain(`Could not be read: ${read.refusal}`);
    return 1;
  }
  const report = readSource(read.bytes, { address, charset: read.charset, zone: territory.zone });
  if (!report.done) {
    if (values["json"]) context.print(JSON.stringify({ refusal: report.refusal }));
    context.complain(`Refused: ${sayRefusal(report.refusal)}. What was imported before stays.`);
    return 1;
  }
  const name = (values["name"] as string | undefined) ?? (report.value.title || basename(address));
  const outcome = await importReport(context.db, territory, { address: isAddress(address) ? address : resolve(address), name: name.slice(0, 200) }, report.value, context.now());
  say(context, values["json"], outcome, sayOutcome(outcome));
  return 0;
}

const isAddress = (text: string) => /^https?:/i.test(text);

async function readBytes(context: CommandContext, address: string): Promise<{ bytes: Uint8Array; charset: string | null } | { refusal: string }> {
  if (!isAddress(address)) {
    try {
      return { bytes: new Uint8Array(await readFile(address)), charset: null };
    } catch (error) {
      return { refusal: (error as NodeJS.ErrnoException).code === "ENOENT" ? "no such file" : (error as Error).message };
    }
  }
  const fetched = await outgoingClient({ allowPrivateNetwork: context.allowPrivateNetwork }).get(address);
  if (!fetched.done) return { refusal: fetched.refusal };
  if (fetched.value.status !== 200) return { refusal: `the server answered ${fetched.value.status}` };
  return { bytes: fetched.value.body, charset: /charset=["']?([\w-]+)/i.exec(fetched.value.headers["content-type"] ?? "")?.[1] ?? null };
}

/** What an operator asks for. `serve` and `worker` stand apart: they don't end. */
export const commands: Readonly<Record<string, Command>> = {
  "territory open": { usage: "--name N --perimeter 38,epci:200040715 [--outline FILE] [--slug S] [--domain D] [--hue 0-359] [--structure T] [--animators MAIL,MAIL] [--sources URL,URL] [--latitude L --longitude L] [--moderation after|before] [--json]", summary: "Open a territory", details: "--outline takes GeoJSON. Whoever is to animate it is told by mail; calendars and feeds fill it.", run: open },
  "territory rename": { usage: "<slug> [--name N] [--slug S] [--domain D] [--json]", summary: "Rename a territory, or move it to another domain", run: rename },
  "member add": { usage: "--name N --email E --territory SLUG [--password P] [--animator] [--coordinator] [--json]", summary: "Add a member with an account", run: member },
  "member login-link": { usage: "<email> [--json]", summary: "Make a link that logs in once, within a quarter of an hour", run: loginLink },
  "seed": { usage: "[--scale N] [--json]", summary: "Found the demonstration network on an empty database", run: seed },
  "import": { usage: "<file or address> --territory SLUG [--name N] [--json]", summary: "Publish what a calendar or a feed holds, credited to it", run: importSource },
  ...tokenCommands,
  ...exportCommands,
  ...federationCommands,
  ...networkCommands,
  ...leavingCommands,
  ...backupCommands,
  ...doctorCommands,
  "migrate": { usage: "[--json]", summary: "Bring the database to this version", run: async (context, args) => (say(context, options(args, {}).values["json"], { migrations: context.migrations.length }, "The database is up to date."), 0) },
};
