import { isFeaturedInAnywhere } from "../../../features/communities/list-gathered.ts";
import { canModerateIn, canTend } from "../../../features/communities/policy.ts";
import { showCommunityAnywhere } from "../../../features/communities/show-community.ts";
import type { Content } from "../../../features/contents/show-content.ts";
import type { Child } from "hono/jsx";
import { TextArea } from "../../../ui/form.tsx";
import type { WebContext } from "../../env.ts";

/** What those who moderate its community may do with a content, on its page; nothing for others. */
export async function communityModeration(c: WebContext, content: Content): Promise<Child> {
  const act = c.get("act");
  if (!content.gathered || act.viewer.kind === "visitor" || (content.state !== "published" && content.state !== "reserved")) return null;
  const community = await showCommunityAnywhere(act, content.gathered.id);
  if (!community || !canModerateIn(act.viewer, community)) return null;
  const t = c.get("t");
  const featured = await isFeaturedInAnywhere(act, content.id);
  const address = `/communautes/contenus/${content.id}`;
  return (
    <>
      {canTend(act.viewer, community) ? <form method="post" action={`${address}/${featured ? "retirer-de-la-une" : "mettre-a-la-une"}`}><button class="button quiet">{t(featured ? "community_feature_stop" : "community_feature")}</button></form> : null}
      <details class="menu">
        <summary class="button quiet">{t("community_remove_content")}</summary>
        <div class="menu-list stack">
          <form class="stack" method="post" action={`${address}/retirer`}>
            <TextArea name="reason" label={t("community_reason")} hint={t(content.state === "reserved" ? "community_remove_reserved_hint" : "community_remove_content_hint")} />
            <button class="button">{t("community_remove_content")}</button>
          </form>
        </div>
      </details>
    </>
  );
}
