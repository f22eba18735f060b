import { sql } from "kysely";
import { beforeAll, describe, expect, test } from "vitest";
import { forgetAnswers } from "../../src/features/answers/forget-answers.ts";
import { forgetMember } from "../../src/features/answers/forget-member.ts";
import type { Territory } from "../../src/features/territories/territory.ts";
import { inTransaction } from "../../src/platform/database.ts";
import { dangersIn, multipart, script, signedIn } from "../support/hostile.ts";
import { testServer, type TestServer } from "../support/server.ts";

type Person = Awaited<ReturnType<typeof signedIn>>;
let server: TestServer;
let here: Territory;
let author: Person;
let member: Person;
let other: Person;

beforeAll(async () => {
  server = await testServer();
  here = await server.world.territory();
  await server.reload();
  [author, member, other] = [await signedIn(server, here, { name: "Ada Martin" }), await signedIn(server, here, { name: "Zoé =1+1" }), await signedIn(server, here)];
});

const get = (person: Person | null, path: string) => server.ask(server.hostOf(here.slug), path, person ? { cookie: person.cookie } : {});
const post = (person: Person | null, path: string, form: Record<string, string | string[]>) => server.ask(server.hostOf(here.slug), path, { method: "POST", form, ...(person ? { cookie: person.cookie } : {}) });
const slugOf = async (id: string) => (await sql<{ slug: string }>`select slug from contents where id = ${id}`.execute(server.world.db)).rows[0]?.slug ?? "";
const questions = { question_id: ["q1", "q2", "q3"], question_kind: ["short", "file", "consent"], question_label: ["Votre ville", "Votre CV", "J’accepte"], question_help: ["", "", ""], question_choices: ["", "", ""], question_required: ["q1", "q3"] };
const pdf = { filename: "mon cv.pdf", type: "text/html", bytes: new TextEncoder().encode("%PDF-1.4 <script>alert(1)</script>") };

/** An announcement of the author's that collects answers. */
async function call(more: object = {}) {
  const id = await server.world.announcement(author.member, here, more);
  const path = `/annonces/${await slugOf(id)}`;
  expect((await post(author, `${path}/appel`, { ...questions, do: "save", keep_months: "3", opened: "1" })).status).toBe(303);
  return { id, path };
}

const send = (person: Person, path: string, fields: Record<string, string>, file?: typeof pdf) => server.ask(person.host, `${path}/repondre`, { method: "POST", cookie: person.cookie, ...multipart(fields, file ? { name: "q2_file", ...file } : undefined) });
const mailsTo = async (email: string) => (await sql<{ subject: string; text: string; reply: string | null }>`select subject, body_text as text, headers ->> 'replyTo' as reply from accounts.mails where recipient = ${email} order by created_at`.execute(server.world.db)).rows;

describe("a form", () => {
  test("is composed with buttons that keep what was typed, and its faults are said at their question", async () => {
    const path = `/annonces/${await slugOf(await server.world.announcement(author.member, here))}`;
    const compose = (act: string, more = {}) => post(author, `${path}/appel`, { ...questions, do: act, keep_months: "3", opened: "1", ...more });
    const labels = (text: string) => [...text.matchAll(/name="question_label" type="text" value="([^"]*)"/g)].map((each) => each[1]);

    expect(labels((await get(author, `${path}/appel`)).text)).toEqual(["Votre réponse"]);
    expect(labels((await compose("question:add:date")).text)).toEqual(["Votre ville", "Votre CV", "J’accepte", ""]);
    expect(labels((await compose("question:up:q2")).text)).toEqual(["Votre CV", "Votre ville", "J’accepte"]);
    expect(labels((await compose("question:down:q1")).text)).toEqual(["Votre CV", "Votre ville", "J’accepte"]);
    expect(labels((await compose("question:remove:q2")).text)).toEqual(["Votre ville", "J’accepte"]);
    expect(labels((await compose("question:remove:__proto__")).text)).toHaveLength(3);
    // What the answerers will see, from what is typed, in fields that send nothing and take nobody's name.
    const preview = (await compose("question:preview")).text;
    expect(preview).toMatch(/<details class="group" id="apercu" open="">.*<fieldset disabled="" class="composed">.*<label for="apercu-q1">Votre ville.*id="apercu-q2"/s);
    const ids = [...preview.matchAll(/ id="([^"]+)"/g)].map((each) => each[1]);
    expect(ids.filter((each, index) => ids.indexOf(each) !== index)).toEqual([]);
    const faulty = await compose("save", { question_label: ["", "Votre CV", "J’accepte"], keep_months: "7" });
    expect([faulty.status, faulty.text.includes('href="#q1-label"'), faulty.text.includes('href="#keep_months"')]).toEqual([422, true, true]);
    expect((await get(other, `${path}/repondre`)).status).toBe(404);
  });

  test("composed to inject shows as text, to who answers, who reads, in the export and in mails", async () => {
    const hostile = `=cmd|' /C calc'!A0${script.slice(0, 200)}`;
    const path = `/annonces/${await slugOf(await server.world.announcement(author.member, here))}`;
    const saved = await post(author, `${path}/appel`, { question_id: ["q1", "q2"], question_kind: ["short", "one"], question_label: [hostile, "Bcc: tous@example.org\r\nX-A: b"], question_help: [script, script], question_choices: ["", `<script>alert(1)</script><img src=x onerror=alert(1)>\n=1+1\r\nBcc: x@example.org`], question_required: [], do: "save", keep_months: "3", opened: "1" });
    expect(saved.status).toBe(303);
    for (const page of [await get(author, `${path}/appel`), await get(other, `${path}/repondre`)]) expect([page.status, dangersIn(page.text)]).toEqual([200, []]);
    expect((await send(other, path, { q1: `${hostile}\r\nBcc: y@example.org`, q2: "=1+1" })).status).toBe(303);

    const list = await get(author, `${path}/reponses`);
    const one = await get(author, /href="(\/annonces\/[^"]+\/reponses\/[^"]+)"/.exec(list.text)?.[1] ?? "");
    expect([one.status, dangersIn(one.text)]).toEqual([200, []]);
    const csv = await get(author, `${path}/reponses.csv`);
    expect([csv.headers["content-type"], csv.text.charCodeAt(0)]).toEqual(["text/csv; charset=utf-8", 0xfeff]);
    expect(csv.text).toContain("'=cmd");
    expect(csv.text).toContain("'=1+1");
    expect(csv.text).not.toMatch(/(^|,|\n)"?=/);
    for (const mail of await mailsTo(other.email)) expect(mail.subject).not.toMatch(/[\r\n]|Bcc/);
  });
});

describe("an answer", () => {
  test("is sent once, changed until the deadline, told to both sides, marked, and withdrawn with its file", async () => {
    const { path, id } = await call({ title: "Cherchons conteuses" });
    expect((await get(null, path)).text).toContain(`href="${path}/repondre"`);
    expect((await get(null, `${path}/repondre`)).status).toBe(303);

    const faulty = await send(member, path, { q1: "", q2: "", q3: "" }, pdf);
    expect([faulty.status, faulty.text.includes("mon cv.pdf")]).toEqual([422, true]);
    const file = /name="q2" value="([^"]+)"/.exec(faulty.text)?.[1] ?? "";
    expect((await send(member, path, { q1: "Vif", q2: file, q3: "1" })).status).toBe(303);
    expect((await send(member, path, { q1: "Vizille", q2: file, q3: "1" })).status).toBe(303);
    const { rows } = await sql<{ answered: { label: string; value: unknown }[]; n: number }>`select answered, (select count(*)::int from answer_files f where f.answer_id = a.id) as n from answers a where content_id = ${id}`.execute(server.world.db);
    expect(rows.map((row) => [row.answered.map((each) => each.value), row.n])).toEqual([[["Vizille", file, true], 1]]);
    expect((await mailsTo(author.email)).filter((mail) => mail.subject.includes("conteuses"))).toMatchObject([{ reply: member.email }]);
    expect((await mailsTo(member.email)).filter((mail) => mail.text.includes("3 mois"))).toHaveLength(2);

    const csv = await get(author, `${path}/reponses.csv`);
    expect(csv.text.split("\r\n")[0]).toContain("Votre ville,Votre CV");
    const answer = /\/reponses\/([0-9a-f-]{36})/.exec((await get(author, `${path}/reponses`)).text)?.[1] ?? "";
    expect((await get(author, `${path}/reponses/${answer}`)).text).toContain(member.email);
    expect((await post(author, `${path}/reponses/${answer}`, { mark: "kept", note: "Très bien" })).status).toBe(303);
    expect((await get(author, `${path}/reponses?etat=kept`)).text).toContain("Très bien");
    expect((await get(member, `${path}/repondre`)).text).not.toContain("Très bien");

    const served = await get(author, `/reponses/fichiers/${file}`);
    expect([served.status, served.headers["content-type"], served.headers["x-content-type-options"]]).toEqual([200, "application/pdf", "nosniff"]);
    expect(served.headers["content-disposition"]).toBe(`attachment; filename="document"; filename*=UTF-8''mon%20cv.pdf`);
    expect((await post(member, `${path}/repondre/retirer`, {})).status).toBe(303);
    expect((await get(author, `/reponses/fichiers/${file}`)).status).toBe(404);
    expect((await get(author, `${path}/reponses/${answer}`)).status).toBe(404);
  });

  test("E4 and its file are as if absent for everybody else, by whatever address", async () => {
    const { path } = await call();
    await send(member, path, { q1: "Secret", q2: "", q3: "1" }, pdf);
    const answer = /\/reponses\/([0-9a-f-]{36})/.exec((await get(author, `${path}/reponses`)).text)?.[1] ?? "";
    const file = (await sql<{ id: string }>`select id from answer_files where answer_id = ${answer}`.execute(server.world.db)).rows[0]?.id ?? "";
    const animator = await signedIn(server, here, { animates: [here] });
    const elsewhere = await call();

    for (const person of [other, member, animator]) {
      for (const address of [`${path}/appel`, `${path}/reponses`, `${path}/reponses.csv`, `${path}/reponses/${answer}`]) expect((await get(person, address)).status, address).toBe(404);
      expect((await post(person, `${path}/reponses/${answer}`, { mark: "refused", note: "" })).status).toBe(404);
      expect((await post(person, `${path}/appel`, { ...questions, do: "save", keep_months: "3" })).status).toBe(404);
    }
    for (const person of [other, animator]) expect((await get(person, `/reponses/fichiers/${file}`)).status).toBe(404);
    expect((await get(null, `/reponses/fichiers/${file}`)).status).toBe(303);
    expect((await get(member, `/reponses/fichiers/${file}`)).status).toBe(200);
    // Another call of the same author doesn't show it either, and another member can't send that file as theirs.
    expect((await get(author, `${elsewhere.path}/reponses/${answer}`)).status).toBe(404);
    expect((await send(other, path, { q1: "Vol", q2: file, q3: "1" })).status).toBe(404);
    expect((await get(other, `${path}/repondre`)).text).not.toContain("Secret");
  });

  test("isn't taken after the deadline, nor once its author has closed it, nor of a draft", async () => {
    const { path, id } = await call();
    const draft = await call({ intent: "draft" });
    const answer = { q1: "Vif", q2: "", q3: "1" };

    expect((await send(member, draft.path, answer)).status).toBe(404);
    await post(author, `${path}/appel`, { ...questions, do: "save", keep_months: "3" });
    expect((await get(null, path)).text).not.toContain("/repondre");
    expect((await send(member, path, answer)).status).toBe(303);
    await post(author, `${path}/appel`, { ...questions, do: "save", keep_months: "3", opened: "1" });
    await sql`update calls set closes_at = now() where content_id = ${id}`.execute(server.world.db);
    expect((await send(member, path, answer)).status).toBe(303);
    expect((await sql`select from answers where content_id in (${id}, ${draft.id})`.execute(server.world.db)).rows).toEqual([]);
  });

  test("goes when its time is over, and when its member is erased", async () => {
    const [first, second] = [await call(), await call()];
    for (const { path } of [first, second]) {
      await send(member, path, { q1: "Vif", q2: "", q3: "1" }, pdf);
      await send(other, path, { q1: "Vif", q2: "", q3: "1" });
    }
    const count = async () => (await sql<{ n: number }>`select (select count(*) from answers where content_id in (${first.id}, ${second.id}))::int + (select count(*) from answer_files where content_id in (${first.id}, ${second.id}))::int as n`.execute(server.world.db)).rows[0]?.n;
    const forgetAt = (await sql<{ at: Temporal.Instant }>`select forget_at as at from calls where content_id = ${first.id}`.execute(server.world.db)).rows[0]?.at ?? Temporal.Now.instant();
    await sql`update calls set forget_at = forget_at + interval '1 day' where content_id = ${second.id}`.execute(server.world.db);

    expect(forgetAt.toZonedDateTimeISO("Europe/Paris").toPlainDate().since(Temporal.Now.plainDateISO("Europe/Paris"), { largestUnit: "months" }).months).toBe(3);
    await forgetAnswers(server.world.db, forgetAt.subtract({ seconds: 1 }));
    expect(await count()).toBe(6);
    await forgetAnswers(server.world.db, forgetAt);
    expect(await count()).toBe(3);
    await inTransaction(server.world.db, (tx) => forgetMember(tx, member.member.id));
    expect(await count()).toBe(1);
  });
});
