import { showContent } from "../../../features/contents/show-content.ts";
import { canEdit } from "../../../features/contents/policy.ts";
import { listBelowAnywhere } from "../../../features/programmes/list-programme.ts";
import { showFamilyAnywhere } from "../../../features/programmes/show-family.ts";
import { showProgrammeAnywhere } from "../../../features/programmes/show-programme.ts";
import { touchContent, touchTerritory } from "../../../platform/facts.ts";
import { todayIn } from "../../../platform/time.ts";
import { canonicalOf, originOf } from "../../addresses.ts";
import { sharePage, territoryOf, type WebContext } from "../../env.ts";
import { programmeFilter, readProgrammeQuery } from "../../programme-query.ts";
import { page, type Route } from "../../route.ts";
import { missingPage } from "../errors.tsx";
import { FamilyLine } from "../parts/family.tsx";
import { mostShown, Programme } from "../parts/programme.tsx";
import { render } from "../shell.tsx";

/** What one can go to, of all that stands below an event: by day, place or audience. */
async function programme(c: WebContext) {
  const territory = territoryOf(c);
  const found = territory ? await showContent(c.get("act"), territory.id, "event", c.req.param("slug") ?? "") : null;
  if (!territory || !found) return missingPage(c);
  if ("moved" in found) return c.redirect(`/evenements/${found.moved}/programme`, 301);
  const { content } = found;
  const family = await showFamilyAnywhere(c.get("act"), content.id);
  const { db } = c.get("services");
  const query = readProgrammeQuery(c);
  const shown = await showProgrammeAnywhere(db, await listBelowAnywhere(db, { id: content.id, highest: family.highest }), programmeFilter(query), mostShown);
  if (content.state === "published") sharePage(c, [touchContent(content.id), touchTerritory(territory.id)]);
  const t = c.get("t");
  const action = `/evenements/${content.slug}/programme`;
  const { search } = new URL(c.req.url);
  const title = t("programme_of", { title: content.title });
  return render(c, { title, description: t("programme_description", { title: content.title }), canonical: `${canonicalOf(c, content)}/programme`, noindex: search !== "" || content.state !== "published", feeds: [{ type: "text/calendar", href: `${action}.ics${search}`, title }] }, (
    <div class="wrap">
      <div class="head">
        <FamilyLine c={c} above={[content, ...family.above]} />
        <h1>{title}</h1>
        <p class="soft small">{t("agenda_subscribe")} <a href={`${action}.ics${search}`}>ICS</a> · <a href={`${originOf(c, content.territory)}/api/v1/events/${content.id}/programme`}>JSON</a> · {t("programme_print")} <a href={`${action}.pdf${search}`}>PDF</a>, <a href={`${action.replace(/programme$/, "livret")}.pdf${search}`}>{t("programme_print_booklet")}</a></p>
        {canEdit(c.get("act").viewer, content) ? <div class="actions"><a class="button quiet" href={`/contribuer/evenement/${content.id}/programme`}>{t("programme_organise")}</a></div> : null}
      </div>
      <Programme c={c} shown={shown} query={query} action={action} today={todayIn(territory.zone, c.get("act").now())} />
    </div>
  ));
}

export const programmeRoutes: readonly Route[] = [page("/evenements/:slug/programme", "public", programme, { at: "territory" })];
