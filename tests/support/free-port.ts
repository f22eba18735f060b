import { createServer } from "node:net";

// Below those that the system gives out by itself, and apart for each worker: nobody takes one between the asking and the using.
const width = 3000;
const first = 20_000 + (Number(process.env["VITEST_POOL_ID"] ?? 0) % 4) * width;
let next = process.pid;

/** A port of this machine for a server that has to know it beforehand. */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = first + (next++ % width);
    if (await isFree(port)) return port;
  }
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once("error", () => resolve(false));
    probe.listen(port, "127.0.0.1", () => probe.close(() => resolve(true)));
  });
}
