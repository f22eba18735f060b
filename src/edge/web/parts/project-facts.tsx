import type { Content } from "../../../features/contents/show-content.ts";
import type { ProjectDetails } from "../../../features/projects/show-project.ts";
import { formatShortDay, readDate } from "../../../platform/time.ts";
import { Icon } from "../../../ui/icon.tsx";
import { structureHref } from "../../addresses.ts";
import type { WebContext } from "../../env.ts";

/** "de mars 2026 à juin 2027": when a project runs, as far as it is known. */
export function projectDates(c: WebContext, { startsOn, endsOn }: Pick<ProjectDetails, "startsOn" | "endsOn">): string {
  const t = c.get("t");
  const day = (text: string) => { const date = readDate(text); return date ? formatShortDay(date, c.get("locale")) : ""; };
  if (startsOn && endsOn) return t("from_until", { from: day(startsOn), until: day(endsOn) });
  return startsOn ? t("project_since", { day: day(startsOn) }) : endsOn ? t("project_until", { day: day(endsOn) }) : "";
}

export function ProjectFacts({ c, content, details }: { c: WebContext; content: Content; details: ProjectDetails }) {
  const t = c.get("t");
  const dates = projectDates(c, details);
  const behind = (role: "organiser" | "partner", label: string) => {
    const structures = content.structures.filter((each) => each.role === role);
    return structures.length > 0 ? <div><Icon name="structure" /><dt>{label}</dt><dd>{structures.map((each) => <><a href={structureHref(c, each)}>{each.name}</a><br /></>)}</dd></div> : null;
  };
  return (
    <aside aria-label={t("facts_title")}>
      <dl class="facts-box">
        <div><Icon name="project" /><dt>{t("project_stage")}</dt><dd><strong>{t(`project_stage_${details.stage}`)}</strong></dd></div>
        {dates ? <div><Icon name="clock" /><dt>{t("facts_when")}</dt><dd>{dates}</dd></div> : null}
        {details.communeName ? <div><Icon name="place" /><dt>{t("facts_where")}</dt><dd>{details.communeName}</dd></div> : null}
        {behind("organiser", t("project_carriers"))}
        {behind("partner", t("structure_facts_partners"))}
        {details.funding ? <div><Icon name="euro" /><dt>{t("project_funding")}</dt><dd>{details.funding}</dd></div> : null}
        {details.website ? <div><Icon name="online" /><dt>{t("structure_field_website")}</dt><dd><a href={details.website} rel="nofollow ugc noopener">{new URL(details.website).host}</a></dd></div> : null}
      </dl>
    </aside>
  );
}
