import { sql } from "kysely";
import { describe, expect, test } from "vitest";
import type { ContentId, StructureId } from "../../src/platform/ids.ts";
import { visitor } from "../../src/platform/viewer.ts";
import { duplicateEvent } from "../../src/features/programmes/duplicate-event.ts";
import { showContentAnywhere } from "../../src/features/contents/show-content.ts";
import { restoreEvent } from "../../src/features/agenda/write-event.ts";
import { mergeStructures, undoMerge } from "../../src/features/structures/merge-structures.ts";
import { testServer, type Ask } from "../support/server.ts";
import { password, writer } from "../support/writer.ts";

const server = await testServer();
const { world } = server;
const event = (title: string) => ({ title, place_name: "Parc", s_date: "2030-05-04", s_start: "21:00", s_end: "", s_endDate: "", s_repeat: "", s_until: "", s_except: "", type: "show", pricing: "free", status: "on", do: "publish" });

/** Somebody has named a structure of others in an event of theirs. */
async function named(name: string) {
  const { here, author, host, post, cookie } = await writer(server);
  const structure: StructureId = await world.structure(here, { name });
  const [editor, stranger, animator] = [await world.member(here, { actsFor: [structure] }), await world.member(here), await world.member(here, { animates: [here] })];
  const signIn = async (member: typeof editor) => server.logIn(await world.account(member), password, host);
  const as = { editor: await signIn(editor), stranger: await signIn(stranger), animator: await signIn(animator) };
  const made = await post("/contribuer/evenement", { ...event("Nuit des comètes"), organisers: structure });
  expect(made.status).toBe(303);
  const path = String(made.headers["location"]);
  const { rows } = await sql<{ id: ContentId; slug: string }>`select c.id, s.slug from contents c join structures s on s.id = ${structure} where c.territory_id = ${here.id} and c.title = 'Nuit des comètes'`.execute(world.db);
  const content = rows[0]?.id ?? ("" as ContentId);
  const ask = (where: string, who?: string, form?: Ask["form"]) => server.ask(host, where, { ...(who ? { cookie: who } : {}), ...(form ? { method: "POST", form } : {}) });
  const answer = (who: string, accord: "oui" | "non") => ask(`/structures/${structure}/nommee`, who, { content, accord, retour: path });
  const behind = async (id: ContentId = content) => (await showContentAnywhere(world.as(visitor), id))?.structures.map((each) => `${each.role} ${each.id}`) ?? [];
  const mails = async () => (await sql<{ subject: string }>`select subject from accounts.mails where recipient = ${`${author.handle}@example.org`} order by created_at`.execute(world.db)).rows.map((row) => row.subject);
  return { here, author, host, post, cookie, structure, slug: rows[0]?.slug ?? "", editor, animator, as, path, content, ask, answer, behind, mails };
}

describe("a structure that somebody else names", () => {
  test("sees where, declines, is gone from there with a mail to who signs, isn't named again, and may take it back", async () => {
    const { structure, slug, as, path, content, ask, answer, behind, mails, post, cookie } = await named("Observatoire du Drac");
    const list = `/structures/${slug}/nommee`;
    expect((await ask(path, as.editor)).text).toContain("Observatoire du Drac, pour qui vous agissez, est nommée ici");
    expect((await ask(list, as.editor)).text).toContain("Nuit des comètes");
    for (const who of [as.stranger, cookie]) expect((await ask(path, who)).text).not.toContain("pour qui vous agissez");

    expect([(await answer(as.editor, "non")).headers["location"], await behind()]).toEqual([path, []]);
    expect((await ask(path)).text).not.toContain("Observatoire du Drac");
    expect((await ask(`/structures/${slug}`)).text).not.toContain("Nuit des comètes");
    expect(await mails()).toEqual(["Observatoire du Drac n’est plus nommée dans «\u00a0Nuit des comètes\u00a0»"]);
    expect((await answer(as.editor, "non")).status).toBe(404);

    for (const [where, title] of [[`/contribuer/evenement/${content}`, "Nuit des comètes"], ["/contribuer/evenement", "Une autre nuit"]] as const) {
      const again = await post(where, { ...event(title), organisers_typed: "Observatoire du Drac" });
      expect([where, again.status, again.text.includes("ne veut pas être nommée ici")]).toEqual([where, 422, true]);
      expect((await post(where, { ...event(title), partners: structure })).status).toBe(422);
    }
    expect((await post("/contribuer/projet", { title: "Un projet", stage: "idea", partners: structure, do: "publish" })).status).toBe(422);
    expect((await ask("/contribuer/evenement", as.stranger, { ...event("Par quelqu’un d’autre"), organisers: structure })).status).toBe(303);
    expect((await ask("/contribuer/evenement", as.editor, { ...event("Par nous"), organisers: structure })).status).toBe(303);

    expect((await ask(list, as.editor)).text).toContain("Accepter d’être nommée");
    expect([(await answer(as.editor, "oui")).status, await behind()]).toEqual([303, [`organiser ${structure}`]]);
    expect((await ask(`/structures/${slug}`)).text).toContain("Nuit des comètes");
    expect(await mails()).toHaveLength(2);
    expect((await post("/contribuer/evenement", { ...event("Une autre nuit"), organisers: structure })).status).toBe(303);
  });

  test("stays unnamed whatever earlier version comes back, in the next edition, and through a merge and its undoing", async () => {
    const { here, author, animator, structure, as, content, answer, behind } = await named("Ferme aux étoiles");
    await answer(as.editor, "non");

    expect((await restoreEvent(world.as(author), content, 1)).done).toBe(true);
    expect(await behind()).toEqual([]);
    const next = await duplicateEvent(world.as(author), { event: content, weeks: 52, submission: crypto.randomUUID() });
    if (!next.done) throw new Error(next.refusal);
    expect((await sql`select from content_structures where content_id = ${next.value.id}`.execute(world.db)).rows).toEqual([]);

    const kept = await world.structure(here, { name: "Ferme aux étoiles filantes" });
    const declined = async () => (await sql<{ id: string }>`select structure_id as id from declined_namings where content_id = ${content}`.execute(world.db)).rows.map((row) => row.id);
    const merged = await mergeStructures(world.as(animator), structure, kept);
    if (!merged.done) throw new Error(merged.refusal.kind);
    expect([await declined(), (await restoreEvent(world.as(author), content, 1)).done, await behind()]).toEqual([[kept], true, []]);
    expect((await undoMerge(world.as(animator), merged.value.merge)).done).toBe(true);
    expect(await declined()).toEqual([structure]);
  });
});

describe("E4, E8: declining in a structure's name", () => {
  test("is for those who act for it alone: not a stranger, an animator, who signs, or those of another structure", async () => {
    const { here, host, cookie, structure, slug, as, content, ask, answer, behind } = await named("Maison des volcans");
    const other = await world.structure(here);
    const ofOther = await server.logIn(await world.account(await world.member(here, { actsFor: [other] })), password, host);

    for (const who of [as.stranger, as.animator, cookie, ofOther]) {
      expect((await answer(who, "non")).status).toBe(403);
      expect((await ask(`/structures/${slug}/nommee`, who)).status).toBe(403);
    }
    // Another's structure in the form, a content that doesn't name it, a draft, and what isn't one.
    expect((await ask(`/structures/${other}/nommee`, ofOther, { content, accord: "non" })).status).toBe(404);
    expect((await ask(`/structures/${other}/nommee`, ofOther, { content, accord: "oui" })).status).toBe(404);
    expect((await ask(`/structures/${structure}/nommee`, as.editor, { content: structure, accord: "non" })).status).toBe(404);
    expect((await ask("/structures/constructor/nommee", as.editor, { content: "x", accord: "non" })).status).toBe(404);
    expect((await ask(`/structures/${structure}/nommee`, undefined, { content, accord: "non" })).status).not.toBe(200);
    await sql`update contents set state = 'draft' where id = ${content}`.execute(world.db);
    expect((await answer(as.editor, "non")).status).toBe(404);
    await sql`update contents set state = 'published' where id = ${content}`.execute(world.db);
    expect(await behind()).toEqual([`organiser ${structure}`]);

    // Declined, then withdrawn by who signs: its title is told no more, and taking it back stays possible.
    await answer(as.editor, "non");
    await sql`update contents set state = 'withdrawn' where id = ${content}`.execute(world.db);
    const list = (await ask(`/structures/${slug}/nommee`, as.editor)).text;
    expect([list.includes("Nuit des comètes"), list.includes("qui n’est plus publié")]).toEqual([false, true]);
    expect((await answer(as.stranger, "oui")).status).toBe(403);
    expect((await answer(as.editor, "oui")).status).toBe(303);
  });
});
