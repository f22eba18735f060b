import { listMapPoints } from "../../../features/agenda/list-points.ts";
import { listContentPoints } from "../../../features/contents/list-points.ts";
import { gatherPoints, type MapPoint, type View } from "../../../features/places/gather-points.ts";
import { drawGround } from "../../../features/places/ground.ts";
import { listStructurePoints } from "../../../features/structures/list-points.ts";
import { touchTerritory } from "../../../platform/facts.ts";
import { hrefOf, structureHref } from "../../addresses.ts";
import { agendaFilter, readAgendaQuery } from "../../agenda-query.ts";
import { sharePage, territoryOf, type WebContext } from "../../env.ts";
import { mapFilter, readLayers, type Layer } from "../../map-query.ts";
import { page, type Route } from "../../route.ts";
import { missingPage } from "../errors.tsx";

const mostPoints = 3000;

/** `vue=west,south,east,north`, within what a map can draw. */
function viewOf(c: WebContext): { view: View; zoom: number } | null {
  const edges = (c.req.query("vue") ?? "").split(",").map(Number);
  const zoom = Number(c.req.query("z"));
  const [west, south, east, north] = edges;
  if (edges.length !== 4 || west === undefined || south === undefined || east === undefined || north === undefined) return null;
  if (edges.some((edge) => !Number.isFinite(edge)) || !Number.isInteger(zoom) || zoom < 0 || zoom > 20) return null;
  return { view: [Math.max(-180, west), Math.max(-85, south), Math.min(180, east), Math.min(85, north)], zoom };
}

/** What the map draws: the layers asked for, by the agenda's filters, in the part that is seen, gathered for its zoom. */
async function points(c: WebContext) {
  const seen = viewOf(c);
  if (!seen) return missingPage(c);
  const { db } = c.get("services");
  const territory = territoryOf(c);
  const { filter } = agendaFilter(c, readAgendaQuery(c));
  const [here, lasting] = [territory?.id ?? null, mapFilter(filter)];
  const found = await Promise.all(readLayers(c).map(async (layer): Promise<(MapPoint & { layer: Layer })[]> => {
    const of = () => {
      if (layer === "event") return listMapPoints(db, here, filter, mostPoints);
      if (layer === "structure") return listStructurePoints(db, here, lasting, seen.view, seen.zoom, mostPoints);
      return listContentPoints(db, here, layer, lasting, seen.view, seen.zoom, mostPoints);
    };
    return (await of()).map((point) => ({ ...point, layer }));
  }));
  sharePage(c, territory ? [touchTerritory(territory.id)] : ["network"]);
  return c.json(gatherPoints(found.flat(), seen.view, seen.zoom).map((spot) => {
    const at = { lat: spot.latitude, lon: spot.longitude };
    if (!("point" in spot)) return { ...at, count: spot.count, partsAt: spot.partsAt };
    const { layer, ...point } = spot.point;
    return { ...at, layer, title: point.title, href: layer === "structure" ? structureHref(c, point) : hrefOf(c, { ...point, kind: layer }) };
  }));
}

function ground(c: WebContext) {
  return c.body(drawGround(), 200, { "Content-Type": "application/geo+json", "Cache-Control": "public, max-age=604800" });
}

export const mapPointRoutes: readonly Route[] = [page("/carte/points", "public", points), page("/carte/fond.json", "public", ground)];
