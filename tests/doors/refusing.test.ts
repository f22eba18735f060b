import { sql } from "kysely";
import { describe, expect, test } from "vitest";
import { testServer, type Ask } from "../support/server.ts";
import { password, standing, writer } from "../support/writer.ts";

const server = await testServer();
const { world } = server;
const mailsTo = async (email: string) => (await sql<{ subject: string; text: string }>`select subject, body_text as text from accounts.mails where recipient = ${email} order by created_at`.execute(world.db)).rows;

/** A territory that reads before it publishes, with its animator and the animator next door. */
async function readBefore() {
  const given = await writer(server, { moderation: "before" });
  const elsewhere = await world.territory({ moderation: "before" });
  const signIn = async (member: Awaited<ReturnType<typeof world.member>>) => server.logIn(await world.account(member), password, given.host);
  const as = { animator: await signIn(await world.member(given.here, { animates: [given.here] })), neighbour: await signIn(await world.member(elsewhere, { animates: [elsewhere] })), stranger: await signIn(await world.member(given.here)) };
  const ask = (path: string, cookie?: string, form?: Ask["form"]) => server.ask(given.host, path, { ...(cookie ? { cookie } : {}), ...(form ? { method: "POST", form } : {}) });
  return { ...given, as, ask, email: `${given.author.handle}@example.org` };
}

const proposals = [
  ["/contribuer/lieu", { title: "La grotte aux sels", body: "Fraîche.", type: "natural-site", commune: "Grenoble", pricing: "free", do: "publish" }],
  ["/contribuer/projet", { title: "Un projet de sonde", stage: "building", do: "publish" }],
  ["/contribuer/article", { title: "Un article à lire", body: "Texte.", do: "publish" }],
] as const;

describe("what waits for an animator", () => {
  test.each(proposals)("%s is refused with a reason, stays its author's draft with it, is told by mail, corrected, sent again and published", async (path, form) => {
    const { here, post, get, cookie, as, ask, email } = await readBefore();
    const made = await post(path, form);
    expect(made.status).toBe(303);
    const page = String(made.headers["location"]);
    const { rows } = await sql<{ id: string }>`select id from contents where territory_id = ${here.id}`.execute(world.db);
    const id = rows[0]?.id ?? "";
    const answer = (who: string, reponse: string, reason = "") => ask(`/animation/relecture/${id}`, who, { reponse, [`reason-${id}`]: reason });
    const state = async () => (await standing(server, id)).state;

    expect((await ask("/animation", as.animator)).text).toContain(`/animation/relecture/${id}`);
    const unsaid = await answer(as.animator, "non", " ");
    expect([unsaid.status, unsaid.text.includes(`id="reason-${id}-fault"`), await state()]).toEqual([422, true, "review"]);
    expect((await answer(as.animator, "non", "Il manque <b>l’adresse</b>.")).status).toBe(303);

    expect([await state(), (await ask(page)).status, (await ask(page, as.animator)).status]).toEqual(["draft", 404, 404]);
    const own = (await get(page)).text;
    expect([own.includes("Il manque &lt;b&gt;l’adresse&lt;/b&gt;."), own.includes("Sa raison")]).toEqual([true, true]);
    const [mail] = await mailsTo(email);
    expect([mail?.subject, mail?.text.includes("Il manque <b>l’adresse</b>."), mail?.text.includes(page)]).toEqual([`Pas encore publié\u00a0: ${form.title}`, true, true]);

    expect((await post(`${path}/${id}`, form)).status).toBe(303);
    expect([await state(), (await get(page)).text.includes("Sa raison")]).toEqual(["review", false]);
    expect((await answer(as.animator, "oui")).status).toBe(303);
    expect([await state(), (await ask(page, cookie)).status, (await ask("/animation", as.animator)).text.includes(id)]).toEqual(["published", 200, false]);
    expect((await answer(as.animator, "non", "Trop tard")).status).toBe(303);
    expect([await state(), (await mailsTo(email)).length]).toEqual(["published", 1]);
  });

  test("E4, E5: nobody else decides: not its author, a member, nor the animator next door, whichever host they ask", async () => {
    const { here, post, cookie, as, ask } = await readBefore();
    await post("/contribuer/article", { title: "Convoité", body: "Texte.", do: "publish" });
    const { rows } = await sql<{ id: string }>`select id from contents where territory_id = ${here.id}`.execute(world.db);
    const id = rows[0]?.id ?? "";
    for (const who of [cookie, as.stranger, as.neighbour]) for (const reponse of ["oui", "non"]) {
      expect([403, 404]).toContain((await ask(`/animation/relecture/${id}`, who, { reponse, [`reason-${id}`]: "Non" })).status);
    }
    expect((await standing(server, id)).state).toBe("review");
    for (const where of ["constructor", "x", crypto.randomUUID()]) expect((await ask(`/animation/relecture/${where}`, as.animator, { reponse: "non", [`reason-${where}`]: "Non" })).status).toBe(404);
  });
});

describe("a structure that was proposed", () => {
  const recorded = { name: "Les Fous du volant", type: "association", communeCode: "Grenoble", body: "Nous roulons." };

  test("is refused with a reason that only who recorded it reads, corrected by them, proposed again and let in", async () => {
    const { here, post, get, as, ask, email } = await readBefore();
    await post("/contribuer/structure", { ...recorded, different: "1" });
    const { rows } = await sql<{ id: string; slug: string }>`select id, slug from structures where territory_id = ${here.id}`.execute(world.db);
    const [id, page] = [rows[0]?.id ?? "", `/structures/${rows[0]?.slug}`];
    const answer = (reponse: string, reason = "") => ask(`/animation/structures/${id}/reponse`, as.animator, { reponse, [`reason-${id}`]: reason });

    expect((await answer("non")).status).toBe(422);
    expect((await answer("non", "Quelle science ?")).status).toBe(303);
    expect((await get(page)).text).toContain("Quelle science ?");
    expect([(await ask(page)).status, (await ask(page, as.stranger)).status, (await ask(page, as.animator)).text.includes("Quelle science ?")]).toEqual([404, 404, false]);
    expect((await mailsTo(email)).map((each) => each.text.includes("Quelle science ?"))).toEqual([true]);
    expect((await sql`select from structure_tombstones where structure_id = ${id}`.execute(world.db)).rows).toEqual([]);

    expect((await ask(`/structures/${id}/proposer-a-nouveau`, as.stranger, {})).status).toBe(404);
    expect((await ask(`/structures/${id}/proposer-a-nouveau`, as.animator, {})).status).toBe(403);
    expect((await post(`/contribuer/structure/${id}`, { ...recorded, body: "Nous étudions le roulement.", different: "1" })).status).toBe(303);
    expect((await post(`/structures/${id}/proposer-a-nouveau`)).status).toBe(303);
    expect((await ask("/animation/structures", as.animator)).text).toContain("Les Fous du volant");
    expect((await post(`/structures/${id}/proposer-a-nouveau`)).status).toBe(403);
    expect((await answer("oui")).status).toBe(303);
    expect((await ask(page)).status).toBe(200);
  });
});
