import { sql } from "kysely";
import sharp from "sharp";
import { expect, test } from "vitest";
import { testServer } from "../support/server.ts";

const password = "une phrase assez longue";

function multipart(fields: Readonly<Record<string, string>>, picture?: Uint8Array): { body: Uint8Array; headers: Record<string, string> } {
  const boundary = "----a-boundary";
  const parts = Object.entries(fields).map(([name, value]) => Buffer.from(`--${boundary}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`));
  if (picture) parts.push(Buffer.from(`--${boundary}\r\nContent-Disposition: form-data; name="picture"; filename="moi.png"\r\nContent-Type: image/png\r\n\r\n`), Buffer.from(picture), Buffer.from("\r\n"));
  return { body: Buffer.concat([...parts, Buffer.from(`--${boundary}--\r\n`)]), headers: { "content-type": `multipart/form-data; boundary=${boundary}` } };
}

test("a member shows a portrait and several links, stays out of the list and of search engines, and the form remembers it", async () => {
  const server = await testServer();
  const { world } = server;
  const here = await world.territory();
  const member = await world.member(here, { name: "Ada Test" });
  const email = await world.account(member);
  await server.reload();
  const host = server.hostOf(here.slug);
  const cookie = await server.logIn(email, password, host);
  expect((await server.ask(host, "/membres")).text).toContain("Ada Test");
  const picture = await sharp({ create: { width: 500, height: 500, channels: 3, background: "#a33" } }).png().toBuffer();

  const saved = await server.ask(host, "/mon-espace/profil", { method: "POST", cookie, ...multipart({ name: "Ada Test", bio: "Je calcule.", commune: "Voiron", links: "https://ada.example/\nhttps://autre.example/", home: here.id, picture_kept: "" }, picture) });

  expect(saved.status).toBe(303);
  const page = (await server.ask(host, `/membres/${member.handle}`)).text;
  expect(page).toContain("https://autre.example/");
  expect(page).toContain('<meta name="robots" content="noindex"');
  const portrait = /\/media\/[0-9a-f]{64}-400\.webp/.exec(page)?.[0] ?? "";
  expect((await server.ask(host, portrait)).headers["content-type"]).toBe("image/webp");
  expect((await server.ask(host, "/membres")).text).not.toContain("Ada Test");
  const form = (await server.ask(host, "/mon-espace/profil", { cookie })).text;
  expect(form).not.toMatch(/name="(listed|indexed)" value="1" checked/);
  expect(form).toContain("https://ada.example/\nhttps://autre.example/");
});

test("nobody takes another's picture for their own portrait", async () => {
  const server = await testServer();
  const { world } = server;
  const here = await world.territory();
  const [owner, thief] = [await world.member(here), await world.member(here)];
  const email = await world.account(thief);
  const id = crypto.randomUUID();
  await sql`insert into media (id, territory_id, owner_id, hash, width, height, widths, colour, created_at) values (${id}, ${here.id}, ${owner.id}, ${"a".repeat(64)}, 400, 400, '{400}', '#000000', now())`.execute(world.db);
  await server.reload();
  const host = server.hostOf(here.slug);
  const cookie = await server.logIn(email, password, host);

  await server.ask(host, "/mon-espace/profil", { method: "POST", cookie, ...multipart({ name: "Un Autre", bio: "", commune: "", links: "", home: here.id, picture_kept: id }) });

  const { rows } = await sql<{ picture_id: string | null; name: string }>`select picture_id, name from members where id = ${thief.id}`.execute(world.db);
  expect(rows).toEqual([{ picture_id: null, name: "Un Autre" }]);
});

test("a change of address is confirmed at the new one, and the old one is told", async () => {
  const server = await testServer();
  const { world } = server;
  const here = await world.territory();
  const member = await world.member(here);
  const former = await world.account(member);
  await server.reload();
  const cookie = await server.logIn(former, password);
  const next = `nouvelle-${member.handle}@example.org`;
  const mailTo = async (recipient: string) => {
    const { rows } = await sql<{ subject: string; body_text: string }>`select subject, body_text from accounts.mails where recipient = ${recipient} order by created_at desc limit 1`.execute(world.db);
    return rows[0];
  };

  await server.ask(server.portal, "/mon-espace/adresse", { method: "POST", cookie, form: { email: next, password } });
  const path = /\/adresse\/\S+/.exec((await mailTo(next))?.body_text ?? "")?.[0] ?? "";
  expect(await mailTo(former)).toBeUndefined();
  expect((await server.ask(server.portal, path, { method: "POST" })).status).toBe(200);

  expect((await mailTo(former))?.subject).toBe("L’adresse de votre compte a changé");
  await expect(server.logIn(former, password)).rejects.toThrow("No session");
  expect(await server.logIn(next, password)).toContain("es_session");
});
