import type { Content } from "../../../features/contents/show-content.ts";
import { findGoingAnywhere } from "../../../features/participations/list-going.ts";
import { canReceive, whenGoing } from "../../../features/participations/policy.ts";
import { Icon } from "../../../ui/icon.tsx";
import type { WebContext } from "../../env.ts";
import { pathOf } from "../calling.ts";

/** Saying that one comes, or booking on the event's own page; for who organises, seeing who does. */
export async function goingActions(c: WebContext, content: Content) {
  const t = c.get("t");
  const { viewer, db, now } = c.get("act");
  const found = await findGoingAnywhere(db, content.id, viewer.kind === "member" ? viewer.id : null);
  if (!found || !content.event || !["published", "reserved"].includes(content.state)) return null;
  const verdict = whenGoing(viewer, found.event, now());
  const count = Math.max(content.event.going, content.event.goingTold ?? 0);
  const open = verdict === "counts" || verdict === "asks";
  const { state } = found;
  const { bookingUrl } = content.event;
  return (
    <>
      {open || state === "going" || state === "asked" ? (
        <form method="post" action="/participer">
          <input type="hidden" name="content" value={content.id} />
          <input type="hidden" name="retour" value={c.req.path} />
          {/* What is said stays said until one says the contrary. */}
          <button class="button quiet" name="aller" value={state === "going" || state === "asked" ? "0" : "1"} aria-pressed={state === "going" || state === "asked" ? "true" : "false"} disabled={state === "refused" && !found.event.elsewhere}><Icon name="people" />{t(state === "asked" ? "going_asked" : count > 0 ? "going_counted" : "going", { count })}</button>
        </form>
      ) : null}
      {verdict === "elsewhere" && bookingUrl ? <a class="button" href={bookingUrl} rel="nofollow ugc noopener"><Icon name="ticket" />{t("booking_open")}</a> : null}
      {canReceive(viewer, found.event) && !found.event.booked && content.event.joining !== "none" ? <a class="button quiet" href={pathOf(content, "/participants")}>{t("going_who")}</a> : null}
    </>
  );
}

/** What became of it, where that isn't plain from the button. */
export async function GoingNotice({ c, content }: { c: WebContext; content: Content }) {
  const t = c.get("t");
  const { viewer, db } = c.get("act");
  if (viewer.kind === "visitor" || !content.event) return <></>;
  const found = await findGoingAnywhere(db, content.id, viewer.id);
  if (!found?.state || found.state === "going") return content.event.joining === "invite" ? <p class="soft">{t("joining_invite")}</p> : <></>;
  return <p class="notice">{t(`going_told_${found.state}`)}</p>;
}
