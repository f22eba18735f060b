import { sql } from "kysely";
import { beforeAll, expect, test } from "vitest";
import { inviteAuthor } from "../../src/features/co-authors/invite-author.ts";
import { inviteCurator } from "../../src/features/dossiers/manage-curators.ts";
import { meetActor, viewerOfActor } from "../../src/features/federation/meet-actor.ts";
import { inviteToTeam } from "../../src/features/projects/manage-team.ts";
import type { Territory } from "../../src/features/territories/territory.ts";
import type { MemberViewer } from "../../src/platform/viewer.ts";
import { testServer } from "../support/server.ts";

const server = await testServer();
const { world } = server;
let here: Territory;
let [host, sacha] = ["", ""];
let [lead, guest] = [] as unknown as [MemberViewer, MemberViewer];

beforeAll(async () => {
  here = await world.territory();
  [lead, guest] = [await world.member(here, { name: "Camille" }), await world.member(here, { name: "Sacha" })];
  await sql`update members set locale = 'en' where id = ${lead.id}`.execute(world.db);
  await world.account(lead);
  const email = await world.account(guest);
  await server.reload();
  host = server.hostOf(here.slug);
  sacha = await server.logIn(email, "une phrase assez longue", host);
});

const told = async (title: string) => (await sql<{ subject: string; about: string | null }>`select subject, about_id as about from accounts.mails where recipient = ${`${lead.handle}@example.org`} and body_text like ${`%${title}%`}`.execute(world.db)).rows;
const answer = async (path: string, form: Record<string, string>) => (await server.ask(host, path, { method: "POST", cookie: sacha, form })).status;
const noMail = async () => {};

test("who invited somebody to write, to keep a dossier or into a project is told when they decline, once, and nobody else is", async () => {
  const [article, dossier, project] = [await world.article(lead, here, { title: "Écrire les vents" }), await world.dossier(lead, here, { title: "Ranger les vents" }), await world.project(lead, here, { title: "Mesurer les vents" })];
  expect((await inviteAuthor(world.as(lead), article, { handle: guest.handle }, noMail)).done).toBe(true);
  expect((await inviteCurator(world.as(lead), dossier, { handle: guest.handle }, noMail)).done).toBe(true);
  expect((await inviteToTeam(world.as(lead), project, guest.id, "Météo")).done).toBe(true);
  const [{ id: together = "" } = {}] = (await sql<{ id: string }>`select id from author_invitations where content_id = ${article}`.execute(world.db)).rows;
  const [{ id: kept = "" } = {}] = (await sql<{ id: string }>`select id from dossier_invitations where dossier_id = ${dossier}`.execute(world.db)).rows;

  for (const [path, form] of [[`/mon-espace/ecrire-ensemble/${together}`, { reponse: "non" }], [`/mon-espace/invitations/${kept}`, { accepter: "0" }], [`/projets/${project}/equipe/repondre`, { accepter: "0" }]] as const) {
    expect(await answer(path, form), path).toBe(303);
    expect(await answer(path, form), path).not.toBe(303);
  }

  for (const title of ["Écrire les vents", "Ranger les vents", "Mesurer les vents"]) expect(await told(title), title).toEqual([{ subject: "Sacha declines your invitation", about: guest.id }]);
});

test("who accepts, and who leaves a team later, declines nothing", async () => {
  const project = await world.project(lead, here, { title: "Écouter les vents" });
  expect((await inviteToTeam(world.as(lead), project, guest.id, "")).done).toBe(true);

  for (const accepter of ["1", "0"]) expect(await answer(`/projets/${project}/equipe/repondre`, { accepter })).toBe(303);

  expect(await told("Écouter les vents")).toEqual([]);
});

test("somebody of another server isn't invited into what nothing of theirs could answer: it is said at once", async () => {
  const [article, dossier] = [await world.article(lead, here), await world.dossier(lead, here)];
  const at = Temporal.Now.instant();
  const uri = "https://ailleurs.example/ap/members/loin";
  const actor = await meetActor(world.db, { uri, kind: "member", handle: "loin", name: "Loin", about: "", url: "", icon: "", inbox: `${uri}/inbox`, sharedInbox: null, followersUri: null, outboxUri: null, alsoKnownAs: [], movedTo: null, suspended: false, keys: [] }, at);
  const { handle } = await viewerOfActor(world.db, actor, at);

  const outcomes = [await inviteAuthor(world.as(lead), article, { handle }, noMail), await inviteCurator(world.as(lead), dossier, { handle }, noMail)];

  expect(outcomes.map((each) => (each.done ? "done" : each.refusal.kind))).toEqual(["nobody", "nobody"]);
  expect((await sql`select from author_invitations where content_id = ${article} union all select from dossier_invitations where dossier_id = ${dossier}`.execute(world.db)).rows).toEqual([]);
});
