import { shortcomingsOf } from "../../features/contents/shortcomings.ts";
import { emptyDocument } from "../../platform/text/document.ts";
import { parseBody } from "../../platform/text/parse-body.ts";
import type { WebContext } from "../env.ts";
import type { Draft } from "./content-draft.ts";

export interface ToldShortcoming {
  readonly text: string;
  /** The field of the form where it is mended. */
  readonly field: string;
}

/** What readers would miss of what was typed, in words: never a reason not to publish. */
export function shortcomingsTold(c: WebContext, draft: Draft): ToldShortcoming[] {
  const t = c.get("t");
  const body = parseBody({ body: draft.body, body_json: draft.bodyJson });
  const found = [...shortcomingsOf({ ...draft, body: body.done ? body.value : emptyDocument }), ...(draft.own.lacks?.(c) ?? [])];
  return found.map(({ kind, about, field }) => ({ text: about ? t("shortcoming_about", { what: t(`shortcoming_${kind}`), about }) : t(`shortcoming_${kind}`), field }));
}
