import { connect } from "node:net";
import { expect, test } from "vitest";
import { testServer } from "../support/server.ts";

test("D4 C1: a post that comes a letter at a time is let go after ten seconds, and others are answered meanwhile", async () => {
  const server = await testServer();
  const here = await server.world.territory();
  await server.reload();
  const host = server.hostOf(here.slug);
  const began = Date.now();
  const answers = await Promise.all([1, 2, 3].map(() => new Promise<string>((resolve) => {
    const socket = connect(server.port, "127.0.0.1");
    let heard = "";
    socket.write(`POST /inbox HTTP/1.1\r\nhost: ${host}\r\norigin: http://${host}\r\ncontent-type: application/activity+json\r\ncontent-length: 1000\r\n\r\n`);
    const letters = setInterval(() => socket.write(" "), 300);
    socket.on("data", (chunk) => (heard += chunk.toString()));
    socket.on("error", () => undefined);
    socket.on("close", () => {
      clearInterval(letters);
      resolve(heard);
    });
    void server.ask(host, "/").then((answer) => expect(answer.status).toBe(200));
  })));

  for (const answer of answers) expect(answer).toMatch(/^HTTP\/1\.1 408 /);
  expect(Date.now() - began).toBeLessThan(40_000);
});
