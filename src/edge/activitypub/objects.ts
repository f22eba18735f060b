import { findCommentAnywhere, listNewestCommentsAnywhere } from "../../features/comments/list-comments.ts";
import { showContentAnywhere } from "../../features/contents/show-content.ts";
import { findNamedAnywhere } from "../../features/federation/name-contents.ts";
import { findGoneAnywhere } from "../../features/federation/find-spoken.ts";
import type { CommentId, ContentId } from "../../platform/ids.ts";
import { visitor } from "../../platform/viewer.ts";
import type { Speaking } from "./own-actors.ts";
import { objectPartUri, parseUri, type ObjectAddress, type ObjectPart } from "./uris.ts";
import { tombstone } from "./wire/activities.ts";
import { collection, organizers, pagedCollection } from "./wire/collections.ts";
import { loadChange } from "./wire/load-change.ts";
import { commentUri, loadComment } from "./wire/load-comment.ts";
import { loadContent, type LoadedContent } from "./wire/load-content.ts";
import { loadNews } from "./wire/load-news.ts";
import { loadPlaceOfEvent, loadPlaceVersion } from "./wire/load-place.ts";
import { nameOf } from "./wire/naming.ts";
import type { WireObject } from "./wire/wire.ts";
import type { ServedDocument } from "./documents.ts";

/** What is served at an address, with the page that people read it on. */
export interface ServedObject extends ServedDocument {
  readonly page: string | null;
}

/** Whoever wrote it is suspended: it isn't shown, and isn't gone. */
const withheld = { withheld: true } as const;

type Answered = ServedObject | { readonly moved: string } | typeof withheld | null;

const newestShown = 100;

/** What was said at this address, whole: a content, a part of it, a comment; what stands under another host of the same territory, there. Null where nothing is, or nothing for everybody. */
export async function objectDocument(speaking: Speaking, uri: string, address: ObjectAddress, part: ObjectPart | null): Promise<Answered> {
  // What was said to one person alone is served to nobody, whoever asks: they have it already.
  if (address.kind === "activity" || address.kind === "message") return null;
  if (address.kind === "comment") return part === null ? commentDocument(speaking, uri, address.id as CommentId) : null;
  if (address.kind === "news") {
    const news = await loadNews(speaking, address.id);
    return news && part === null && news.object["id"] === uri ? served(news.object) : null;
  }
  const { content, endedAt } = await findNamedAnywhere(speaking.db, address.id);
  // Said anew by somebody else, it is no more under this address.
  if (endedAt) return part === null ? { status: 410, body: tombstone(uri, formerTypes[address.kind] ?? "Article", endedAt), page: null } : null;
  if (address.kind === "change" || address.kind === "event-place" || address.kind === "place-version") return part === null ? hangingDocument(speaking, uri, address, content) : null;
  const loaded = await loadContent(speaking, content);
  if (!loaded) return part === null ? goneDocument(speaking, uri, content) : null;
  const whole = part === null ? uri : uri.slice(0, uri.lastIndexOf("/"));
  const object = [loaded.object, ...loaded.beside].find((each) => each["id"] === whole);
  if (!object) return movedTo(speaking, uri, String(loaded.object["id"]));
  if (part === null) return served(object);
  const body = await partOf(speaking, whole, part, loaded);
  return body && { status: 200, body, page: null };
}

/** Asked at a host where its territory lives or lived, but where it was never said to stand. */
function movedTo({ directory }: Speaking, uri: string, id: string): { readonly moved: string } | null {
  const [asked, said] = [new URL(uri), new URL(id)];
  const [here, there] = [directory().find(asked.host), directory().find(said.host)];
  const same = "territory" in here && "territory" in there && here.territory.id === there.territory.id && asked.origin !== said.origin;
  return same ? { moved: `${said.origin}${asked.pathname}` } : null;
}

/** What hangs on an event or a place under a number of its own: the note of a change, where it is held. */
async function hangingDocument(speaking: Speaking, uri: string, address: Extract<ObjectAddress, { kind: "change" | "event-place" | "place-version" }>, id: ContentId): Promise<ServedObject | null> {
  const body = address.kind === "change" ? await loadChange(speaking, id, address.revision) : await (address.kind === "event-place" ? loadPlaceOfEvent : loadPlaceVersion)(speaking, id, uri);
  return body && body["id"] === uri ? served(body) : null;
}

function served(body: WireObject): ServedObject {
  return { status: 200, body, page: typeof body["url"] === "string" ? body["url"] : null };
}

async function commentDocument(speaking: Speaking, uri: string, id: CommentId): Promise<Answered> {
  const loaded = await loadComment(speaking, id);
  if (loaded) return loaded.object["id"] === uri ? served(loaded.object) : movedTo(speaking, uri, String(loaded.object["id"]));
  // A comment that was taken back keeps its place under a content that can still be read.
  const found = await findCommentAnywhere(speaking.db, id);
  const stands = found && found.comment.state !== "visible" && (await showContentAnywhere({ ...speaking, viewer: visitor }, found.content)) !== null;
  if (stands && found.comment.state === "suspended") return withheld;
  return stands ? { status: 410, body: tombstone(uri, "Note", speaking.now()), page: null } : null;
}

const formerTypes: Readonly<Record<string, string>> = { event: "Event", dossier: "OrderedCollection" };

/** What was public and isn't any more: others forget it. What never was isn't known of. */
async function goneDocument({ db }: Speaking, uri: string, content: ContentId): Promise<Answered> {
  const gone = await findGoneAnywhere(db, content);
  const parsed = parseUri(uri);
  if (!gone || !parsed || parsed.address.kind !== gone.kind) return null;
  if (gone.suspended) return withheld;
  return { status: 410, body: tombstone(uri, formerTypes[gone.kind] ?? "Article", gone.at), page: null };
}

async function partOf(speaking: Speaking, uri: string, part: ObjectPart, { content, author }: LoadedContent): Promise<WireObject | null> {
  const id = objectPartUri(uri, part);
  switch (part) {
    case "likes":
      return pagedCollection(id, author, content.likes, null);
    case "shares":
      return pagedCollection(id, author, content.relays, null);
    case "context":
    case "replies":
      return collection(id, author, await conversation(speaking, content.id), content.comments);
    case "organizers":
      return content.kind === "event" ? organizers(uri, author, [author]) : null;
  }
}

/** The comments that can be read, the oldest first (FEP-7888): the newest of them where there are many. */
async function conversation(speaking: Speaking, content: ContentId): Promise<string[]> {
  const comments = await listNewestCommentsAnywhere(speaking.db, content, newestShown);
  const uris = await Promise.all(comments.map((each) => commentUri(speaking, each.id)));
  return uris.flatMap((each) => (each ? [each.uri] : [])).reverse();
}

/** The address on the wire of a content by its page: what a reader of the page asks for as a document. */
export async function uriOfPage(speaking: Speaking, content: ContentId): Promise<string | null> {
  return (await nameOf(speaking, content))?.answerable ?? null;
}
