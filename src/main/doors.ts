import { apiRoutes } from "../edge/api/routes.ts";
import { developmentRoutes } from "../edge/web/pages/development.tsx";
import { feedRoutes } from "../edge/feeds/routes.ts";
import type { Services } from "../edge/env.ts";
import type { Route } from "../edge/route.ts";
import { webRoutes } from "../edge/web/routes.ts";
import type { Connections } from "../platform/database.ts";
import { serverVersion } from "../platform/health.ts";
import type { Metrics } from "./metrics.ts";

/** Every route of the server, in the order in which they are tried. */
export function allRoutes(services: Pick<Services, "development">, metrics: Metrics, connections: Pick<Connections, "db">): Route[] {
  return [...healthRoutes(metrics, connections), ...(services.development ? developmentRoutes : []), ...apiRoutes, ...feedRoutes, ...webRoutes];
}

function healthRoutes(metrics: Metrics, connections: Pick<Connections, "db">): Route[] {
  return [
    { method: "GET", path: "/livez", access: "public", handle: (c) => c.json({ status: "ok" }) },
    {
      method: "GET",
      path: "/readyz",
      access: "public",
      async handle(c) {
        try {
          await serverVersion(connections.db);
          return c.json({ status: "ok", database: "ok" });
        } catch {
          return c.json({ status: "failing", database: "unreachable" }, 503);
        }
      },
    },
    {
      method: "GET",
      path: "/metrics",
      access: "public",
      // Behind a token; without one configured, to this machine only.
      async handle(c) {
        const token = c.get("services").metricsToken;
        const local = /^(::1|::ffff:127\.|127\.)/.test(c.env.clientAddress) && c.req.header("x-forwarded-for") === undefined;
        const allowed = token ? c.req.header("authorization") === `Bearer ${token}` : local;
        return allowed ? c.text(await metrics.text()) : c.text("", 404);
      },
    },
  ];
}
