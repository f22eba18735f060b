import type { ContentKind } from "../../../features/contents/content.ts";
import { listOtherWritersAnywhere, listWritings } from "../../../features/writings/list-writings.ts";
import type { OtherWriter } from "../../../features/writings/writing.ts";
import type { ContentId, TerritoryId } from "../../../platform/ids.ts";
import { formatAgo } from "../../../platform/time.ts";
import { wordOf } from "../../addresses.ts";
import type { WebContext } from "../../env.ts";

/** What the member began and didn't save, to take up again, and who else is writing the same content. */
export async function writingNotices(c: WebContext, territory: TerritoryId, kind: ContentKind, content: ContentId | null) {
  const act = c.get("act");
  const t = c.get("t");
  const [kept, others] = await Promise.all([listWritings(act, territory, kind, content), content ? listOtherWritersAnywhere(act, content) : []]);
  const form = `/contribuer/${wordOf(kind)}${content ? `/${content}` : ""}`;
  return (
    <>
      {others.length > 0 ? <p class="notice alarm">{othersWords(c, others)}</p> : null}
      {kept.map((writing) => (
        <div class="notice" data-writing={writing.id} data-at={writing.at.epochMilliseconds}>
          <p>{t("writing_kept", { title: writing.title || t("writing_untitled"), when: formatAgo(writing.at, act.now(), c.get("locale")) })}</p>
          <form method="post" action={`/contribuer/ecritures/${writing.id}/abandonner`} class="actions">
            <a class="button quiet" href={`${form}?reprendre=${writing.id}`}>{t("writing_resume")}</a>
            <a class="button quiet" href={`/contribuer/ecritures/${writing.id}`}>{t("writing_compare")}</a>
            <button class="button quiet" type="submit">{t("writing_drop")}</button>
          </form>
        </div>
      ))}
    </>
  );
}

export function othersWords(c: WebContext, others: readonly OtherWriter[]): string {
  const [latest] = others;
  if (!latest) return "";
  const names = new Intl.ListFormat(c.get("locale"), { type: "conjunction" }).format(others.map((each) => each.name));
  return c.get("t")("writing_others", { count: others.length, names, when: formatAgo(latest.at, c.get("act").now(), c.get("locale")) });
}
