import type { FarState } from "../../../features/far-communities/far-community.ts";
import type { WebContext } from "../../env.ts";
import { isVisiting } from "../../visiting.ts";

/** To join a community of another server, to leave it, or what became of one's asking. */
export function FarCommunityActions({ c, handle, state }: { c: WebContext; handle: string; state: FarState | null }) {
  const t = c.get("t");
  const path = `/membres/${encodeURIComponent(handle)}`;
  if (isVisiting(c)) return null;
  if (state === null) return <a class="button" href={`${path}/rejoindre`} rel="nofollow">{t("community_join")}</a>;
  return (
    <>
      <span class="badge">{t(state === "in" ? "far_community_in" : "community_asked_badge")}</span>
      <form method="post" action={`${path}/quitter`}><button class="button quiet">{t(state === "in" ? "community_leave" : "community_unask")}</button></form>
    </>
  );
}
