import { z } from "zod";
import { addComment } from "../../features/comments/add-comment.ts";
import { readPath, type Comment } from "../../features/comments/comment.ts";
import { editComment } from "../../features/comments/edit-comment.ts";
import { findCommentAnywhere, listCommentsAnywhere } from "../../features/comments/list-comments.ts";
import { withdrawComment } from "../../features/comments/withdraw-comment.ts";
import { showContentAnywhere } from "../../features/contents/show-content.ts";
import { findMemberAnywhere } from "../../features/members/show-member.ts";
import type { Mention } from "../../features/mentions/mention.ts";
import { listMentionsOfAnywhere } from "../../features/mentions/list-mentions.ts";
import { listRelaysByAnywhere, listRelaysOfAnywhere, readRelayCursor, writeRelayCursor } from "../../features/relays/list-relays.ts";
import { relayContent, undoRelay } from "../../features/relays/relay-content.ts";
import { wordSchema, type Relay } from "../../features/relays/relay.ts";
import { readId, type CommentId, type ContentId } from "../../platform/ids.ts";
import { fromMarkdown } from "../../platform/text/from-markdown.ts";
import { renderText } from "../../platform/text/render.ts";
import { visitor } from "../../platform/viewer.ts";
import type { WebContext } from "../env.ts";
import { absoluteMentionLinks } from "../mention-links.ts";
import { listQuery, type Resource } from "./resource.ts";
import { contentOf, contentShape } from "./shapes.ts";
import type { Writing } from "./writing.ts";

const person = z.object({ name: z.string(), handle: z.string(), url: z.url() });
const commentShape = z.object({ id: z.uuid(), content: z.uuid(), parent: z.uuid().nullable().describe("The comment that it answers; it may have been withdrawn since"), depth: z.number().int(), author: person.nullable(), html: z.string(), url: z.url(), createdAt: z.iso.datetime(), editedAt: z.iso.datetime().nullable() });
const relayShape = z.object({ by: person, word: z.string(), relayedAt: z.iso.datetime() });

const personOf = (c: WebContext, each: { readonly name: string; readonly handle: string }) => ({ name: each.name, handle: each.handle, url: `${c.get("services").directory().portalOrigin}/membres/${each.handle}` });

function commentOf(c: WebContext, content: ContentId, comment: Comment, named: ReadonlyMap<string, Mention> | undefined): z.input<typeof commentShape> {
  return {
    id: comment.id, content, parent: comment.parent, depth: comment.path.length / 24 - 1, author: comment.author && personOf(c, comment.author),
    html: renderText(comment.body, { image: () => "", tableLabel: c.get("t")("table"), mention: absoluteMentionLinks(c, named) }),
    url: `${c.get("site").origin}/commentaires/${comment.id}`, createdAt: comment.createdAt.toString(), editedAt: comment.editedAt?.toString() ?? null,
  };
}

const relayOf = (c: WebContext, relay: Relay): z.input<typeof relayShape> => ({ by: personOf(c, relay.by), word: relay.word, relayedAt: relay.at.toString() });

/** The content of the address, if everybody may read it. */
async function publicContent(c: WebContext): Promise<ContentId | null> {
  const id = readId<ContentId>(c.req.param("id"));
  const { reader, now } = c.get("services");
  return id && (await showContentAnywhere({ db: reader, viewer: visitor, now }, id)) ? id : null;
}

const query = z.strictObject(listQuery);

export const talkResources: readonly Resource[] = [
  {
    path: "/contents/:id/comments", summary: "The comments of a content, each after what it answers", query, item: commentShape,
    answer: async (c, { cursor, limit }) => {
      const id = await publicContent(c);
      if (!id) return null;
      const { reader } = c.get("services");
      const { comments, next } = await listCommentsAnywhere(reader, id, readPath(cursor as string | undefined), Number(limit));
      const named = await listMentionsOfAnywhere(reader, comments.map((each) => each.id));
      return { data: comments.map((each) => commentOf(c, id, each, named.get(each.id))), next };
    },
  },
  {
    path: "/contents/:id/relays", summary: "Who relayed a content to their followers, the latest first", query, item: relayShape,
    answer: async (c, { cursor, limit }) => {
      const id = await publicContent(c);
      if (!id) return null;
      const { relays, next } = await listRelaysOfAnywhere(c.get("services").reader, id, readRelayCursor(cursor as string | undefined), Number(limit));
      return { data: relays.map((each) => relayOf(c, each)), next: next && writeRelayCursor(next) };
    },
  },
  {
    path: "/members/:handle/relays", summary: "What a member relayed, the latest first", query, item: z.object({ ...relayShape.shape, content: contentShape }),
    answer: async (c, { cursor, limit }) => {
      const { reader } = c.get("services");
      const member = await findMemberAnywhere(reader, c.req.param("handle") ?? "");
      if (!member) return null;
      const { relays, next } = await listRelaysByAnywhere(reader, member.id, readRelayCursor(cursor as string | undefined), Number(limit));
      return { data: relays.map((each) => ({ ...relayOf(c, each), content: contentOf(c, each.card) })), next: next && writeRelayCursor(next) };
    },
  },
];

const textInput = z.strictObject({ text: z.string().min(1).max(10_000).describe("Markdown; @handle mentions somebody") });
const titles = { "sign-in": "Writing takes a personal token", unknown: "Nothing at this address", forbidden: "This isn't yours to change", empty: "Say something", closed: "Comments are closed" } as const;
const statuses = { "sign-in": 403, unknown: 404, forbidden: 403, empty: 400, closed: 409 } as const;
const refusal = (kind: keyof typeof titles) => ({ refused: statuses[kind], title: titles[kind], ...(kind === "empty" ? { field: "text" } : {}) });

async function written(c: WebContext, id: CommentId) {
  const { db } = c.get("services");
  const found = await findCommentAnywhere(db, id);
  const named = await listMentionsOfAnywhere(db, [id]);
  return found ? commentOf(c, found.content, found.comment, named.get(id)) : null;
}

export const talkWritings: readonly Writing[] = [
  {
    method: "POST", path: "/contents/:id/comments", summary: "Comment a content, or answer a comment of it", item: commentShape,
    input: textInput.extend({ parent: z.uuid().nullable().default(null).describe("The comment that it answers"), submission: z.uuid().nullable().default(null).describe("Yours: sent twice, it is written once") }),
    act: async (c, as, input) => {
      const content = readId<ContentId>(c.req.param("id"));
      if (!content) return refusal("unknown");
      const outcome = await addComment(as, { content, parent: readId<CommentId>(input["parent"] as string | null), submission: input["submission"] as string | null, body: fromMarkdown(String(input["text"])) });
      return outcome.done ? { status: 201, data: await written(c, outcome.value) } : refusal(outcome.refusal.kind);
    },
  },
  {
    method: "PATCH", path: "/comments/:id", summary: "Correct a comment of one's own", item: commentShape, input: textInput,
    act: async (c, as, input) => {
      const id = readId<CommentId>(c.req.param("id"));
      const outcome = id ? await editComment(as, id, fromMarkdown(String(input["text"]))) : null;
      if (!outcome) return refusal("unknown");
      return outcome.done ? { status: 200, data: await written(c, outcome.value) } : refusal(outcome.refusal.kind);
    },
  },
  {
    method: "DELETE", path: "/comments/:id", summary: "Withdraw a comment", item: null, input: z.object({}),
    act: async (c, as) => {
      const id = readId<CommentId>(c.req.param("id"));
      const outcome = id ? await withdrawComment(as, id) : null;
      return outcome?.done ? { status: 204 } : refusal(outcome?.refusal.kind ?? "unknown");
    },
  },
  {
    method: "POST", path: "/contents/:id/relays", summary: "Relay a content to one's followers, with a word", item: null, input: z.strictObject({ word: wordSchema }),
    act: async (c, as, input) => {
      const id = readId<ContentId>(c.req.param("id"));
      const outcome = id ? await relayContent(as, id, String(input["word"])) : null;
      return outcome?.done ? { status: 204 } : refusal(outcome?.refusal.kind ?? "unknown");
    },
  },
  {
    method: "DELETE", path: "/contents/:id/relays", summary: "Relay a content no more", item: null, input: z.object({}),
    act: async (c, as) => {
      const id = readId<ContentId>(c.req.param("id"));
      const outcome = id ? await undoRelay(as, id) : null;
      return outcome?.done ? { status: 204 } : refusal(outcome?.refusal.kind ?? "unknown");
    },
  },
];
