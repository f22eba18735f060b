import { isAuthor } from "../../../features/contents/policy.ts";
import type { Content } from "../../../features/contents/show-content.ts";
import { hrefOf } from "../../addresses.ts";
import type { WebContext } from "../../env.ts";

/** To those who act for a structure that somebody else names here: they may take its name off. */
export function NamingNotice({ c, content }: { c: WebContext; content: Content }) {
  const t = c.get("t");
  const { viewer } = c.get("act");
  if (viewer.kind === "visitor" || isAuthor(viewer, content)) return null;
  const mine = content.structures.filter((each) => each.role !== "author" && viewer.actsFor.includes(each.id));
  return <>{mine.map((each) => (
    <form class="notice row" method="post" action={`/structures/${each.id}/nommee`}>
      <span>{t(each.role === "partner" ? "structure_named_here_partner" : "structure_named_here", { name: each.name })}</span>
      <input type="hidden" name="content" value={content.id} /><input type="hidden" name="retour" value={hrefOf(c, content)} />
      <button class="button quiet" name="accord" value="non" aria-label={`${t("structure_naming_decline")} – ${each.name}`}>{t("structure_naming_decline")}</button>
    </form>
  ))}</>;
}
