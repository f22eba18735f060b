import type { Child } from "hono/jsx";
import type { z } from "zod";
import type { ContentKind } from "../../../features/contents/content.ts";
import type { contentFields, Intent } from "../../../features/contents/input.ts";
import type { Content } from "../../../features/contents/show-content.ts";
import type { RestoreRefusal } from "../../../features/contents/restore-version.ts";
import type { Shortcoming } from "../../../features/contents/shortcomings.ts";
import type { Target, WriteRefusal, Written } from "../../../features/contents/write-content.ts";
import type { Territory } from "../../../features/territories/territory.ts";
import type { ContentId } from "../../../platform/ids.ts";
import type { Touch } from "../../../platform/facts.ts";
import type { TerritoryId } from "../../../platform/ids.ts";
import type { Outcome } from "../../../platform/outcome.ts";
import type { Viewer } from "../../../platform/viewer.ts";
import type { WebContext } from "../../env.ts";
import type { FormValues } from "../form-data.ts";

export type FaultOf = (field: string) => string | undefined;

/** What all contents are written with, as typed: each kind's schema parses it with its own fields. */
export type CommonFields = Partial<Record<keyof typeof contentFields, unknown>>;

/** A form of one kind as it stands: empty, of a stored content, or as it was typed and came back. */
export interface OpenForm {
  /** Between the summary and the text. */
  readonly fields?: (c: WebContext, fault: FaultOf) => Child;
  /** Islands and styles that these fields need. */
  readonly islands?: readonly string[];
  readonly styles?: readonly string[];
  /** Among what sorts a content. */
  readonly sorting?: (c: WebContext, fault: FaultOf) => Child;
  /** What readers would miss among the kind's own fields, as typed. */
  readonly lacks?: (c: WebContext) => readonly Shortcoming[];
  /** Parses with the kind's schema and writes by its act. */
  readonly write: (c: WebContext, target: Target, common: CommonFields, intent: Intent, territory: Territory) => Promise<{ readonly error: z.ZodError } | { readonly outcome: Outcome<Written, WriteRefusal> }>;
}

/** What the page of a content shows that is its kind's own. */
export interface KindView {
  /** The word beside the kind's icon: the type of an event, the genre of an article. */
  readonly word: string;
  readonly badge?: Child;
  /** Whatever else is shown of others: when it changes, the page is made again. */
  readonly touches?: readonly Touch[];
  /** Loud, under the summary: cancelled, closed. */
  readonly notice?: Child;
  /** More buttons beside those of all contents. */
  readonly actions?: Child;
  /** What those who animate it do with it: with this, all such buttons are kept together behind one. */
  readonly managing?: Child;
  /** Before the text: what is needed at one glance. */
  readonly above?: Child;
  readonly below?: Child;
  /** In a column of its own. */
  readonly beside?: Child;
  /** schema.org type and properties, added to those of all contents. */
  readonly jsonLd?: object;
  /** Not for search engines, though public: it is over. */
  readonly noindex?: boolean;
  /** Islands and styles that it needs. */
  readonly islands?: readonly string[];
  readonly styles?: readonly string[];
  readonly feeds?: readonly { readonly type: string; readonly href: string; readonly title: string }[];
}

/** One kind of content at this door. */
export interface Kind {
  readonly kind: ContentKind;
  /** Who may write a new one there; any member unless said. */
  readonly mayWrite?: (viewer: Viewer, territory: TerritoryId) => boolean;
  readonly empty: (c: WebContext, territory: Territory) => OpenForm;
  readonly of: (c: WebContext, content: Content, territory: Territory) => OpenForm | Promise<OpenForm>;
  readonly read: (c: WebContext, values: FormValues, territory: Territory) => OpenForm | Promise<OpenForm>;
  /** Goes back to an earlier version, with what the kind adds. */
  readonly restore: (c: WebContext, id: ContentId, revision: number) => Promise<Outcome<ContentId, RestoreRefusal>>;
  readonly view: (c: WebContext, content: Content, editing: boolean) => KindView | Promise<KindView>;
}
