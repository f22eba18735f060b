import { open, rename, rm, access } from "node:fs/promises";
import { parseArgs } from "node:util";
import { listPublicRows } from "../../features/territories/list-public-rows.ts";
import { listTerritoriesAnywhere } from "../../features/territories/list-territories.ts";
import { writeArchive } from "../../platform/backup/archive.ts";
import type { Command, CommandContext } from "./command.ts";

function read(args: readonly string[]) {
  const { values, positionals } = parseArgs({ args: [...args], options: { territory: { type: "string" }, json: { type: "boolean" } }, allowPositionals: true, strict: true });
  return { file: positionals[0] ?? "", many: positionals.length > 1, slug: values.territory ?? "", json: values.json === true };
}

function check(args: readonly string[]): string | null {
  const { file, many, slug } = read(args);
  if (!file || many) return "Say one file";
  return slug ? null : "--territory takes the slug of a territory";
}

async function exportTerritory(context: CommandContext, args: readonly string[]): Promise<number> {
  const { file, slug, json } = read(args);
  const territory = (await listTerritoriesAnywhere(context.db)).find((each) => each.slug === slug);
  const there = await access(file).then(() => true, () => false);
  if (!territory || there) {
    context.complain(territory ? `${file} exists already: say another name` : `There is no territory "${slug}"`);
    return 1;
  }
  const partial = `${file}.partial`;
  try {
    const target = await open(partial, "w", 0o600);
    const counts = await writeArchive(target.createWriteStream(), async (add) => {
      const found: Record<string, number> = {};
      const hashes = new Set<string>();
      const take = (name: string) => (found[name] = (found[name] ?? 0) + 1);
      await add("manifest.json", Buffer.from(JSON.stringify({ format: "echosciences-export", version: 1, territory: slug, origin: context.baseUrl, madeAt: context.now().toString() })));
      let part = 0;
      for await (const rows of listPublicRows(context.reader, territory.id)) {
        for (const { table, row } of rows) {
          take(table);
          if (table === "media") hashes.add(String(row["hash"]));
        }
        if (rows.length > 0) await add(`rows/${String(++part).padStart(6, "0")}.jsonl`, Buffer.from(rows.map((row) => `${JSON.stringify(row)}\n`).join("")));
      }
      for await (const key of context.files.list()) {
        const bytes = hashes.has(key.slice(0, 64)) ? await context.files.get(key) : null;
        if (!bytes) continue;
        await add(`files/${key}`, Buffer.from(bytes));
        take("files");
      }
      await add("end.json", Buffer.from(JSON.stringify(found)));
      return found;
    });
    await rename(partial, file);
    context.print(json ? JSON.stringify({ file, counts }) : `Wrote ${file}: ${Object.entries(counts).map(([name, count]) => `${count} ${name}`).join(", ")}.`);
    return 0;
  } catch (error) {
    await rm(partial, { force: true });
    const { code } = error as NodeJS.ErrnoException;
    if (code !== "ENOSPC" && code !== "ENOENT" && code !== "EACCES") throw error;
    context.complain(`${file} can't be written (${code})`);
    return 1;
  }
}

export const exportCommands: Readonly<Record<string, Command>> = {
  "export": {
    usage: "<file> --territory SLUG [--json]", summary: "Write what is public of a territory, with its pictures, to one file", check,
    details: "A tar compressed by gzip: manifest.json; rows/*.jsonl, each line {\"table\", \"row\"}; files/*; end.json, how many of each. Drafts, accounts and answers are in none.", run: exportTerritory,
  },
};
