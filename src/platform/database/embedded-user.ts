import { spawnSync, type SpawnOptions } from "node:child_process";
import { chown, lstat, readdir } from "node:fs/promises";
import { join } from "node:path";

/** How the programs of PostgreSQL are run, which refuse to run as root. */
export interface ServerUser {
  run(program: string, args: readonly string[]): { command: string; args: string[]; options: Pick<SpawnOptions, "uid" | "gid"> };
  /** Gives this user what must be theirs before the server starts. */
  own(path: string): Promise<void>;
}

const nobody = 65_534;

/**
 * An ordinary user runs the server as themself. Root runs it as the owner of the data when that isn't root; otherwise
 * in a user namespace of its own, which works even in a folder that only root may enter; and where the system allows
 * no such thing (many containers), as `nobody`, who must be able to enter the folders above.
 */
export async function serverUser(data: string): Promise<ServerUser> {
  if (process.getuid?.() !== 0) return { run: (program, args) => ({ command: program, args: [...args], options: {} }), own: async () => undefined };
  const owner = await lstat(data).catch(() => null);
  if (owner && owner.uid !== 0 && owner.uid !== nobody) return as(owner.uid, owner.gid);
  const namespace = ["--user", `--map-user=${nobody}`, `--map-group=${nobody}`];
  if (owner?.uid !== nobody && spawnSync("unshare", [...namespace, "true"], { stdio: "ignore" }).status === 0) {
    return { run: (program, args) => ({ command: "unshare", args: [...namespace, program, ...args], options: {} }), own: async () => undefined };
  }
  return as(nobody, nobody);
}

function as(uid: number, gid: number): ServerUser {
  return { run: (program, args) => ({ command: program, args: [...args], options: { uid, gid } }), own: (path) => give(path, uid, gid) };
}

async function give(path: string, uid: number, gid: number): Promise<void> {
  const found = await lstat(path).catch(() => null);
  if (!found) return;
  if (found.uid !== uid) await chown(path, uid, gid);
  if (found.isDirectory()) for (const name of await readdir(path)) await give(join(path, name), uid, gid);
}
