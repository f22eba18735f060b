import type { ContentId, MemberId, TerritoryId } from "../../platform/ids.ts";

interface OfDossier {
  readonly territory: TerritoryId;
  readonly subject: ContentId;
}
export interface ContentListed extends OfDossier {
  readonly kind: "dossier.content_listed";
  readonly content: ContentId;
}
export interface ContentProposed extends OfDossier {
  readonly kind: "dossier.content_proposed";
  readonly content: ContentId;
  readonly by: MemberId;
}
export interface SuggestionDecided extends OfDossier {
  readonly kind: "dossier.suggestion_decided";
  readonly content: ContentId;
  readonly by: MemberId;
  readonly accepted: boolean;
}
export interface CuratorsChanged extends OfDossier {
  readonly kind: "dossier.curators_changed";
  readonly member: MemberId;
}
/** Taken out by its curators, or by the content's own author. */
export interface ContentRemoved extends OfDossier {
  readonly kind: "dossier.content_removed";
  readonly content: ContentId;
}
/** Put into another order, or other sections. */
export interface Arranged extends OfDossier {
  readonly kind: "dossier.arranged";
}
export type DossierFact = ContentRemoved | Arranged | ContentListed | ContentProposed | SuggestionDecided | CuratorsChanged;
