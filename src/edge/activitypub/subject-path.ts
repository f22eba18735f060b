import type { Subject } from "../../features/federation/subject.ts";

/** The page of one of ours, at the host of their territory. */
export function subjectPath({ kind, slug }: Pick<Subject, "kind" | "slug">): string {
  switch (kind) {
    case "member":
      return `/membres/${slug}`;
    case "structure":
      return `/structures/${slug}`;
    case "community":
      return `/communautes/${slug}`;
    case "project":
      return `/projets/${slug}`;
    case "tag":
      return `/mots-cles/${encodeURIComponent(slug)}`;
    case "territory":
      return "/";
  }
}
