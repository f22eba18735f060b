import { access, open, rename, rm, stat } from "node:fs/promises";
import { parseArgs } from "node:util";
import { restoreBackup, type RestoreRefusal } from "../../platform/backup/restore.ts";
import type { BackupSummary } from "../../platform/backup/format.ts";
import { writeBackup } from "../../platform/backup/write.ts";
import type { Command, CommandContext } from "./command.ts";

function read(args: readonly string[]) {
  const { values, positionals } = parseArgs({ args: [...args], options: { json: { type: "boolean" }, force: { type: "boolean" } }, allowPositionals: true, strict: true });
  return { file: positionals[0] ?? "", many: positionals.length > 1, json: values.json === true, force: values.force === true };
}

function oneFile(args: readonly string[]): string | null {
  const { file, many } = read(args);
  return file && !many ? null : "Say one file";
}

function told(summary: BackupSummary): string {
  const rows = Object.values(summary.tables).reduce((sum, table) => sum + table.rows, 0);
  return `${Object.keys(summary.tables).length} tables, ${rows} rows, ${summary.jobs} jobs, ${summary.files} files`;
}

/** Beside the file first, under another name: a backup that is cut never passes for a whole one, nor replaces one. */
async function backup(context: CommandContext, args: readonly string[]): Promise<number> {
  const { file, json, force } = read(args);
  if (!force && (await access(file).then(() => true, () => false))) {
    context.complain(`${file} exists already: say another name, or --force to replace it`);
    return 1;
  }
  const partial = `${file}.partial`;
  try {
    const target = await open(partial, "w", 0o600);
    const summary = await writeBackup(context, target.createWriteStream());
    await rename(partial, file);
    const { size } = await stat(file);
    context.print(json ? JSON.stringify({ file, bytes: size, ...summary }) : `Wrote ${file}: ${told(summary)}, ${Math.ceil(size / 1e6)} MB.`);
    return 0;
  } catch (error) {
    await rm(partial, { force: true });
    const { code } = error as NodeJS.ErrnoException;
    if (code !== "ENOSPC" && code !== "ENOENT" && code !== "EACCES") throw error;
    context.complain(code === "ENOSPC" ? "The disk is full: nothing was kept" : `${file} can't be written (${code})`);
    return 1;
  }
}

const refusals: Readonly<Record<RestoreRefusal["kind"], string>> = {
  "not-a-backup": "this file isn't a backup of Echosciences",
  "damaged": "this backup is damaged or was cut",
  "later-version": "this backup was made by a later version: install that one first; unknown here",
  "inhabited": "this database isn't empty: restore into a new DATA_DIR or a new database",
  "other-level": "this empty database was already brought to another version: restore into one that nothing was done to",
};

async function restore(context: CommandContext, args: readonly string[]): Promise<number> {
  const { file, json } = read(args);
  try {
    const source = await open(file);
    const outcome = await restoreBackup(context, source.createReadStream());
    if (!outcome.done) {
      const { kind, detail } = outcome.refusal;
      context.complain(json ? JSON.stringify(outcome.refusal) : `Nothing was restored: ${refusals[kind]}${detail ? ` (${detail})` : ""}`);
      return 1;
    }
    context.print(json ? JSON.stringify(outcome.value) : `Restored ${told(outcome.value)}.`);
    return 0;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code !== "ENOENT" && code !== "EACCES" && code !== "EISDIR") throw error;
    context.complain(`${file} can't be read (${code})`);
    return 1;
  }
}

export const backupCommands: Readonly<Record<string, Command>> = {
  "backup": { usage: "<file> [--force] [--json]", summary: "Write the whole database, as it stands at one moment, and the files to one file", check: oneFile, details: "The server goes on meanwhile. The file is a tar compressed by gzip; it holds secrets (digests of passwords, addresses): keep it as you keep the server.", run: backup },
  "restore": { usage: "<file> [--json]", summary: "Restore a backup into an empty database of this version or an earlier one", check: oneFile, ground: "as found", details: "All or nothing. Into a new DATA_DIR, or with DATABASE_URL on a new database.", run: restore },
};
