import { gatherPoints, type View } from "../../../features/agenda/gather-points.ts";
import { listMapPoints } from "../../../features/agenda/list-points.ts";
import { drawGround } from "../../../features/places/ground.ts";
import { touchTerritory } from "../../../platform/facts.ts";
import { hrefOf } from "../../addresses.ts";
import { agendaFilter, readAgendaQuery } from "../../agenda-query.ts";
import { sharePage, territoryOf, type WebContext } from "../../env.ts";
import { page, type Route } from "../../route.ts";
import { missingPage } from "../errors.tsx";

const mostPoints = 3000;

/** `vue=west,south,east,north`, widened to whole degrees of this zoom so that neighbours share an answer. */
function viewOf(c: WebContext): { view: View; zoom: number } | null {
  const edges = (c.req.query("vue") ?? "").split(",").map(Number);
  const zoom = Number(c.req.query("z"));
  const [west, south, east, north] = edges;
  if (edges.length !== 4 || west === undefined || south === undefined || east === undefined || north === undefined) return null;
  if (edges.some((edge) => !Number.isFinite(edge)) || !Number.isInteger(zoom) || zoom < 0 || zoom > 20) return null;
  return { view: [Math.max(-180, west), Math.max(-85, south), Math.min(180, east), Math.min(85, north)], zoom };
}

/** What the map draws: the agenda's filters, in the part that is seen, gathered for its zoom. */
async function points(c: WebContext) {
  const seen = viewOf(c);
  if (!seen) return missingPage(c);
  const territory = territoryOf(c);
  const found = await listMapPoints(c.get("services").db, territory?.id ?? null, agendaFilter(c, readAgendaQuery(c)).filter, mostPoints);
  sharePage(c, territory ? [touchTerritory(territory.id)] : ["network"]);
  return c.json(gatherPoints(found, seen.view, seen.zoom).map((spot) => {
    const at = { lat: spot.latitude, lon: spot.longitude };
    return "point" in spot ? { ...at, title: spot.point.title, href: hrefOf(c, { ...spot.point, kind: "event" }) } : { ...at, count: spot.count, partsAt: spot.partsAt };
  }));
}

function ground(c: WebContext) {
  return c.body(drawGround(), 200, { "Content-Type": "application/geo+json", "Cache-Control": "public, max-age=604800" });
}

export const mapRoutes: readonly Route[] = [page("/carte/points", "public", points), page("/carte/fond.json", "public", ground)];
