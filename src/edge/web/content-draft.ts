import type { Content } from "../../features/contents/show-content.ts";
import type { Territory } from "../../features/territories/territory.ts";
import { readId, type ContentId } from "../../platform/ids.ts";
import { toMarkdown } from "../../platform/text/to-markdown.ts";
import type { FormValues } from "./form-data.ts";
import type { OpenForm } from "./kinds/kind.ts";

/** What a form holds, as typed: it comes back whole when something is at fault. */
export interface Draft {
  readonly id: ContentId | null;
  readonly published: boolean;
  readonly title: string;
  readonly summary: string;
  readonly body: string;
  readonly bodyJson: string;
  readonly tags: string;
  readonly themes: readonly string[];
  readonly licence: string;
  readonly structure: string;
  readonly community: string;
  readonly lead: string;
  readonly leadAlt: string;
  readonly leadCredit: string;
  readonly publishAt: string;
  readonly revision: string;
  readonly submission: string;
  /** The kept writing that this form takes up: it is let go with it. */
  readonly resumes: string;
  /** What the kind adds. */
  readonly own: OpenForm;
}

export function emptyDraft(own: OpenForm): Draft {
  return { id: null, published: false, title: "", summary: "", body: "", bodyJson: "", tags: "", themes: [], licence: "cc-by-sa", structure: "", community: "", lead: "", leadAlt: "", leadCredit: "", publishAt: "", revision: "", submission: crypto.randomUUID(), resumes: "", own };
}

/** Read by everybody, or by its community: it is corrected, no longer published. */
function isOut({ state }: Pick<Content, "state">): boolean {
  return state === "published" || state === "reserved";
}

export function draftOf(content: Content, territory: Territory, own: OpenForm): Draft {
  return {
    ...emptyDraft(own),
    id: content.id,
    published: isOut(content),
    title: content.title,
    summary: content.summary,
    body: toMarkdown(content.body),
    tags: content.tags.map((tag) => tag.label).join(", "),
    themes: content.themes,
    licence: content.licence,
    structure: content.structure ?? "",
    community: content.community ?? "",
    lead: content.picture?.id ?? "",
    leadAlt: content.picture?.alt ?? "",
    leadCredit: content.picture?.credit ?? "",
    publishAt: content.publishAt?.toZonedDateTimeISO(territory.zone).toPlainDateTime().toString({ smallestUnit: "minute" }) ?? "",
    revision: String(content.revision),
  };
}

export function draftFrom(values: FormValues, content: Content | null, own: OpenForm): Draft {
  return {
    id: content?.id ?? null,
    published: content !== null && isOut(content),
    title: values.one("title"),
    summary: values.one("summary"),
    body: values.one("body"),
    bodyJson: values.one("body_json"),
    tags: values.one("tags"),
    themes: values.all("themes"),
    licence: values.one("licence"),
    structure: values.one("structure"),
    community: values.one("community"),
    lead: values.one("lead"),
    leadAlt: values.one("lead_alt"),
    leadCredit: values.one("lead_credit"),
    publishAt: values.one("publish_at"),
    revision: values.one("revision"),
    submission: readId(values.one("submission")) ?? crypto.randomUUID(),
    resumes: readId(values.one("resumes")) ?? "",
    own,
  };
}
