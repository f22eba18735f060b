import { expect, test } from "vitest";
import sharp from "sharp";
import { testServer } from "../support/server.ts";

test("the editor finds again the picture of a draft by its id, and nobody else does", async () => {
  const server = await testServer();
  const { world } = server;
  const here = await world.territory();
  const [author, stranger] = [await world.member(here), await world.member(here)];
  const bytes = new Uint8Array(await sharp({ create: { width: 800, height: 600, channels: 3, background: "#345" } }).png().toBuffer());
  await server.reload();
  const host = server.hostOf(here.slug);
  const cookieOf = async (member: typeof author) => server.logIn(await world.account(member), "une phrase assez longue", host);
  const cookie = await cookieOf(author);
  const form = new FormData();
  form.set("picture", new File([bytes], "ciel.png", { type: "image/png" }));
  form.set("alt", "Un ciel");
  const sent = new Response(form);
  const uploaded = await server.ask(host, "/televerser", { method: "POST", cookie, headers: { "content-type": sent.headers.get("content-type") ?? "" }, body: new Uint8Array(await sent.arrayBuffer()) });
  const { id } = JSON.parse(uploaded.text) as { id: string };
  await world.article(author, here, { intent: "draft", body: `![Un ciel](media:${id})` });

  const own = await server.ask(host, `/televerser/${id}`, { cookie });
  expect(own.status).toBe(302);
  const file = await server.ask(host, String(own.headers["location"]), { cookie });
  expect([file.status, file.headers["content-type"]]).toEqual([200, "image/webp"]);

  const other = await cookieOf(stranger);
  expect((await server.ask(host, `/televerser/${id}`, { cookie: other })).status).toBe(404);
  expect((await server.ask(host, `/televerser/${crypto.randomUUID()}`, { cookie: other })).status).toBe(404);
  expect((await server.ask(host, "/televerser/rien", { cookie: other })).status).toBe(404);
});
