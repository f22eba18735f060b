import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import ts from "typescript";
import { expect, test } from "vitest";

/** Who may open which connection, and why. Everything that an outsider can influence goes through platform/fetch. */
const allowed: readonly { readonly path: RegExp; readonly what: RegExp }[] = [
  { path: /^platform\/fetch\//, what: /./ },
  // The operator's own servers: the database, and the one that sends mail.
  { path: /^platform\//, what: /^pg$/ },
  { path: /^features\/mails\//, what: /^nodemailer$/ },
  // In the reader's browser, to the server of the page: the content security policy lets it reach no other.
  { path: /^edge\/web\/client\//, what: /^fetch$/ },
];

const modules = /^(?:node:)?(?:http|https|http2|net|tls|dgram|dns|dns\/promises)$|^(?:undici|node-fetch|axios|got|ky|ws|superagent|request|needle|nodemailer|smtp-connection|pg|ioredis|redis|eventsource)(?:\/|$)/;
const globals = new Set(["fetch", "WebSocket", "EventSource", "XMLHttpRequest", "WebTransport"]);
/** What listens, or only names a type of Node's, opens nothing. */
const harmless = new Set(["createServer"]);

/** The means of reaching out that this file takes in hand. */
function reachesOut(path: string, text: string): string[] {
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node)) found.push(...importOf(node));
    if (ts.isIdentifier(node) && globals.has(node.text) && usesGlobal(node)) found.push(node.text);
    if (ts.isCallExpression(node) && (node.expression.kind === ts.SyntaxKind.ImportKeyword || node.expression.getText() === "require")) {
      const [target] = node.arguments;
      if (target && ts.isStringLiteral(target) && modules.test(target.text)) found.push(target.text);
    }
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true));
  return [...new Set(found)].filter((what) => !allowed.some((each) => each.path.test(path) && each.what.test(what)));
}

function importOf({ importClause, moduleSpecifier }: ts.ImportDeclaration): string[] {
  const module = ts.isStringLiteral(moduleSpecifier) ? moduleSpecifier.text : "";
  if (!modules.test(module) || importClause?.phaseModifier === ts.SyntaxKind.TypeKeyword) return [];
  const named = importClause?.namedBindings;
  const only = !importClause?.name && named && ts.isNamedImports(named) ? named.elements.filter((each) => !each.isTypeOnly).map((each) => (each.propertyName ?? each.name).text) : null;
  return only?.every((name) => harmless.has(name)) ? [] : [module];
}

/** The global itself, bare or as `globalThis.fetch`: not a member, a key or a type of that name. */
function usesGlobal(node: ts.Identifier): boolean {
  const { parent } = node;
  if (ts.isPropertyAccessExpression(parent) && parent.name === node) return /^(?:globalThis|window|self)$/.test(parent.expression.getText());
  return !ts.isPropertyAssignment(parent) && !ts.isMethodDeclaration(parent) && !ts.isPropertySignature(parent) && !ts.isMethodSignature(parent) && !ts.isTypeReferenceNode(parent) && !ts.isImportSpecifier(parent);
}

test("only the guarded client reaches out", async () => {
  const names = (await readdir("src", { recursive: true })).filter((name) => /(?<!\.test)\.tsx?$/.test(name));
  const found = await Promise.all(names.map(async (name) => reachesOut(name, await readFile(join("src", name), "utf8")).map((what) => `${name}: ${what}`)));

  expect(names.length).toBeGreaterThan(190);
  expect(found.flat()).toEqual([]);
});

test("a connection opened anywhere else is noticed", () => {
  expect(reachesOut("features/stars/show-star.ts", 'await fetch("http://stars.example")')).toEqual(["fetch"]);
  expect(reachesOut("features/stars/show-star.ts", "const get = globalThis.fetch;")).toEqual(["fetch"]);
  expect(reachesOut("features/stars/show-star.ts", 'import { request } from "node:https";')).toEqual(["node:https"]);
  expect(reachesOut("features/stars/show-star.ts", 'import * as net from "net";')).toEqual(["net"]);
  expect(reachesOut("features/stars/show-star.ts", 'const { Agent } = await import("undici");')).toEqual(["undici"]);
  expect(reachesOut("features/stars/show-star.ts", 'import mailer from "nodemailer"; import pg from "pg";')).toEqual(["nodemailer", "pg"]);
  expect(reachesOut("features/stars/show-star.ts", 'new WebSocket("wss://stars.example")')).toEqual(["WebSocket"]);
});

test("listening, types, and a method of that name are no reaching out", () => {
  expect(reachesOut("edge/web/server.ts", 'import { createServer, type Server } from "node:http"; import type { Socket } from "node:net"; app.fetch(request); const door = { fetch: 1 };')).toEqual([]);
  expect(reachesOut("platform/fetch/outgoing.ts", 'import { request } from "undici"; import { lookup } from "node:dns";')).toEqual([]);
});
