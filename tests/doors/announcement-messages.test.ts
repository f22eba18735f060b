import { sql } from "kysely";
import { expect, test } from "vitest";
import { script } from "../support/hostile.ts";
import { testServer } from "../support/server.ts";

interface Mail {
  recipient: string;
  subject: string;
  html: string;
  reply: string;
}

test("a visitor writes to the author of an announcement without learning the address; robots, closed ones and refusals send nothing", async () => {
  const server = await testServer();
  const { world } = server;
  const here = await world.territory();
  const [author, silent] = [await world.member(here), await world.member(here)];
  const email = await world.account(author);
  await world.account(silent);
  await world.announcement(author, here, { title: "Cherchons bénévoles" });
  await world.announcement(author, here, { title: "Appel passé", input: { deadline: "2021-03-04" } });
  await world.announcement(silent, here, { title: "Sans messages", input: { relay: false } });
  await world.announcement(author, here, { title: "Brouillon secret", intent: "draft" });
  await server.reload();
  const host = server.hostOf(here.slug);
  const write = (slug: string, more: Record<string, string> = {}) => server.ask(host, `/annonces/${slug}/ecrire`, { method: "POST", form: { name: "Zoé", email: "zoe@example.net", message: `Bonjour\n${script}`, website: "", ...more } });
  const mails = async () => (await sql<Mail>`select recipient, subject, body_html as html, headers ->> 'replyTo' as reply from accounts.mails where recipient like ${`%${author.handle}%`} or recipient like ${`%${silent.handle}%`}`.execute(world.db)).rows;

  const form = await server.ask(host, "/annonces/cherchons-benevoles/ecrire");
  expect([form.status, form.text.includes(email)]).toEqual([200, false]);
  const robot = await write("cherchons-benevoles", { website: "https://spam.example" });
  expect([robot.status, (await mails()).length]).toEqual([200, 0]);
  for (const [slug, status] of [["appel-passe", 303], ["sans-messages", 404], ["brouillon-secret", 404], ["inconnue", 404]] as const) expect((await write(slug)).status, slug).toBe(status);
  const faulty = await write("cherchons-benevoles", { email: "zoe@example.net\r\nBcc: tous@example.org", message: " " });
  expect([faulty.status, (await mails()).length]).toEqual([422, 0]);

  const sent = await write("cherchons-benevoles");
  expect([sent.status, sent.text.includes(email)]).toEqual([200, false]);
  const [mail, ...others] = await mails();
  expect(others).toEqual([]);
  expect(mail).toMatchObject({ recipient: email, reply: "zoe@example.net" });
  expect(mail?.subject).toContain("Cherchons bénévoles");
  expect(mail?.html).toContain("Bonjour");
  expect(mail?.html).not.toMatch(/<script|<img|<svg|<iframe/);

  const statuses: number[] = [];
  for (let n = 0; n < 6; n++) statuses.push((await write("cherchons-benevoles")).status);
  expect(statuses.at(-1)).toBe(429);
});

test("a member writes with their own name and address, whatever the form says", async () => {
  const server = await testServer();
  const { world } = server;
  const here = await world.territory();
  const [author, member] = [await world.member(here), await world.member(here, { name: "Nadia Benali" })];
  const to = await world.account(author);
  const own = await world.account(member);
  await world.announcement(author, here, { title: "Cherchons témoins" });
  await server.reload();
  const host = server.hostOf(here.slug);
  const cookie = await server.logIn(own, "une phrase assez longue", host);

  const sent = await server.ask(host, "/annonces/cherchons-temoins/ecrire", { method: "POST", cookie, form: { name: "Le maire", email: "maire@example.org", message: "Je viens.", website: "" } });

  expect(sent.status).toBe(200);
  const { rows } = await sql<{ text: string; reply: string }>`select body_text as text, headers ->> 'replyTo' as reply from accounts.mails where recipient = ${to}`.execute(world.db);
  expect(rows).toMatchObject([{ reply: own }]);
  expect(rows[0]?.text).toContain("Nadia Benali");
  expect(rows[0]?.text).not.toContain("Le maire");
});

test("where nobody can receive a message, none is offered", async () => {
  const server = await testServer();
  const { world } = server;
  const here = await world.territory();
  const [reached, gone] = [await world.member(here), await world.member(here)];
  await world.account(reached);
  await world.announcement(reached, here, { title: "On peut écrire" });
  await world.announcement(gone, here, { title: "On ne peut pas écrire" });
  await server.reload();
  const host = server.hostOf(here.slug);

  for (const [slug, offered] of [["on-peut-ecrire", true], ["on-ne-peut-pas-ecrire", false]] as const) {
    expect((await server.ask(host, `/annonces/${slug}`)).text.includes(`/annonces/${slug}/ecrire`), slug).toBe(offered);
    expect((await server.ask(host, `/annonces/${slug}/ecrire`)).status, slug).toBe(offered ? 200 : 404);
  }
});
