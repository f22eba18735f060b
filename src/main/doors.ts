import { federationRoutes } from "../edge/activitypub/routes.ts";
import { apiRoutes } from "../edge/api/routes.ts";
import { developmentRoutes } from "../edge/web/pages/development.tsx";
import { feedRoutes } from "../edge/feeds/routes.ts";
import type { Services } from "../edge/env.ts";
import type { Route } from "../edge/route.ts";
import { webRoutes } from "../edge/web/routes.ts";

/** Every route of the server, in the order in which they are tried. Health is answered before them: see health.ts. */
export function allRoutes(services: Pick<Services, "development">): Route[] {
  return [...(services.development ? developmentRoutes : []), ...federationRoutes, ...apiRoutes, ...feedRoutes, ...webRoutes];
}
