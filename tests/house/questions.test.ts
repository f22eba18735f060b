import { readdir, readFile } from "node:fs/promises";
import { basename, join } from "node:path";
import ts from "typescript";
import { expect, test } from "vitest";

const question = /^(?:list|show|find|count|search)(?=[-A-Z]|$)/;
const readsRows = /\b(?:Database|Transaction|Context)\b/;
const takesTerritory = /\b(?:TerritoryId|Territory)\b/;

/** The exported functions of a file that read rows as a question does: by their own name, or by their file's. */
function questionsOf(path: string, text: string): { name: string; held: boolean }[] {
  const file = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true);
  const inQuestionFile = question.test(basename(path));
  return file.statements.flatMap(functionsOf).filter(({ name, parameters }) => (inQuestionFile || question.test(name)) && readsRows.test(parameters[0] ?? ""))
    .map(({ name, parameters }) => ({ name, held: name.endsWith("Anywhere") || parameters.some((each) => takesTerritory.test(each)) }));
}

function functionsOf(statement: ts.Statement): { name: string; parameters: string[] }[] {
  if (!ts.canHaveModifiers(statement) || !ts.getModifiers(statement)?.some((each) => each.kind === ts.SyntaxKind.ExportKeyword)) return [];
  if (ts.isFunctionDeclaration(statement)) return [{ name: statement.name?.text ?? "", parameters: typesOf(statement.parameters) }];
  if (!ts.isVariableStatement(statement)) return [];
  return statement.declarationList.declarations.flatMap(({ name, initializer }) =>
    initializer && (ts.isArrowFunction(initializer) || ts.isFunctionExpression(initializer)) ? [{ name: name.getText(), parameters: typesOf(initializer.parameters) }] : []);
}

function typesOf(parameters: readonly ts.ParameterDeclaration[]): string[] {
  return parameters.map((each) => each.type?.getText() ?? "");
}

test("every question says in which territory it looks, or that it looks anywhere", async () => {
  const names = (await readdir("src/features", { recursive: true })).filter((name) => /(?<!\.test)\.tsx?$/.test(name));
  const questions = (await Promise.all(names.map(async (name) => questionsOf(name, await readFile(join("src/features", name), "utf8")).map((each) => ({ ...each, name: `${name} ${each.name}` }))))).flat();

  expect(questions.length).toBeGreaterThan(30);
  expect(questions.filter((each) => !each.held).map((each) => each.name)).toEqual([]);
});

test("a question that forgets the territory is noticed", () => {
  const noticed = (path: string, text: string) => questionsOf(path, text).filter((each) => !each.held).map((each) => each.name);

  expect(noticed("stars/list-stars.ts", "export async function listStars(db: Database, limit: number) {}")).toEqual(["listStars"]);
  expect(noticed("stars/store.ts", "export const findStar = async (tx: Transaction, id: StarId) => null;")).toEqual(["findStar"]);
  expect(noticed("stars/find-star.ts", "export function shines({ db }: Context, id: StarId) {}")).toEqual(["shines"]);
  expect(noticed("stars/list-stars.ts", "export function listStars(db: Database, territory: TerritoryId | null) {} export function listStarsAnywhere(db: Database) {}")).toEqual([]);
  expect(noticed("stars/star.ts", "export function findName(name: string) {} function listDust(db: Database) {}")).toEqual([]);
});
