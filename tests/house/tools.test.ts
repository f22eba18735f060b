import { execFile } from "node:child_process";
import { copyFile, mkdir, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { afterAll, expect, test } from "vitest";

const folders: string[] = [];
const patience = 120_000;

/** A small project with our own settings of the tools. */
async function project(files: Readonly<Record<string, string>>): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "echosciences-tools-"));
  folders.push(folder);
  for (const [name, text] of Object.entries(files)) {
    await mkdir(dirname(join(folder, name)), { recursive: true });
    await writeFile(join(folder, name), text);
  }
  for (const settings of ["knip.jsonc", ".squawk.toml"]) await copyFile(settings, join(folder, settings));
  await symlink(resolve("node_modules"), join(folder, "node_modules"));
  return folder;
}

function run(folder: string, script: string, args: readonly string[]): Promise<{ failed: boolean; said: string }> {
  return new Promise((done) => {
    execFile(process.execPath, [resolve("node_modules", script), ...args], { cwd: folder }, (error, stdout, stderr) => done({ failed: error !== null, said: stdout + stderr }));
  });
}

test("a file, an export and a dependency that nobody uses are noticed", async () => {
  const folder = await project({
    "package.json": JSON.stringify({ name: "planted", type: "module", dependencies: { "lru-cache": "1", zod: "1" } }),
    "src/main/cli.ts": 'import { z } from "zod";\nimport { shines } from "../features/stars/star.ts";\nconsole.log(z, shines);\n',
    "src/features/stars/star.ts": "export const shines = 1;\nexport const idle = 2;\n",
    "src/features/stars/dust.ts": "export const dust = 1;\n",
  });

  const { failed, said } = await run(folder, "knip/bin/knip.js", ["--no-progress", "--no-config-hints"]);

  expect(failed).toBe(true);
  expect(["dust.ts", "idle", "lru-cache"].filter((each) => !said.includes(each))).toEqual([]);
  expect(["shines", "zod"].filter((each) => said.includes(each))).toEqual([]);
}, patience);

test("a migration that would stop readers and writers, or break the version that still runs, is noticed", async () => {
  const folder = await project({
    "migrations/0099_contents_have_a_length.sql": "alter table contents add constraint contents_short check (length(title) < 400);\nalter table contents add column length int not null;\n",
    "migrations/0098_contents_have_a_mood.sql": "alter table contents add column mood text;\n",
  });

  const { failed, said } = await run(folder, "squawk-cli/js/bin/squawk", ["migrations/*.sql"]);

  expect(failed).toBe(true);
  expect(["constraint-missing-not-valid", "adding-required-field"].filter((rule) => !said.includes(rule))).toEqual([]);
  expect(said).not.toContain("0098_contents");
}, patience);

afterAll(async () => {
  await Promise.all(folders.map((folder) => rm(folder, { recursive: true, force: true })));
});
