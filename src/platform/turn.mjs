// One process at a time: the operating system keeps the turn, and gives it back when its holder dies, however it dies.
// Plain JavaScript, because the scripts that run before anything is installed take turns too.
import { createHash } from "node:crypto";
import { realpathSync, rmSync } from "node:fs";
import { connect, createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";

/** Runs `act` while no other process runs one for the same `folder` and `purpose`. */
export async function withTurn(folder, purpose, act, seconds = 300) {
  const name = `echosciences-${createHash("sha256").update(`${purpose} ${realpathSync(folder)}`).digest("hex").slice(0, 32)}`;
  const path = process.platform === "linux" ? `\0${name}` : process.platform === "win32" ? `\\\\.\\pipe\\${name}` : join(tmpdir(), `${name}.socket`);
  const deadline = Date.now() + seconds * 1000;
  for (;;) {
    const turn = await listen(path);
    if (turn) {
      try {
        return await act();
      } finally {
        await new Promise((resolve) => turn.close(resolve));
      }
    }
    if (Date.now() > deadline) throw new Error(`Another process has been busy with ${folder} for ${seconds} seconds (${purpose}).`);
    // A name that nobody answers at was left by a dead process: only named files outlive their holder.
    if (path.startsWith("/") && !(await answers(path))) rmSync(path, { force: true });
    else await wait(50);
  }
}

function listen(path) {
  return new Promise((resolve, reject) => {
    const server = createServer((socket) => socket.destroy());
    server.once("error", (error) => (error.code === "EADDRINUSE" ? resolve(null) : reject(error)));
    server.listen(path, () => resolve(server));
  });
}

function answers(path) {
  return new Promise((resolve) => {
    const socket = connect(path);
    socket.once("connect", () => resolve(true));
    socket.once("error", () => resolve(false));
    socket.once("close", () => socket.destroy());
  });
}
