import { openAnswers } from "../../features/announcements/open-answers.ts";
import { showAnnouncementAnywhere } from "../../features/announcements/show-announcement.ts";
import type { CallStanding } from "../../features/answers/call.ts";
import type { CallInput } from "../../features/answers/input.ts";
import { findCallAnywhere } from "../../features/answers/show-call.ts";
import type { CallRefusal } from "../../features/answers/write-call.ts";
import type { ContentKind } from "../../features/contents/content.ts";
import { showContent, type Content } from "../../features/contents/show-content.ts";
import type { Context } from "../../platform/context.ts";
import type { Database } from "../../platform/database.ts";
import type { ContentId } from "../../platform/ids.ts";
import type { Outcome } from "../../platform/outcome.ts";
import { openAnswers as openOperationAnswers } from "../../features/operations/open-answers.ts";
import { showOperationAnywhere } from "../../features/operations/show-operation.ts";
import { plurals } from "../addresses.ts";
import { territoryOf, type WebContext } from "../env.ts";
import { missingPage } from "./errors.tsx";

/** What a kind of content brings to collect answers: its act, and its deadline. */
export interface Calling {
  readonly kind: ContentKind;
  readonly open: (context: Context, id: ContentId, input: CallInput) => Promise<Outcome<null, CallRefusal>>;
  readonly closesAt: (db: Database, id: ContentId) => Promise<Temporal.Instant | null>;
}

/** The kinds of contents that members can answer on the platform. */
export const callings: readonly Calling[] = [
  { kind: "announcement", open: openAnswers, closesAt: async (db, id) => (await showAnnouncementAnywhere(db, id))?.closesAt ?? null },
  { kind: "operation", open: openOperationAnswers, closesAt: async (db, id) => (await showOperationAnywhere(db, id))?.callClosesAt ?? null },
];

/** The content that the address names, if its reader may see it; otherwise the page that says no. */
export async function contentAt(c: WebContext, kind: ContentKind, rest: string): Promise<Response | Content> {
  const territory = territoryOf(c);
  const found = territory ? await showContent(c.get("act"), territory.id, kind, c.req.param("slug") ?? "") : null;
  if (!found) return missingPage(c);
  return "moved" in found ? c.redirect(`/${plurals[kind]}/${found.moved}${rest}`, 301) : found.content;
}

/** The same with the answers that it collects. */
export async function callAt(c: WebContext, kind: ContentKind, rest: string): Promise<Response | { content: Content; call: CallStanding }> {
  const content = await contentAt(c, kind, rest);
  if (content instanceof Response) return content;
  const call = await findCallAnywhere(c.get("services").db, content.id);
  return call ? { content, call } : missingPage(c);
}

/** The page of a content on this host. */
export function pathOf(content: Pick<Content, "kind" | "slug">, rest = ""): string {
  return `/${plurals[content.kind]}/${content.slug}${rest}`;
}
