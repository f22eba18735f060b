import type { ToldOfSuspension } from "../../../features/suspensions/suspension.ts";
import { formatShortDay, todayIn } from "../../../platform/time.ts";
import type { WebContext } from "../../env.ts";

/** What somebody who knows their password and may not come in reads: that they are suspended, until when, why, and whom to write to. */
export function SuspendedNotice({ c, suspension: { territory: id, decidedBy, reason, until } }: { c: WebContext; suspension: ToldOfSuspension }) {
  const t = c.get("t");
  const directory = c.get("services").directory();
  const territory = directory.byId(id);
  const ours = decidedBy === "territory";
  return (
    <div class="notice alarm stack tight" role="alert">
      <p><strong>{until ? t("suspended_told_until", { date: formatShortDay(todayIn(territory.zone, until), c.get("locale")) }) : t("suspended_told")}</strong></p>
      {reason ? <p>{t("suspended_reason", { reason })}</p> : null}
      <p>{ours ? t("suspended_write_territory", { structure: territory.structureName, territory: territory.name }) : t("suspended_write_coordination")} <a href={`${ours ? directory.originOf(id) : directory.portalOrigin}/a-propos`}>{t("suspended_contact")}</a></p>
    </div>
  );
}
