import { expect, test } from "vitest";
import { sql } from "kysely";
import { emptyDocument } from "../../platform/text/document.ts";
import { newWorld } from "../../../tests/support/world.ts";
import { askToActFor, claimByMail, confirmClaim, decideClaim } from "./claim-structure.ts";
import { structureInput } from "./input.ts";
import { listClaims } from "./list-claims.ts";
import { provesBelonging } from "./mail-domain.ts";
import { setRole } from "./manage-people.ts";
import { showStructureAnywhere } from "./show-structure.ts";
import { recordStructure } from "./write-structure.ts";

async function aMuseum(website = "https://www.museum.example/accueil") {
  const world = await newWorld();
  const here = await world.territory();
  const [recorder, curator, stranger, animator] = [await world.member(here), await world.member(here), await world.member(here), await world.member(here, { animates: [here] })];
  const made = await recordStructure(world.as(recorder), here, structureInput.parse({ name: "Muséum", type: "museum", body: emptyDocument, website }), null);
  if (!made.done) throw new Error(made.refusal.kind);
  const peopleOf = async () => (await showStructureAnywhere(world.as(animator), made.value.id))?.people ?? [];
  return { world, here, recorder, curator, stranger, animator, id: made.value.id, peopleOf };
}

test("an address at the structure's own domain proves belonging; a free mailbox, a parent domain and a look-alike don't", () => {
  const site = "https://www.museum.example/";
  expect(["a@museum.example", "a@equipe.museum.example"].map((email) => provesBelonging(email, site))).toEqual([true, true]);
  expect(["a@gmail.com", "a@example", "a@notmuseum.example", "a@museum.example.org", "a@orange.fr"].map((email) => provesBelonging(email, site))).toEqual([false, false, false, false, false]);
  expect([provesBelonging("a@facebook.com", "https://www.facebook.com/museum"), provesBelonging("a@free.fr", "http://museum.free.fr"), provesBelonging("a@museum.free.fr", "http://museum.free.fr"), provesBelonging("a@x", "")]).toEqual([false, false, false, false]);
});

test("the link of the mail makes its first owner of whoever asked for it, once, and of nobody else", async () => {
  const { world, curator, stranger, id, peopleOf } = await aMuseum();
  const sent: string[] = [];
  const mail = async (_tx: unknown, secret: string) => { sent.push(secret); };

  expect(await claimByMail(world.as(curator), id, "curatrice@gmail.com", mail)).toEqual({ done: false, refusal: { kind: "not-its-domain" } });
  expect((await claimByMail(world.as(curator), id, "curatrice@museum.example", mail)).done).toBe(true);
  const secret = sent[0] ?? "";
  expect(sent).toHaveLength(1);
  expect(await confirmClaim(world.as(stranger), secret)).toEqual({ done: false, refusal: { kind: "stale" } });
  const late = { ...world.as(curator), now: () => Temporal.Now.instant().add({ hours: 49 }) };
  expect(await confirmClaim(late, secret)).toEqual({ done: false, refusal: { kind: "stale" } });
  expect((await confirmClaim(world.as(curator), secret)).done).toBe(true);
  expect(await peopleOf()).toEqual([{ member: curator.id, role: "owner" }]);
  expect(await confirmClaim(world.as(curator), secret)).toEqual({ done: false, refusal: { kind: "stale" } });
  expect(await claimByMail(world.as(stranger), id, "x@museum.example", mail)).toEqual({ done: false, refusal: { kind: "claimed-already" } });
});

test("a link sent to a domain that the site has left since opens nothing", async () => {
  const { world, curator, id, peopleOf } = await aMuseum();
  let secret = "";
  await claimByMail(world.as(curator), id, "curatrice@museum.example", async (_tx, made) => { secret = made; });
  await sql`update structures set website = 'https://ailleurs.example' where id = ${id}`.execute(world.db);

  expect((await confirmClaim(world.as(curator), secret)).done).toBe(false);
  expect(await peopleOf()).toEqual([]);
});

test("without such an address, the animator decides; once there are owners, they decide and those let in edit", async () => {
  const { world, here, curator, stranger, animator, id, peopleOf } = await aMuseum("");
  await askToActFor(world.as(curator), id, "Je dirige le muséum.");
  expect(await askToActFor(world.as(curator), id, "Encore")).toEqual({ done: false, refusal: { kind: "asked-already" } });
  const [claim] = await listClaims(world.db, here.id);
  if (!claim) throw new Error("No claim");
  expect(await listClaims(world.db, (await world.territory()).id)).toEqual([]);

  for (const outsider of [curator, stranger]) expect((await decideClaim(world.as(outsider), claim.id, true)).done).toBe(false);
  expect((await decideClaim(world.as(animator), claim.id, true)).done).toBe(true);
  expect(await peopleOf()).toEqual([{ member: curator.id, role: "owner" }]);
  await askToActFor(world.as(stranger), id, "J’y suis médiatrice.");
  const [second] = await listClaims(world.db, here.id);
  expect((await decideClaim(world.as({ ...curator, actsFor: [id] }), second?.id ?? "", true)).done).toBe(true);
  expect(await peopleOf()).toEqual([{ member: curator.id, role: "owner" }, { member: stranger.id, role: "editor" }]);
});

test("E8: an editor names nobody, not even themselves; the last owner hands over before leaving", async () => {
  const { world, curator, stranger, animator, recorder, id, peopleOf } = await aMuseum();
  await sql`insert into structure_members (structure_id, member_id, role, since) values (${id}, ${curator.id}, 'owner', now()), (${id}, ${stranger.id}, 'editor', now())`.execute(world.db);
  const [owner, editor] = [world.as({ ...curator, actsFor: [id] }), world.as({ ...stranger, actsFor: [id] })];

  expect(await setRole(editor, id, stranger.id, "owner")).toEqual({ done: false, refusal: { kind: "forbidden" } });
  expect(await setRole(editor, id, curator.id, null)).toEqual({ done: false, refusal: { kind: "forbidden" } });
  expect(await setRole(world.as(recorder), id, recorder.id, "owner")).toEqual({ done: false, refusal: { kind: "forbidden" } });
  expect(await setRole(owner, id, curator.id, null)).toEqual({ done: false, refusal: { kind: "last-owner" } });
  expect(await setRole(owner, id, curator.id, "editor")).toEqual({ done: false, refusal: { kind: "last-owner" } });
  expect((await setRole(owner, id, stranger.id, "owner")).done).toBe(true);
  // Both leave at the same moment: one of them is the last.
  const outcomes = await Promise.all([setRole(owner, id, curator.id, null), setRole(editor, id, stranger.id, null)]);
  expect(outcomes.filter((each) => each.done)).toHaveLength(1);
  const [last] = await peopleOf();
  expect((await setRole(world.as(animator), id, last?.member ?? curator.id, null)).done).toBe(true);
});
