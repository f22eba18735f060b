import { listPublishersAnywhere, type Publisher } from "../../../features/contents/list-publishers.ts";
import type { ContentKind } from "../../../features/contents/content.ts";
import { ensureOwnActors, type ActorWanted } from "../../../features/federation/ensure-actor.ts";
import { listNamesAnywhere, nameContents } from "../../../features/federation/name-contents.ts";
import type { ActorKind, OwnActor } from "../../../features/federation/actor.ts";
import { handlesOf, type Subject } from "../../../features/federation/subject.ts";
import type { Mention } from "../../../features/mentions/mention.ts";
import type { ContentId, MemberId, TerritoryId } from "../../../platform/ids.ts";
import { actorPartUri, actorUri, objectUri, sharedInboxUri, type ActorAddress } from "../uris.ts";
import { originOf, strangerOf, type Sources } from "./sources.ts";
import type { Mentioned } from "./words.ts";

/** One of ours, as far as giving them an address takes. */
export type Called = Pick<Subject, "kind" | "subject" | "territory" | "slug">;

/** Where a content stands on the wire: fixed when it was first said or served, as its author is. */
export interface WireName {
  readonly kind: ContentKind;
  readonly uri: string;
  /** What one answers, likes and relays: of a dossier its notice and of a project its presentation, since others answer neither collections nor actors. */
  readonly answerable: string;
  /** The actor that says it, at the same origin: others refuse what a server says in another's name. */
  readonly author: string;
  readonly origin: string;
  /** What stands for it in addresses. */
  readonly wireId: string;
}

export function addressOf(kind: ActorKind, subject: string): ActorAddress {
  if (kind === "territory") return { kind };
  return kind === "tag" ? { kind, tag: subject } : { kind, id: subject };
}

/** The address that one of ours would be given now, at the host where they live. */
export function wantedOf(sources: Pick<Sources, "directory">, called: Called): ActorWanted {
  const origin = sources.directory().originOf(called.territory);
  const uri = actorUri(origin, addressOf(called.kind, called.subject));
  return { kind: called.kind, subject: called.subject, territory: called.territory, handles: handlesOf(called), addresses: { uri, inbox: actorPartUri(uri, "inbox"), sharedInbox: sharedInboxUri(origin) } };
}

export function memberCalled(member: { readonly id: MemberId; readonly home: TerritoryId; readonly handle: string }): Called {
  return { kind: "member", subject: member.id, territory: member.home, slug: member.handle };
}

/** These of ours as the wire knows them, by what they are. Spoken of once, they keep that address. Those of other servers have theirs there. */
export async function actorsCalled(sources: Sources, called: readonly Called[]): Promise<ReadonlyMap<string, OwnActor>> {
  const ours = [...new Map(called.filter((each) => !sources.directory().byId(each.territory).elsewhere).map((each) => [each.subject, each])).values()];
  const actors = ours.length > 0 ? await ensureOwnActors(sources.db, ours.map((each) => wantedOf(sources, each)), sources.now()) : [];
  return new Map(actors.map((each) => [each.subject, each]));
}

/** Those whom texts name, by what was typed, with the page of each. */
export async function mentionedBy(sources: Sources, mentions: readonly Mention[]): Promise<ReadonlyMap<string, Mentioned & { readonly href: string }>> {
  const actors = await actorsCalled(sources, mentions.map(({ kind, id, territory, slug }) => ({ kind, subject: id, territory, slug })));
  const named = await Promise.all(mentions.map(async (each) => [each.handle, actors.get(each.id) ? nameOn(sources, actors.get(each.id), each) : await strangerOf(sources, each.id as MemberId)] as const));
  return new Map(named.flatMap(([handle, found]) => (found ? [[handle, found] as const] : [])));
}

function nameOn(sources: Sources, actor: OwnActor | undefined, { kind, slug, territory }: Mention): (Mentioned & { readonly href: string }) | null {
  return actor ? { actor: actor.uri, handle: `${actor.handle}@${new URL(actor.uri).host}`, href: `${originOf(sources, territory)}/${kind === "member" ? "membres" : "structures"}/${slug}` } : null;
}

/** Under which address these contents stand, and who answers for them: as others were told, or from now on. Those of other servers aren't among them. */
export async function namesOf(sources: Sources, contents: readonly ContentId[]): Promise<ReadonlyMap<ContentId, WireName>> {
  const known = await listNamesAnywhere(sources.db, contents);
  const others = await listPublishersAnywhere(sources.db, contents.filter((each) => !known.has(each)));
  const fresh = [...others.values()].filter((each) => !sources.directory().byId(each.territory).elsewhere);
  const speakers = await actorsCalled(sources, fresh.map(speakerOf));
  const said = fresh.flatMap((each) => {
    const actor = speakers.get(speakerOf(each).subject);
    return actor ? [{ content: each.content, kind: each.kind, actor }] : [];
  });
  const named = await nameContents(sources.db, said.filter((each) => each.kind !== "project").map((each) => ({ content: each.content, actor: each.actor.id })), sources.now());
  const names = [...known.values(), ...named.values()].map((each) => [each.content, nameIn(each.kind, each.wireId, each.author)] as const);
  const projects = said.filter((each) => each.kind === "project").map((each) => [each.content, nameIn("project", each.content, each.actor.uri)] as const);
  return new Map([...names, ...projects]);
}

/** The same of one. */
export async function nameOf(sources: Sources, content: ContentId): Promise<WireName | null> {
  return (await namesOf(sources, [content])).get(content) ?? null;
}

/** Who publishes a content now: a project itself, a structure, a member, the territory when nobody is left. */
export function speakerOf({ by, kind, content, territory, slug }: Publisher): Called {
  if (kind === "project") return { kind, subject: content, territory, slug };
  return by ? { kind: by.kind, subject: by.id, territory: by.home, slug: by.slug } : { kind: "territory", subject: territory, territory, slug };
}

function nameIn(kind: ContentKind, wireId: string, author: string): WireName {
  const { origin } = new URL(author);
  if (kind === "project") return { kind, uri: author, answerable: objectUri(origin, { kind: "presentation", id: wireId }), author, origin, wireId };
  const uri = objectUri(origin, { kind, id: wireId });
  return { kind, uri, answerable: kind === "dossier" ? objectUri(origin, { kind: "notice", id: wireId }) : uri, author, origin, wireId };
}
