import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sql } from "kysely";
import { expect, test } from "vitest";
import { removeAttachments, sweepUnusedAttachments } from "../../src/features/attachments/sweep-unused.ts";
import { sweepUnusedPictures } from "../../src/features/media/sweep-unused.ts";
import { removePictures } from "../../src/features/media/remove-pictures.ts";
import { localFiles } from "../../src/platform/files/file-store.ts";
import { multipart, png } from "../support/hostile.ts";
import { testServer } from "../support/server.ts";
import { standing, writer } from "../support/writer.ts";

test("a month after they came, pictures and files that nothing shows are swept; what a content, an old version or a writing in progress shows stays", async () => {
  // Without workers: what is to be removed is looked at before it is.
  const server = await testServer({ WORKERS: "0" });
  const { db } = server.world;
  const who = await writer(server);
  let nth = 0;
  const send = async (path: string, field: string, name: string, bytes: Uint8Array) => (JSON.parse((await server.ask(who.host, path, { method: "POST", cookie: who.cookie, ...multipart({}, { name: field, filename: name, type: "application/octet-stream", bytes }) })).text) as { id: string }).id;
  const picture = async () => send("/televerser", "picture", "m.png", await png(10 + ++nth, 10));
  const file = async () => send("/televerser/fichier", "file", `${++nth}.csv`, new TextEncoder().encode(`jour;mare\n${nth};A`));
  const body = (image: string, csv: string) => `![Mare](media:${image})\n\n![Comptage](fichier:${csv})`;
  const all = { forgotten: [await picture(), await file()], shown: [await picture(), await file()], former: [await picture(), await file()], typing: [await picture(), await file()] } as const;
  const profile = await picture();
  await sql`update members set picture_id = ${profile} where id = ${who.author.id}`.execute(db);
  const post = (path: string, [image, csv]: readonly [string, string], more: object) => who.post(path, { title: "Mares", summary: "x", body: body(image, csv), ...more });
  expect((await post("/contribuer/article", all.former, { do: "publish" })).status).toBe(303);
  const { rows: [article] } = await sql<{ id: string }>`select id from contents where title = 'Mares' and territory_id = ${who.here.id}`.execute(db);
  const id = article?.id ?? "";
  expect((await post(`/contribuer/article/${id}`, all.shown, { do: "publish", revision: String((await standing(server, id)).revision) })).status).toBe(303);
  expect((await post("/contribuer/garder/article", all.typing, { submission: crypto.randomUUID() })).status).toBe(200);
  const mine = async () => (await sql<{ id: string }>`select id from media where owner_id = ${who.author.id} union all select id from attachments where owner_id = ${who.author.id}`.execute(db)).rows.map((row) => row.id).sort();
  const sweep = async (days: number) => {
    const now = Temporal.Now.instant().add({ hours: days * 24 });
    await sweepUnusedPictures(db, now);
    await sweepUnusedAttachments(db, now);
  };

  await sweep(29);
  expect(await mine()).toHaveLength(9);
  await sweep(31);
  expect(await mine()).toEqual([...all.shown, ...all.former, ...all.typing, profile].sort());
  const { rows: jobs } = await sql<{ name: string; payload: { pictures?: { hash: string; widths: number[] }[]; hashes?: string[] } }>`select t.identifier as name, j.payload from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id where t.identifier in ('remove-pictures', 'remove-attachments') order by 1`.execute(db);
  expect(jobs.map((job) => job.name)).toEqual(["remove-attachments", "remove-pictures"]);

  // The bytes go too, unless somebody brought the same meanwhile.
  const files = localFiles(await mkdtemp(join(tmpdir(), "echosciences-sweep-")));
  const [hash = "", kept] = [jobs[0]?.payload.hashes?.[0], (await sql<{ hash: string }>`select hash from attachments where id = ${all.shown[1]}`.execute(db)).rows[0]?.hash ?? ""];
  for (const each of [hash, kept]) await files.put(`${each}.bin`, new Uint8Array([1]));
  await removeAttachments(db, files, [hash, kept]);
  await removePictures(db, files, jobs[1]?.payload.pictures ?? []);
  expect([await files.get(`${hash}.bin`), await files.get(`${kept}.bin`)]).toEqual([null, new Uint8Array([1])]);

  // When the content goes with its versions, and the writing is forgotten, nothing holds them any more.
  await sql`delete from kept_writings where member_id = ${who.author.id}`.execute(db);
  await sweep(31);
  expect(await mine()).toEqual([...all.shown, ...all.former, profile].sort());
});
