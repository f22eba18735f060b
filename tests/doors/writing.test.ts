import { expect, test } from "vitest";
import { testServer } from "../support/server.ts";
import { password, standing, writer } from "../support/writer.ts";

test("a draft read as the page it will be is published from there, or waits for the team where the territory reads first", async () => {
  const server = await testServer();
  for (const [moderation, state] of [["after", "published"], ["before", "review"]] as const) {
    const { here, author, post, get } = await writer(server, { moderation });
    const id = await server.world.article(author, here, { title: "Un brouillon", intent: "draft" });
    expect((await get("/articles/un-brouillon")).text).toContain(`action="/contenus/${id}/publier"`);

    expect((await post(`/contenus/${id}/publier`)).status).toBe(303);

    expect((await standing(server, id)).state).toBe(state);
  }
});

test("a draft of a territory that reads first isn't let out by asking another host", async () => {
  const server = await testServer();
  const { here, author } = await writer(server, { moderation: "before" });
  const easy = await server.world.territory();
  const id = await server.world.article(author, here, { intent: "draft" });
  await server.reload();
  const host = server.hostOf(easy.slug);
  const cookie = await server.logIn(`${author.handle}@example.org`, password, host);

  await server.ask(host, `/contenus/${id}/publier`, { method: "POST", cookie });

  expect((await standing(server, id)).state).toBe("review");
});

test("the form of a scheduled article shows its hour by the territory's clock, and a published one is corrected without leaving the public", async () => {
  const server = await testServer();
  const { here, author, post, get } = await writer(server);
  const id = await server.world.article(author, here, { title: "Plus tard", intent: "draft" });
  const { revision } = await standing(server, id);
  await post(`/contribuer/article/${id}`, { title: "Plus tard", body: "Bientôt.", do: "schedule", publish_at: "2090-07-14T08:30", revision: String(revision) });
  expect((await get(`/contribuer/article/${id}`)).text).toContain('value="2090-07-14T08:30"');
  expect((await get("/articles/plus-tard")).text).toContain("14 juil. 2090");

  await post(`/contenus/${id}/publier`);

  const form = (await get(`/contribuer/article/${id}`)).text;
  expect(form).toContain("Publier ces changements");
  expect(form).not.toContain('value="schedule"');
  // The Enter key presses the first button of a form: a correction, never a withdrawal.
  expect(/<button[^>]*name="do"[^>]*>/.exec(form)?.[0]).toContain('value="publish"');
});

test("without scripts more rows of dates can be had, and what was typed stays", async () => {
  const server = await testServer();
  const { post } = await writer(server);
  const columns = Object.fromEntries(["start", "end", "endDate", "repeat", "until", "except"].map((name) => [`s_${name}`, Array.from({ length: 6 }, () => "")]));

  const { status, text } = await post("/contribuer/evenement", { title: "Six ateliers", body: "", do: "rows", s_date: Array.from({ length: 6 }, (_, index) => `2026-12-0${index + 1}`), ...columns });

  expect(status).toBe(200);
  expect(text.match(/name="s_date"/g)).toHaveLength(12);
  expect(text).toContain('value="2026-12-06"');
  expect(text).toContain('value="Six ateliers"');
});
