import { createReadStream } from "node:fs";
import { access, open, readFile, rename, rm, stat } from "node:fs/promises";
import { PassThrough } from "node:stream";
import { pipeline } from "node:stream/promises";
import { parseArgs } from "node:util";
import { openArrival } from "../../features/accounts/open-arrival.ts";
import { emailSchema } from "../../features/accounts/input.ts";
import { handOverTerritory } from "../../features/leaving/hand-over.ts";
import { leftBehind, type LeftBehind } from "../../features/leaving/left-behind.ts";
import { keepTerritory, leaveTerritory } from "../../features/leaving/leave-territory.ts";
import type { ArrivalRefusal, LeavingRefusal, Luggage } from "../../features/leaving/leaving.ts";
import { takeTerritory } from "../../features/leaving/take-territory.ts";
import { listTerritoriesAnywhere } from "../../features/territories/list-territories.ts";
import { seal } from "../../platform/backup/sealing.ts";
import { WronglyCalled, type Command, type CommandContext } from "./command.ts";

const text = { type: "string" } as const;

function read(args: readonly string[]) {
  const { values, positionals } = parseArgs({ args: [...args], options: { to: text, email: text, "passphrase-file": text, json: { type: "boolean" } }, allowPositionals: true, strict: true });
  return { name: positionals[0] ?? "", many: positionals.length > 1, to: values.to ?? "", email: values.email ?? "", passphraseFile: values["passphrase-file"] ?? "", json: values.json === true };
}

const oneName = (missing: string) => (args: readonly string[]) => (read(args).name && !read(args).many ? null : missing);

/** The first line of the file; a short one is none. */
async function passphraseOf(file: string): Promise<string | null> {
  if (!file) return null;
  const [line = ""] = (await readFile(file, "utf8").catch(() => "")).split(/\r?\n/);
  if (line.length < 12) throw new WronglyCalled("The first line of --passphrase-file is the passphrase: 12 characters at least");
  return line;
}

const leavingRefusals: Readonly<Record<LeavingRefusal, string>> = {
  "unknown": "there is no such territory on this server", "not-leaving": "it isn't leaving: `territory leave` first", "left": "it has left already",
};

function refuse({ complain }: CommandContext, words: string): number {
  complain(`Refused: ${words}`);
  return 1;
}

function told({ tables, files }: Luggage): string {
  const rows = Object.values(tables).reduce((sum, each) => sum + each, 0);
  return `${tables["members"] ?? 0} people, ${tables["contents"] ?? 0} contents, ${rows} rows in all, ${files} files`;
}

const behindWords: Readonly<Record<keyof LeftBehind, string>> = {
  "roles-beside": "roles that its members hold in other territories here: they end, and who ran a community there goes on as its member from elsewhere", "roles-of-others": "roles that members of other territories hold in it: they end",
  "operations": "events in an operation of the other side: they leave its programme", "programmes": "events within a festival of the other side: each stands by itself", "structures-of-others": "namings of structures of the other side by contents: of those, who signs goes on as an author from elsewhere, who holds an event is named, and the rest ends",
  "new-addresses": "members whose address on the Fediverse is at another territory's host: they get a new one", "platforms": "platforms of other servers where its members log in by this one: they allow them again", "unpublished-beside": "drafts of its members in other territories: they stay there",
};

/** Beside the file first, under another name: an archive that is cut never passes for a whole one. */
async function leave(context: CommandContext, args: readonly string[]): Promise<number> {
  const { name, to, json, passphraseFile } = read(args);
  if (await access(to).then(() => true, () => false)) return refuse(context, `${to} exists already: say another name`);
  const territory = (await listTerritoriesAnywhere(context.db)).find((each) => each.slug === name && !each.elsewhere);
  if (!territory) return refuse(context, leavingRefusals.unknown);
  const passphrase = await passphraseOf(passphraseFile);
  const naming = await context.nameEverything();
  const origin = naming.origins[territory.id] ?? naming.portal;
  const portal = new URL(naming.portal).hostname;
  const formerHosts = [...territory.formerDomains, ...[territory.slug, ...territory.formerSlugs].map((slug) => `${slug}.${portal}`)].filter((host) => host !== new URL(origin).hostname);
  const partial = `${to}.partial`;
  try {
    const file = (await open(partial, "wx", 0o600)).createWriteStream();
    const bytes = new PassThrough();
    const written = passphrase === null ? pipeline(bytes, file) : pipeline(bytes, (source) => seal(source, passphrase), file);
    const [outcome] = await Promise.all([leaveTerritory(context, name, { origin, formerHosts }, naming, bytes), written]);
    if (!outcome.done) return refuse(context, leavingRefusals[outcome.refusal]);
    await rename(partial, to);
    const { size } = await stat(to);
    context.print(json ? JSON.stringify({ file: to, bytes: size, ...outcome.value }) : `Wrote ${to}: ${told(outcome.value)}, ${Math.ceil(size / 1e6)} MB. ${territory.name} stands still here until \`territory handed-over ${name}\` or \`territory stay ${name}\`.`);
    if (!json) for (const each of leftBehind) if (outcome.value.behind[each] > 0) context.print(`  Doesn't come along: ${outcome.value.behind[each]} ${behindWords[each]}`);
    return 0;
  } finally {
    await rm(partial, { force: true });
  }
}

async function stay(context: CommandContext, args: readonly string[]): Promise<number> {
  const { name, json } = read(args);
  const outcome = await keepTerritory(context.db, name);
  if (!outcome.done) return refuse(context, leavingRefusals[outcome.refusal]);
  context.print(json ? JSON.stringify({ territory: name }) : "It stays, as it was. Throw the archive away.");
  return 0;
}

async function handedOver(context: CommandContext, args: readonly string[]): Promise<number> {
  const { name, json } = read(args);
  const outcome = await handOverTerritory(context.db, name, await context.nameEverything(), context.now());
  if (!outcome.done) return refuse(context, leavingRefusals[outcome.refusal]);
  context.print(json ? JSON.stringify({ territory: name }) : "It lives elsewhere now. Nothing of its members is kept here but what everybody can read.");
  return 0;
}

const arrivalRefusals: Readonly<Record<ArrivalRefusal["kind"], string>> = {
  "not-an-archive": "this file isn't the archive of a territory", "damaged": "this archive is damaged or was cut", "passphrase": "it is sealed with a passphrase, and this isn't it: --passphrase-file", "other-version": "it was written by another version: bring both servers to the same one",
  "here-already": "this territory is on this server already", "slug-taken": "another territory here is, or was, called so: it is renamed there first", "domain-taken": "another territory here answers, or answered, at one of its hosts",
  "other-origin": "its addresses wouldn't last: this server answers by another scheme or port", "not-its-own": "it holds what isn't the territory's own, or says something false",
  "clash": "something of it stands on this server already", "wrong-keys": "its keys aren't those of its addresses",
};

async function arrive(context: CommandContext, args: readonly string[]): Promise<number> {
  const { name, json, passphraseFile } = read(args);
  if (!(await access(name).then(() => true, () => false))) return refuse(context, `${name} can't be read`);
  const outcome = await takeTerritory({ url: context.url, files: context.files, naming: await context.naming(), now: context.now }, createReadStream(name) as AsyncIterable<Buffer>, await passphraseOf(passphraseFile));
  if (!outcome.done) {
    const { kind, detail } = outcome.refusal;
    context.complain(json ? JSON.stringify(outcome.refusal) : `Nothing was taken in: ${arrivalRefusals[kind]}${detail ? ` (${detail})` : ""}`);
    return 1;
  }
  const { departure, renamed, waiting, cleaned } = outcome.value;
  if (json) context.print(JSON.stringify(outcome.value));
  else {
    context.print(`${departure.name} lives here now, at ${departure.origin}: ${told(outcome.value)}.`);
    if (cleaned > 0) context.print(`  ${cleaned} texts held what nobody can write here: it was left out`);
    for (const { from, to } of renamed) context.print(`  @${from} is somebody's here: called @${to} in pages, and as before elsewhere`);
    for (const handle of waiting) context.print(`  @${handle} has an address that has an account here: ask them for another, then \`member reopen ${handle} --email …\``);
  }
  return 0;
}

async function reopen(context: CommandContext, args: readonly string[]): Promise<number> {
  const { name, email, json } = read(args);
  const address = emailSchema.safeParse(email);
  if (!address.success) return refuse(context, "--email takes a mail address");
  const outcome = await openArrival(context.db, context.now(), name, address.data);
  if (!outcome.done) return refuse(context, outcome.refusal === "unknown" ? "no account waits for this member" : "this address has an account");
  context.print(json ? JSON.stringify({ id: outcome.value }) : `@${name} logs in with ${address.data}, and the password that they had.`);
  return 0;
}

export const leavingCommands: Readonly<Record<string, Command>> = {
  "territory leave": { usage: "<slug> --to FILE [--passphrase-file FILE] [--json]", summary: "Write all that is a territory's own to one file, for another server, and hold it still meanwhile", check: (args) => oneName("Say the slug of a territory")(args) ?? (read(args).to ? null : "--to takes the name of the file to write"), details: "The file holds mail addresses, digests of passwords and keys: only you can read it, and with --passphrase-file only who knows what the first line of that file says.", run: leave },
  "territory stay": { usage: "<slug> [--json]", summary: "Let a territory stay that was to leave", check: oneName("Say the slug of a territory"), run: stay },
  "territory handed-over": { usage: "<slug> [--json]", summary: "Let go of a territory that arrived elsewhere: forget its members, know it as another server's", check: oneName("Say the slug of a territory"), details: "There is no way back but its archive.", run: handedOver },
  "territory arrive": { usage: "<file> [--passphrase-file FILE] [--json]", summary: "Take in a territory that left another server, with its members, contents and addresses", check: oneName("Say one file"), details: "All or nothing. Both servers must be of the same version.", run: arrive },
  "member reopen": { usage: "<handle> --email E [--json]", summary: "Give a member who arrived under an address that has an account here their account, under another address", check: oneName("Say the handle of a member"), run: reopen },
};
