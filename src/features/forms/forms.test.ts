import { describe, expect, test } from "vitest";
import { csvTable } from "../../platform/text/csv.ts";
import { answersSchema, questionsSchema, questionsWithoutFilesSchema } from "./input.ts";
import { formOfFile, nameOfFile } from "./private-file.ts";
import { asAsked, type Question } from "./question.ts";

const ask = (more: object) => ({ id: "q1", kind: "short", label: "Votre nom", ...more });
const composed = (...questions: object[]): Question[] => questionsSchema.parse(questions);

describe("a composed form", () => {
  test("keeps the words of its questions, on one line, and the choices that there are", () => {
    const [question] = composed({ ...ask({ kind: "one" }), label: " D'où\r\nBcc: tous@example.org ", choices: ["A", " B ", "", "A"] });

    expect(question).toEqual({ id: "q1", kind: "one", label: "D'où Bcc: tous@example.org", help: "", required: false, choices: ["A", "B"] });
    expect(composed(ask({ choices: ["A", "B"] }))[0]?.choices).toEqual([]);
  });

  test("refuses what would make it endless, ambiguous or somebody else's", () => {
    const refused = (...questions: unknown[]) => !questionsSchema.safeParse(questions).success;

    expect(refused(ask({ label: " " }))).toBe(true);
    expect(refused(ask({ label: "a".repeat(301) }))).toBe(true);
    expect(refused(ask({ kind: "one", choices: ["seul"] }))).toBe(true);
    expect(refused(ask({ kind: "several", choices: Array.from({ length: 31 }, (_, n) => String(n)) }))).toBe(true);
    expect(refused(ask({}), ask({}))).toBe(true);
    expect(refused(ask({ id: "__proto__" })) && refused(ask({ id: "constructor" })) && refused(ask({ id: "q1\"><script>" }))).toBe(true);
    expect(refused(ask({ kind: "password" })) && refused(ask({ onclick: "x" }))).toBe(true);
    expect(refused(...Array.from({ length: 21 }, (_, n) => ask({ id: `q${n}` })))).toBe(true);
    expect(refused(...Array.from({ length: 4 }, (_, n) => ask({ id: `q${n}`, kind: "file" })))).toBe(true);
    expect(questionsWithoutFilesSchema.safeParse([ask({ kind: "file" })]).success).toBe(false);
  });
});

describe("answers", () => {
  const questions = composed(ask({ required: true }), ask({ id: "q2", kind: "long" }), ask({ id: "q3", kind: "one", choices: ["oui", "non"] }), ask({ id: "q4", kind: "several", choices: ["a", "b"] }), ask({ id: "q5", kind: "date" }), ask({ id: "q6", kind: "file" }), ask({ id: "q7", kind: "consent", required: true }));
  const full = { q1: "Ada", q2: "Deux\r\nlignes", q3: "oui", q4: ["b", "a"], q5: "2026-12-02", q6: "", q7: true };
  const faults = (answer: object) => answersSchema(questions).safeParse({ ...full, ...answer }).error?.issues.map((issue) => [issue.path[0], issue.message]) ?? [];

  test("are kept beside their questions, in their order", () => {
    const values = answersSchema(questions).parse(full);

    expect(asAsked(questions, values).map(({ id, value }) => [id, value])).toEqual([["q1", "Ada"], ["q2", "Deux\nlignes"], ["q3", "oui"], ["q4", ["a", "b"]], ["q5", "2026-12-02"], ["q6", null], ["q7", true]]);
  });

  test("that are missing, unheard of or too long are said at their question", () => {
    expect(faults({ q1: " " })).toEqual([["q1", "required"]]);
    expect(faults({ q7: false })).toEqual([["q7", "consent_needed"]]);
    expect(faults({ q3: "peut-être" })).toEqual([["q3", "unknown"]]);
    expect(faults({ q4: ["c"] })).toEqual([["q4", "unknown"]]);
    expect(faults({ q5: "demain" })).toEqual([["q5", "not_a_date"]]);
    expect(faults({ q6: "../etc/passwd" })).toHaveLength(1);
    expect(faults({ q2: "a".repeat(5001) })).toEqual([["q2", "too_long"]]);
    expect(faults({ q9: "non demandé" })).toHaveLength(1);
    expect(faults({ q2: "<script>alert(1)</script>" })).toEqual([]);
  });
});

test("a file is known by its bytes, and keeps a name that no header or path can be broken with", () => {
  const bytes = (text: string) => new TextEncoder().encode(text);

  expect(formOfFile("cv.exe", bytes("%PDF-1.7"))).toEqual({ extension: "pdf", type: "application/pdf" });
  expect(formOfFile("page.pdf", bytes("<html><script>"))).toBeNull();
  expect(formOfFile("a.html", bytes("<html>"))).toBeNull();
  expect(formOfFile("a.svg", bytes("<svg onload=alert(1)>"))).toBeNull();
  expect(formOfFile("actor.json", bytes('{"type":"Person"}'))).toBeNull();
  expect(formOfFile("a.constructor", bytes("PK\u0003\u0004"))).toBeNull();
  expect(formOfFile("notes.txt", bytes("Bonjour"))).toEqual({ extension: "txt", type: "text/plain; charset=utf-8" });
  expect(formOfFile("lettre.odt", bytes("PK\u0003\u0004"))?.type).toContain("opendocument");
  expect(nameOfFile('../../etc/CV "de"\r\nX: y.pdf.exe', { extension: "pdf", type: "application/pdf" })).toBe("CV de X y.pdf.pdf");
  expect(nameOfFile("\u202e", { extension: "png", type: "image/png" })).toBe("document.png");
});

test("D5 a cell that a spreadsheet would run is given as text", () => {
  for (const cell of ["=HYPERLINK(\"http://x\")", "+1", "-1", "@x", "\t=1", " =1", "＝1", "\n=1"]) expect(csvTable(["a"], [[cell]]), cell).toMatch(/\n"?'/);
  expect(csvTable(["a"], [["Bonjour; monde"], [-1]])).toBe('\ufeffa\r\n"Bonjour; monde"\r\n-1\r\n');
});
