import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { findElsewhere } from "../../src/edge/activitypub/finding.ts";
import { makeDirectory } from "../../src/features/territories/directory.ts";
import { listTerritoriesAnywhere } from "../../src/features/territories/list-territories.ts";
import { outgoingClient } from "../../src/platform/fetch/outgoing.ts";
import { localFiles } from "../../src/platform/files/file-store.ts";
import { makeQuotas } from "../../src/platform/limits.ts";
import type { MemberViewer } from "../../src/platform/viewer.ts";
import { root, run, type Running } from "../support/operator.ts";
import { freePort } from "../support/free-port.ts";
import { newWorld, type World } from "../support/world.ts";

const parts = ["serve", "worker"] as const;
type Part = (typeof parts)[number];

/** A server of ours as an operator runs it: what serves and what works are processes apart, and either can be killed. */
export interface ServerApart {
  readonly world: World;
  readonly name: string;
  start(): Promise<void>;
  /** Kills a process outright, and starts another in its place; doesn't wait until that one is up. */
  kill(part: Part): Promise<void>;
  /** Whoever bears this name at another server, as somebody looked up here. */
  meet(handle: string): Promise<MemberViewer>;
  hostOf(slug: string): string;
}

export async function serverApart(name: string): Promise<ServerApart> {
  const [world, port, dataDir] = [await newWorld(name), await freePort(), await mkdtemp(join(tmpdir(), "echosciences-apart-"))];
  const portal = `${name}.localhost:${port}`;
  const running = new Map<Part, Running>();
  const launch = (part: Part) => {
    running.set(part, run(process.execPath, [join(root, "dist", "server", "cli.js"), part], { DATABASE_URL: world.url, DATA_DIR: dataDir, PORT: String(port), BASE_URL: `http://${portal}`, ALLOW_PRIVATE_NETWORK: "1", WORKERS: part === "serve" ? "0" : "2", NODE_ENV: "test" }));
  };
  return {
    world,
    name,
    async start() {
      for (const part of parts) launch(part);
      await running.get("serve")?.says(/Ctrl-C stops it/);
    },
    async kill(part) {
      const victim = running.get(part);
      if (victim) process.kill(victim.pid, "SIGKILL");
      await victim?.ended();
      launch(part);
    },
    async meet(handle) {
      const directory = makeDirectory(await listTerritoriesAnywhere(world.db), `http://${portal}`);
      const found = await findElsewhere({ db: world.db, directory: () => directory, now: () => Temporal.Now.instant(), outgoing: outgoingClient({ allowPrivateNetwork: true }), httpAllowed: true, files: localFiles(dataDir), quota: makeQuotas() }, handle);
      if (!found.done || !("member" in found.value)) throw new Error(`Nobody is called ${handle}: ${JSON.stringify(found)}`);
      return found.value.member;
    },
    hostOf: (slug) => `${slug}.${portal}`,
  };
}
