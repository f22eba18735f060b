import { once } from "node:events";
import { createReadStream } from "node:fs";
import { mkdtemp } from "node:fs/promises";
import { createServer, request } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { buffer } from "node:stream/consumers";
import { pipeline } from "node:stream/promises";
import { createGunzip } from "node:zlib";
import tar from "tar-stream";
import { afterAll } from "vitest";
import { commands } from "../../src/edge/cli/commands.ts";
import type { CommandContext } from "../../src/edge/cli/command.ts";
import { nameEverything, namingOf } from "../../src/edge/activitypub/name-everything.ts";
import { makeDirectory } from "../../src/features/territories/directory.ts";
import { listTerritoriesAnywhere } from "../../src/features/territories/list-territories.ts";
import { localFiles } from "../../src/platform/files/file-store.ts";
import { unseal } from "../../src/platform/backup/sealing.ts";
import type { TestServer } from "../support/server.ts";

const closing: (() => void)[] = [];

/** A door before several servers, as names on the network are: each host leads to one of them, and can be led to another. */
export async function sharedDoor(): Promise<{ port: number; lead(host: string, to: TestServer): void }> {
  const led = new Map<string, TestServer>();
  const of = (host: string) => [...led].filter(([name]) => host === name || host.endsWith(`.${name}`)).toSorted(([one], [other]) => other.length - one.length)[0]?.[1];
  const server = createServer((asked, answer) => {
    const target = of((asked.headers.host ?? "").replace(/:\d+$/, ""));
    const onward = request({ host: "127.0.0.1", port: target?.port ?? 9, path: asked.url ?? "/", method: asked.method, headers: asked.headers }, (answered) => {
      answer.writeHead(answered.statusCode ?? 502, answered.headers);
      answered.pipe(answer);
    });
    onward.on("error", () => answer.destroy());
    asked.pipe(onward);
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (typeof address !== "object" || !address) throw new Error("No port");
  closing.push(() => server.close());
  return { port: address.port, lead: (host, to) => void led.set(host.replace(/:\d+$/, ""), to) };
}

/** One command of an operator, on the database and the files of a running server. */
export async function operate(server: Pick<TestServer, "world" | "portal" | "dataDir">, name: string, ...args: readonly string[]): Promise<{ code: number; said: string }> {
  const { world } = server;
  const said: string[] = [];
  const baseUrl = `http://${server.portal}`;
  const directory = async () => {
    const known = await listTerritoriesAnywhere(world.db);
    return { known, directory: makeDirectory(known, baseUrl) };
  };
  const naming = async () => {
    const { known, directory: made } = await directory();
    return namingOf(made, known);
  };
  const context: CommandContext = {
    db: world.db, reader: world.connections.reader, url: world.url, baseUrl, dataDir: server.dataDir, smtpUrl: null, files: localFiles(join(server.dataDir, "files")), migrations: [], pendingMigrations: async () => [],
    allowPrivateNetwork: true, lookAtPeer: async () => undefined, now: () => Temporal.Now.instant(), print: (line) => said.push(line), complain: (line) => said.push(line), naming,
    async nameEverything() {
      const { directory: made } = await directory();
      await nameEverything({ db: world.db, directory: () => made, now: () => Temporal.Now.instant() });
      return naming();
    },
  };
  const command = commands[name];
  if (!command) throw new Error(`No command ${name}`);
  const wrong = command.check?.(args) ?? null;
  const code = wrong ? 64 : await command.run(context, args);
  return { code, said: wrong ?? said.join("\n") };
}

export async function archiveIn(): Promise<string> {
  return join(await mkdtemp(join(tmpdir(), "echosciences-leaving-")), "territory.archive");
}

/** All that an archive holds, unsealed and uncompressed, by name. */
export async function openArchive(path: string, passphrase: string | null = null): Promise<Map<string, Buffer>> {
  const extract = tar.extract();
  const poured = pipeline(Readable.from(unseal(createReadStream(path) as AsyncIterable<Buffer>, passphrase)), createGunzip(), extract);
  const found = new Map<string, Buffer>();
  for await (const entry of extract) found.set(entry.header.name, await buffer(entry));
  await poured;
  return found;
}

afterAll(() => closing.splice(0).forEach((close) => close()));
