import type { ContentId, MemberId, TerritoryId } from "../../platform/ids.ts";

export interface Going {
  readonly kind: "event.going" | "event.not_going";
  readonly territory: TerritoryId;
  readonly subject: ContentId;
  readonly by: MemberId;
}

/** Who organises answered somebody who wants to come, or sent them away. */
export interface GoingDecided {
  readonly kind: "event.going_decided";
  readonly territory: TerritoryId;
  readonly subject: ContentId;
  readonly member: MemberId;
  readonly accepted: boolean;
}
