import { sql } from "kysely";
import { beforeAll, expect, test } from "vitest";
import { forgetMember } from "../../src/features/juries/forget-member.ts";
import type { Territory } from "../../src/features/territories/territory.ts";
import { inTransaction } from "../../src/platform/database.ts";
import { signedIn } from "../support/hostile.ts";
import { testServer, type TestServer } from "../support/server.ts";

type Person = Awaited<ReturnType<typeof signedIn>>;
let server: TestServer;
let here: Territory;
let [author, first, second, answerer, other]: Person[] = [];

beforeAll(async () => {
  server = await testServer();
  here = await server.world.territory();
  await server.reload();
  [author, first, second, answerer, other] = await Promise.all(["Autrice", "Premier juré", "Seconde jurée", "Réponse =1", "Passante"].map((name) => signedIn(server, here, { name })));
});

const get = (person: Person | undefined, path: string) => server.ask(server.hostOf(here.slug), path, person ? { cookie: person.cookie } : {});
const post = (person: Person | undefined, path: string, form: Record<string, string | string[]>) => server.ask(server.hostOf(here.slug), path, { method: "POST", form, ...(person ? { cookie: person.cookie } : {}) });

/** A call for projects with two answers, and a jury of two who have accepted. */
async function judged() {
  if (!author || !first || !second || !answerer || !other) throw new Error("Nobody");
  const id = await server.world.announcement(author.member, here, { input: { type: "call-for-projects" } });
  const path = `/annonces/${(await sql<{ slug: string }>`select slug from contents where id = ${id}`.execute(server.world.db)).rows[0]?.slug ?? ""}`;
  await post(author, `${path}/appel`, { question_id: "q1", question_kind: "long", question_label: "Projet", question_help: "", question_choices: "", do: "save", keep_months: "6", opened: "1" });
  for (const person of [answerer, other]) expect((await post(person, `${path}/repondre`, { q1: `Le projet de ${person.member.name}` })).status).toBe(303);
  expect((await post(author, `${path}/jury/inviter`, { handle: first.member.handle })).status).toBe(422);
  expect((await post(author, `${path}/jury/criteres`, { criterion_label: ["Intérêt", "Budget", ""], criterion_weight: ["2", "1", "1"] })).status).toBe(303);
  for (const juror of [first, second]) {
    expect((await post(author, `${path}/jury/inviter`, { handle: `@${juror.member.handle}` })).status).toBe(303);
    expect((await get(juror, `${path}/reponses`)).status).toBe(404);
    expect((await post(juror, `${path}/jury/invitation`, { reponse: "oui" })).status).toBe(303);
  }
  const rows = (await sql<{ id: string; member: string }>`select id, member_id as member from answers where content_id = ${id}`.execute(server.world.db)).rows;
  const answerOf = (person: Person) => rows.find((row) => row.member === person.member.id)?.id ?? "";
  return { id, path, answers: [answerOf(answerer), answerOf(other)] as const, author, first, second, answerer, other };
}

test("jurors are asked by mail, judge each alone, then see each other's notes and the ranking", async () => {
  const { path, answers, author, first, second, answerer } = await judged();
  const note = (juror: Person, answer: string, c1: string, c2: string, more = {}) => post(juror, `${path}/reponses/${answer}/notes`, { note_c1: c1, note_c2: c2, comment: "", ...more });
  expect((await sql<{ n: number }>`select count(*)::int as n from accounts.mails where recipient = ${first.email} and subject like 'Le jury%'`.execute(server.world.db)).rows[0]?.n).toBe(1);

  const faulty = await note(first, answers[0], "6", "");
  expect([faulty.status, faulty.text.includes('href="#note_c1"')]).toEqual([422, true]);
  expect((await note(first, answers[0], "5", "2", { comment: "Un avis à part" })).status).toBe(303);
  expect((await get(second, `${path}/reponses/${answers[0]}`)).text).not.toContain("Un avis à part");
  const waiting = await get(second, `${path}/classement`);
  expect([waiting.status, waiting.text.includes("2 réponses à noter"), (await get(second, `${path}/classement.csv`)).status]).toEqual([200, true, 404]);

  for (const [answer, c1] of [[answers[0], "2"], [answers[1], "4"]] as const) expect((await note(second, answer, c1, c1)).status).toBe(303);
  expect((await get(second, `${path}/reponses/${answers[0]}`)).text).toContain("Un avis à part");
  expect((await get(second, `${path}/reponses/${answers[0]}`)).text).not.toContain(answerer.email);
  expect((await post(author, `${path}/jury/criteres`, { criterion_label: "Autre", criterion_weight: "1" })).status).toBe(422);

  const csv = (await get(author, `${path}/classement.csv`)).text.split("\r\n");
  expect(csv.slice(1, 3)).toEqual(["1,Passante,4,4,4,1,0,0", "2,Réponse =1,3,3.5,2,2,2,0"]);
  // Withdrawing takes the note out of the ranking, and gives nothing to read.
  await note(first, answers[0], "5", "5", { conflict: "1" });
  expect((await get(author, `${path}/classement.csv`)).text).toContain("2,Réponse =1,2,2,2,1,0,1");
  expect((await get(first, `${path}/reponses/${answers[0]}`)).text).not.toContain("Seconde jurée");
});

test("E4 a jury, its notes and its ranking are as if absent for everybody else; who leaves takes their notes away", async () => {
  const { id, path, answers, author, first, second, answerer, other } = await judged();
  for (const person of [answerer, other]) {
    for (const address of ["/jury", "/classement", "/classement.csv", "/reponses", `/reponses/${answers[0]}`]) expect((await get(person, path + address)).status, address).toBe(404);
    for (const [address, form] of [["/jury/criteres", { criterion_label: "x", criterion_weight: "1" }], ["/jury/inviter", { handle: other.member.handle }], ["/jury/retirer", { member: first.member.id }], ["/jury/invitation", { reponse: "oui" }], [`/reponses/${answers[0]}/notes`, { note_c1: "5", note_c2: "5" }]] as const) expect((await post(person, path + address, form)).status, address).toBe(404);
  }
  // A juror neither chooses, nor marks, nor exports; an author who isn't one gives no notes.
  for (const [address, form] of [["/jury/criteres", { criterion_label: "x", criterion_weight: "1" }], ["/jury/inviter", { handle: other.member.handle }], ["/jury/retirer", { member: second.member.id }], [`/reponses/${answers[0]}`, { mark: "kept" }]] as const) expect((await post(first, path + address, form)).status, address).toBe(404);
  expect((await get(first, `${path}/reponses.csv`)).status).toBe(404);
  expect((await post(author, `${path}/reponses/${answers[0]}/notes`, { note_c1: "5", note_c2: "5", comment: "" })).status).toBe(404);

  const notes = async () => (await sql<{ n: number }>`select count(*)::int as n from jury_notes where content_id = ${id}`.execute(server.world.db)).rows[0]?.n;
  for (const juror of [first, second]) await post(juror, `${path}/reponses/${answers[0]}/notes`, { note_c1: "5", note_c2: "5", comment: "" });
  expect(await notes()).toBe(2);
  await post(first, `${path}/jury/invitation`, { reponse: "non" });
  expect([await notes(), (await get(first, `${path}/reponses`)).status]).toEqual([1, 404]);
  await inTransaction(server.world.db, (tx) => forgetMember(tx, second.member.id));
  expect(await notes()).toBe(0);
});

test("nobody judges their own answer", async () => {
  const { path, answers, author, answerer } = await judged();
  await post(author, `${path}/jury/inviter`, { handle: answerer.member.handle });
  await post(answerer, `${path}/jury/invitation`, { reponse: "oui" });

  expect((await post(answerer, `${path}/reponses/${answers[0]}/notes`, { note_c1: "5", note_c2: "5", comment: "" })).status).toBe(404);
  expect((await post(answerer, `${path}/reponses/${answers[0]}/notes`, { note_c1: "", note_c2: "", comment: "", conflict: "1" })).status).toBe(303);
  expect((await post(answerer, `${path}/reponses/${answers[1]}/notes`, { note_c1: "1", note_c2: "1", comment: "" })).status).toBe(303);
});
