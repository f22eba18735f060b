import { mergeTexts, settleTexts, type Choice, type Stretch } from "../../features/contents/merge-texts.ts";
import { showVersionAnywhere, type Content, type WholeVersion } from "../../features/contents/show-content.ts";
import type { Territory } from "../../features/territories/territory.ts";
import { emptyDocument } from "../../platform/text/document.ts";
import { parseBody } from "../../platform/text/parse-body.ts";
import { toMarkdown } from "../../platform/text/to-markdown.ts";
import type { WebContext } from "../env.ts";
import type { Draft } from "./content-draft.ts";
import type { FormValues } from "./form-data.ts";
import type { Kind } from "./kinds/kind.ts";

/** Two writings of one content, from the same version on: what was typed here, and what somebody saved meanwhile. */
export interface Parting {
  readonly base: WholeVersion | undefined;
  readonly theirs: WholeVersion | undefined;
  readonly stretches: readonly Stretch[];
  /** What both changed, each its own way. */
  readonly disputed: { readonly title: boolean; readonly summary: boolean; readonly own: boolean };
}

export async function findParting(c: WebContext, content: Content, draft: Draft): Promise<Parting> {
  const act = c.get("act");
  const [{ version: base }, { version: theirs }] = await Promise.all([showVersionAnywhere(act, content.id, Number(draft.revision) || 0), showVersionAnywhere(act, content.id, content.revision)]);
  const mine = parseBody({ body: draft.body, body_json: draft.bodyJson });
  const both = (before: string | undefined, typed: string, now: string) => typed !== now && typed !== before && now !== before;
  return {
    base,
    theirs,
    stretches: mergeTexts(base?.body ?? null, mine.done ? mine.value : emptyDocument, content.body),
    disputed: {
      title: both(base?.title, draft.title, content.title),
      summary: both(base?.summary, draft.summary, content.summary),
      own: base !== undefined && theirs !== undefined && JSON.stringify(base.details) !== JSON.stringify(theirs.details),
    },
  };
}

/** The form as the choices make it, on the version that stands now: nothing is saved yet. What only one of the two changed is taken from that one. */
export async function settle(c: WebContext, kind: Kind, content: Content, territory: Territory, draft: Draft, parting: Parting, values: FormValues): Promise<Draft> {
  const { base, disputed } = parting;
  const chosen = (name: string): Choice => {
    const choice = values.one(name);
    return choice === "theirs" || choice === "both" ? choice : "mine";
  };
  const pick = (isDisputed: boolean, name: string, before: string | undefined, typed: string, now: string) => (isDisputed ? (chosen(name) === "theirs" ? now : typed) : typed === before ? now : typed);
  const count = parting.stretches.filter((each) => each.is === "disputed").length;
  const body = settleTexts(parting.stretches, Array.from({ length: count }, (_, index) => chosen(`choice_${index}`)));
  const tags = content.tags.map((tag) => tag.label).join(", ");
  const common = base?.common ?? {};
  const themes = common.themes && [...common.themes].sort().join() === [...draft.themes].sort().join() ? content.themes : draft.themes;
  return {
    ...draft,
    title: pick(disputed.title, "choice_title", base?.title, draft.title, content.title),
    summary: pick(disputed.summary, "choice_summary", base?.summary, draft.summary, content.summary),
    tags: pick(false, "", common.tags?.map((tag) => tag.label).join(", "), draft.tags, tags),
    themes,
    licence: pick(false, "", common.licence, draft.licence, content.licence),
    lead: pick(false, "", common.lead ?? "", draft.lead, content.picture?.id ?? ""),
    body: toMarkdown(body),
    bodyJson: draft.bodyJson ? JSON.stringify(body) : "",
    revision: String(content.revision),
    own: disputed.own && chosen("choice_own") === "theirs" ? await kind.of(c, content, territory) : draft.own,
  };
}
