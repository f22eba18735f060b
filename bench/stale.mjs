// How long another process goes on showing what was changed through this one.
import { setTimeout as wait } from "node:timers/promises";
import { ask, logIn } from "./server.mjs";

/**
 * Changes things through `here` and reads them, without a cookie, from `there`, which keeps its pages in memory.
 * Answers, for each change, the milliseconds between the end of its answer and the first page that shows it.
 */
export async function measureStaleness(here, there, people, times) {
  const host = here.host;
  const cookie = await logIn(here, "animation@example.org", host);
  const elsewhere = there.host;
  const read = async (path) => (await there.ask(elsewhere, path)).body.toString("utf8");
  const delays = [];
  const change = async (path, form, shown, page) => {
    // Twice: the second one comes from memory.
    await read(page);
    await read(page);
    const done = await ask(here.port, host, path, { method: "POST", form, headers: { cookie } });
    if (done.status !== 303) throw new Error(`${path} answered ${done.status}`);
    const from = performance.now();
    while (!shown(await read(page))) {
      if (performance.now() - from > 10_000) throw new Error(`${page} doesn't show the change after 10 s`);
      await wait(1);
    }
    delays.push(performance.now() - from);
  };
  const { article } = people;
  const page = `/articles/${article.slug}`;
  for (let n = 0; n < times; n++) {
    const mark = `Mesure ${n} ${Math.random().toString(36).slice(2)}`;
    await change("/commenter", { content: article.id, parent: "", field: "body", body: mark, submission: crypto.randomUUID(), retour: page }, (text) => text.includes(mark), page);
    await change(`/contenus/${article.id}/mettre-a-la-une`, { retour: page }, (text) => featuredOf(text).includes(article.slug), "/");
    await change(`/contenus/${article.id}/retirer-de-la-une`, { retour: page }, (text) => !featuredOf(text).includes(article.slug), "/");
  }
  return delays;
}

function featuredOf(page) {
  return /<article class="featured">.*?<\/article>/s.exec(page)?.[0] ?? "";
}
