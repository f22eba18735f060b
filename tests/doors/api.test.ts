import { expect, test } from "vitest";
import { testServer } from "../support/server.ts";

test("the API says plainly that it knows no such member, and lists nothing of theirs", async () => {
  const server = await testServer();
  const { world } = server;
  const here = await world.territory();
  const author = await world.member(here);
  await world.article(author, here, { title: "Un article d’ici" });
  await server.reload();
  const host = server.hostOf(here.slug);

  const unknown = await server.ask(host, "/api/v1/members/personne");
  const nothing = await server.ask(host, "/api/v1/articles?author=personne");
  const theirs = await server.ask(host, `/api/v1/articles?author=${author.handle}&fields=title`);

  expect([unknown.status, unknown.headers["content-type"]]).toEqual([404, "application/problem+json"]);
  expect(JSON.parse(nothing.text)).toEqual({ data: [], next: null });
  expect(JSON.parse(theirs.text).data).toEqual([{ title: "Un article d’ici" }]);
});
