import type { ContentId, TerritoryId } from "../../platform/ids.ts";

export interface ContentListed {
  readonly kind: "dossier.content_listed";
  readonly territory: TerritoryId;
  readonly subject: ContentId;
  readonly content: ContentId;
}

export type DossierFact = ContentListed;
