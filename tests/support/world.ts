import { randomBytes } from "node:crypto";
import { sql } from "kysely";
import { writeArticle, articleInput } from "../../src/features/articles/write-article.ts";
import { announcementInput } from "../../src/features/announcements/input.ts";
import { writeAnnouncement } from "../../src/features/announcements/write-announcement.ts";
import { operationInput } from "../../src/features/operations/input.ts";
import { writeOperation } from "../../src/features/operations/write-operation.ts";
import { eventInput } from "../../src/features/agenda/input.ts";
import { writeEvent } from "../../src/features/agenda/write-event.ts";
import { dossierInput, writeDossier } from "../../src/features/dossiers/write-dossier.ts";
import { projectInput } from "../../src/features/projects/input.ts";
import { writeProject } from "../../src/features/projects/write-project.ts";
import { itineraryInput } from "../../src/features/itineraries/input.ts";
import { writeItinerary } from "../../src/features/itineraries/write-itinerary.ts";
import { placeInput } from "../../src/features/visiting/input.ts";
import { writePlace } from "../../src/features/visiting/write-place.ts";
import { hashPassword } from "../../src/features/accounts/password.ts";
import type { Intent } from "../../src/features/contents/input.ts";
import { listTerritoriesAnywhere } from "../../src/features/territories/list-territories.ts";
import type { Territory } from "../../src/features/territories/territory.ts";
import type { Context } from "../../src/platform/context.ts";
import { json, type Connections, type Database } from "../../src/platform/database.ts";
import { newId, type CommunityId, type ContentId, type MemberId, type StructureId, type TerritoryId } from "../../src/platform/ids.ts";
import { emptyDocument } from "../../src/platform/text/document.ts";
import { fromMarkdown } from "../../src/platform/text/from-markdown.ts";
import type { Membership, MemberViewer, Viewer } from "../../src/platform/viewer.ts";
import { testDatabase } from "./database.ts";

export const noon = Temporal.Instant.from("2026-11-24T11:00:00Z");

/** A world of a test's own: its territories, its members, its contents, and nobody else's. */
export interface World {
  readonly db: Database;
  readonly connections: Connections;
  readonly url: string;
  territory(more?: { moderation?: "after" | "before"; slug?: string }): Promise<Territory>;
  member(home: Territory, more?: { animates?: readonly Territory[]; coordinator?: boolean; name?: string; actsFor?: readonly StructureId[]; communities?: readonly CommunityId[]; moderates?: readonly CommunityId[]; runs?: readonly CommunityId[] }): Promise<MemberViewer>;
  as(viewer: Viewer): Context;
  structure(territory: Territory, more?: { name?: string }): Promise<StructureId>;
  community(territory: Territory, more?: { name?: string; slug?: string; access?: "open" | "request" | "private"; state?: "proposed" | "active" | "archived" }): Promise<CommunityId>;
  article(author: MemberViewer, territory: Territory, more?: { title?: string; body?: string; tags?: string[]; intent?: Intent["intent"]; themes?: string[] }): Promise<ContentId>;
  event(author: MemberViewer, territory: Territory, more?: Partial<{ title: string; sessions: object[]; intent: Intent["intent"]; input: object }>): Promise<ContentId>;
  dossier(author: MemberViewer, territory: Territory, more?: { title?: string; contributions?: "open" | "suggested" | "closed"; intent?: Intent["intent"] }): Promise<ContentId>;
  announcement(author: MemberViewer, territory: Territory, more?: { title?: string; intent?: Intent["intent"]; input?: object }): Promise<ContentId>;
  operation(animator: MemberViewer, territory: Territory, input: object, intent?: Intent["intent"]): Promise<ContentId>;
  project(author: MemberViewer, territory: Territory, more?: { title?: string; intent?: Intent["intent"]; input?: object }): Promise<ContentId>;
  place(author: MemberViewer, territory: Territory, more?: { title?: string; intent?: Intent["intent"]; input?: object }): Promise<ContentId>;
  itinerary(author: MemberViewer, territory: Territory, stops: object[], more?: { title?: string; intent?: Intent["intent"]; input?: object }): Promise<ContentId>;
  account(member: MemberViewer, password?: string): Promise<string>;
  factsAbout(subject: string): Promise<string[]>;
}

export async function newWorld(database = ""): Promise<World> {
  const { connections, url } = await testDatabase(database);
  const { db } = connections;
  const unique = () => randomBytes(5).toString("hex");
  const as = (viewer: Viewer): Context => ({ db, viewer, now: () => Temporal.Now.instant() });
  const intent = (given: Intent["intent"] = "publish"): Intent => ({ intent: given, publishAt: null, submission: null, revision: null });
  const need = <T>(outcome: { done: true; value: T } | { done: false; refusal: unknown }): T => {
    if (!outcome.done) throw new Error(`Refused: ${JSON.stringify(outcome.refusal)}`);
    return outcome.value;
  };
  return {
    db,
    connections,
    url,
    as,
    async territory(more = {}) {
      const id = newId<TerritoryId>();
      const slug = more.slug ?? `t-${unique()}`;
      const text = json(emptyDocument);
      await sql`insert into territories (id, slug, name, perimeter, hue, structure_name, about, editorial_line, legal_notice, moderation, latitude, longitude, created_at)
        values (${id}, ${slug}, ${`Territoire ${slug}`}, ${json([{ kind: "departement", code: "38" }])}, 200, 'Une structure', ${text}, ${text}, ${text}, ${more.moderation ?? "after"}, 45.19, 5.72, now())`.execute(db);
      await sql`insert into territory_slugs (slug, territory_id) values (${slug}, ${id})`.execute(db);
      const found = (await listTerritoriesAnywhere(db)).find((each) => each.id === id);
      if (!found) throw new Error("The territory was not founded");
      return found;
    },
    async member(home, more = {}) {
      const id = newId<MemberId>();
      const handle = `m-${unique()}`;
      const name = more.name ?? `Membre ${handle}`;
      await sql`insert into members (id, handle, name, home_id, coordinator, created_at) values (${id}, ${handle}, ${name}, ${home.id}, ${more.coordinator ?? false}, now())`.execute(db);
      const animates = (more.animates ?? []).map((each) => each.id);
      for (const territory of animates) await sql`insert into animators (territory_id, member_id) values (${territory}, ${id})`.execute(db);
      const actsFor = [...(more.actsFor ?? [])];
      for (const structure of actsFor) await sql`insert into structure_members (structure_id, member_id, role, since) values (${structure}, ${id}, 'editor', now())`.execute(db);
      const inside = (given: readonly CommunityId[] | undefined, role: Membership["role"]) => (given ?? []).map((community): Membership => ({ community, role }));
      const memberships = [...inside(more.communities, "member"), ...inside(more.moderates, "moderator"), ...inside(more.runs, "administrator")];
      for (const { community, role } of memberships) await sql`with added as (insert into community_members (community_id, member_id, role, state, since) values (${community}, ${id}, ${role}, 'in', now()) returning community_id)
        update communities set members = members + 1 where id in (select community_id from added)`.execute(db);
      return { kind: "member", id, handle, name, home: home.id, animates, actsFor, memberships, coordinator: more.coordinator ?? false };
    },
    async structure(territory, more = {}) {
      const id = newId<StructureId>();
      await sql`insert into structures (id, territory_id, slug, name, type, body, state, created_at, updated_at)
        values (${id}, ${territory.id}, ${`s-${unique()}`}, ${more.name ?? `Structure ${unique()}`}, 'association', ${json(emptyDocument)}, 'listed', now(), now())`.execute(db);
      return id;
    },
    async community(territory, more = {}) {
      const id = newId<CommunityId>();
      await sql`insert into communities (id, territory_id, slug, name, body, purpose, access, state, created_at, updated_at)
        values (${id}, ${territory.id}, ${more.slug ?? `c-${unique()}`}, ${more.name ?? `Communauté ${unique()}`}, ${json(emptyDocument)}, 'theme', ${more.access ?? "open"}, ${more.state ?? "active"}, now(), now())`.execute(db);
      return id;
    },
    async article(author, territory, more = {}) {
      const input = articleInput.parse({ title: more.title ?? `Article ${unique()}`, body: fromMarkdown(more.body ?? "Un paragraphe."), tags: more.tags ?? [], themes: more.themes ?? [] });
      return need(await writeArticle(as(author), { territory }, input, intent(more.intent))).id;
    },
    async event(author, territory, more = {}) {
      const start = Temporal.Now.plainDateISO("Europe/Paris").add({ days: 2 }).toString();
      const sessions = more.sessions ?? [{ kind: "slot", start: `${start}T14:00`, end: `${start}T16:00` }];
      const input = eventInput.parse({ title: more.title ?? `Événement ${unique()}`, body: fromMarkdown("Venez."), sessions, placeName: "Médiathèque", communeCode: "38185", ...more.input });
      return need(await writeEvent(as(author), { territory }, input, intent(more.intent))).id;
    },
    async dossier(author, territory, more = {}) {
      const input = dossierInput.parse({ title: more.title ?? `Dossier ${unique()}`, body: emptyDocument, contributions: more.contributions ?? "closed" });
      return need(await writeDossier(as(author), { territory }, input, intent(more.intent))).id;
    },
    async announcement(author, territory, more = {}) {
      const deadline = Temporal.Now.plainDateISO(territory.zone).add({ days: 10 }).toString();
      const input = announcementInput.parse({ title: more.title ?? `Annonce ${unique()}`, body: fromMarkdown("Répondez."), type: "call-for-participation", deadline, zone: territory.zone, ...more.input });
      return need(await writeAnnouncement(as(author), { territory }, input, intent(more.intent))).id;
    },
    async operation(animator, territory, input, given) {
      return need(await writeOperation(as(animator), { territory }, operationInput.parse({ title: `Opération ${unique()}`, body: emptyDocument, ...input }), intent(given))).id;
    },
    async project(author, territory, more = {}) {
      const input = projectInput.parse({ title: more.title ?? `Projet ${unique()}`, body: fromMarkdown("On avance."), stage: "building", ...more.input });
      return need(await writeProject(as(author), { territory }, input, intent(more.intent))).id;
    },
    async place(author, territory, more = {}) {
      const input = placeInput.parse({ title: more.title ?? `Lieu ${unique()}`, body: fromMarkdown("Venez."), type: "museum", communeCode: "38185", zone: territory.zone, ...more.input });
      return need(await writePlace(as(author), { territory }, input, intent(more.intent))).id;
    },
    async itinerary(author, territory, stops, more = {}) {
      const input = itineraryInput.parse({ title: more.title ?? `Parcours ${unique()}`, body: fromMarkdown("En route."), travel: "walk", stops, ...more.input });
      return need(await writeItinerary(as(author), { territory }, input, intent(more.intent))).id;
    },
    async account(member, password = "une phrase assez longue") {
      const email = `${member.handle}@example.org`;
      await sql`insert into accounts.users (id, email, password, created_at) values (${member.id}, ${email}, ${await hashPassword(password)}, now()) on conflict (id) do nothing`.execute(db);
      return email;
    },
    async factsAbout(subject) {
      const { rows } = await sql<{ kind: string }>`select kind from facts where subject_id = ${subject} order by id`.execute(db);
      return rows.map((row) => row.kind);
    },
  };
}
