import { expect, test } from "vitest";
import { sql } from "kysely";
import { inTransaction, type Database } from "../../platform/database.ts";
import { mailServer } from "../../../tests/support/mail-server.ts";
import { newWorld } from "../../../tests/support/world.ts";
import { deliverMail, forgetOldMails } from "./deliver-mail.ts";
import { countLateMailsAnywhere, listCaughtMailsAnywhere } from "./list-mails.ts";
import { sendMail } from "./send-mail.ts";

const from = "Echosciences <ne-pas-repondre@echosciences.example>";

async function write(db: Database, to: string, subject = "Bonjour"): Promise<string> {
  await inTransaction(db, (tx) => sendMail(tx, { to, subject, text: "Un lien.", html: "<p>Un <b>lien</b>.</p>" }));
  const { rows } = await sql<{ id: string }>`select id from accounts.mails where recipient = ${to}`.execute(db);
  return rows[0]?.id ?? "";
}

test("a mail goes out once, even if two workers take it at the same instant", async () => {
  const { db } = await newWorld();
  const { url, taken } = await mailServer();
  const id = await write(db, "une-fois@example.org");

  await Promise.all([1, 2, 3].map(() => deliverMail(db, { smtpUrl: url, from }, id)));
  await deliverMail(db, { smtpUrl: url, from }, id);

  expect(taken.map((mail) => [mail.subject, mail.text?.trim(), mail.from?.text])).toEqual([["Bonjour", "Un lien.", '"Echosciences" <ne-pas-repondre@echosciences.example>']]);
});

test("D3: a subject with line breaks adds no header and no recipient", async () => {
  const { db } = await newWorld();
  const { url, taken } = await mailServer();
  const id = await write(db, "entetes@example.org", "Bonjour\r\nBcc: tous@example.org\r\n\r\n<b>Achetez</b>");

  await deliverMail(db, { smtpUrl: url, from }, id);

  expect(taken.map((mail) => [mail.subject, mail.bcc, mail.text?.trim()])).toEqual([["Bonjour Bcc: tous@example.org <b>Achetez</b>", undefined, "Un lien."]]);
});

test("a mail that the server refuses waits, and the operator sees that it is late", async () => {
  const { db } = await newWorld();
  const { url } = await mailServer(true);
  const id = await write(db, "pleine@example.org");

  await expect(deliverMail(db, { smtpUrl: url, from }, id)).rejects.toThrow(/box is full/);

  const now = Temporal.Now.instant();
  expect(await countLateMailsAnywhere(db, now)).toBe(0);
  expect(await countLateMailsAnywhere(db, now.add({ hours: 2 }))).toBe(1);
});

test("without a mail server, mails stay in the catcher, and none is kept for more than thirty days", async () => {
  const { db } = await newWorld();
  const id = await write(db, "attrape@example.org");
  await deliverMail(db, { smtpUrl: null, from }, id);
  expect((await listCaughtMailsAnywhere(db)).map((mail) => mail.to)).toContain("attrape@example.org");

  await forgetOldMails(db, Temporal.Now.instant().add({ hours: 24 * 29 }));
  expect((await listCaughtMailsAnywhere(db)).map((mail) => mail.to)).toContain("attrape@example.org");
  await forgetOldMails(db, Temporal.Now.instant().add({ hours: 24 * 31 }));
  expect(await listCaughtMailsAnywhere(db)).toEqual([]);
});
