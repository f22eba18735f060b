import { allRoutes } from "../../src/main/doors.ts";
import type { Route } from "../../src/edge/route.ts";

/** Every route as the server mounts it in production. Health and figures are no routes: main/health.ts answers them by itself. */
export const routes: readonly Route[] = allRoutes({ development: false });

export function nameOf({ method, path }: Pick<Route, "method" | "path">): string {
  return `${method} ${path}`;
}

/** The address of a route with its parameters filled in; what `values` doesn't name is a well-formed id of nothing. */
export function addressOf(path: string, values: Readonly<Record<string, string>> = {}): string {
  return path.replace(/:(\w+)(?:\{[^/]*?(\.\w+)?\})?(?=\/|$)/g, (_, name: string, suffix: string | undefined) => `${encodeURIComponent(values[name] ?? nothing)}${suffix ?? ""}`).replace(/\\/g, "");
}

export const nothing = "00000000-0000-7000-8000-000000000000";
