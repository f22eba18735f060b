import type { MemberId, TerritoryId } from "../../platform/ids.ts";
import type { ReportId } from "./reported.ts";

/** Somebody here reported something; `forward`: the server is to be told where it stands. */
export interface ReportMade {
  readonly kind: "report.made";
  readonly territory: TerritoryId;
  readonly subject: ReportId;
  readonly forward: boolean;
}

export interface ReportSettled {
  readonly kind: "report.settled";
  readonly territory: TerritoryId;
  readonly subject: ReportId;
  readonly by: MemberId;
}
