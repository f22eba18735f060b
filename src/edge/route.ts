import type { WebContext } from "./env.ts";

/** Who may knock. "public" stands on the list that tests/house/locked-doors.test.ts keeps. */
export type Access = "public" | "member" | "animator" | "coordinator";

export interface Route {
  readonly method: "GET" | "POST" | "PATCH" | "DELETE" | "OPTIONS";
  readonly path: string;
  readonly access: Access;
  /** Where it answers; everywhere unless said. */
  readonly at?: "portal" | "territory";
  /** It answers also at the hosts where a territory lived before: what other servers were told goes on standing there. Everything else leads to where it lives now. */
  readonly former?: true;
  /** Largest body in bytes; 1 MB unless said. */
  readonly maxBody?: number;
  /** A member's door that is open also to somebody who visits from another server; others are their own members'. */
  readonly visiting?: boolean;
  /** Which requests it is for; others go on to the next route. */
  readonly only?: (c: WebContext) => boolean;
  /** What a visitor is answered at a locked door instead of being sent to log in: what was typed must not be lost. */
  readonly whenSignedOut?: (c: WebContext) => Response | Promise<Response>;
  readonly handle: (c: WebContext) => Response | Promise<Response>;
}

export function page(path: string, access: Access, handle: Route["handle"], more: Partial<Route> = {}): Route {
  return { method: "GET", path, access, handle, ...more };
}

export function form(path: string, access: Access, handle: Route["handle"], more: Partial<Route> = {}): Route {
  return { method: "POST", path, access, handle, ...more };
}

/** Whether a path is one of a route's, by its beginning up to what varies. */
export function leadsTo(route: Route, path: string): boolean {
  const [fixed = ""] = route.path.split(/[:*]/);
  return fixed === route.path ? path === fixed : path.startsWith(fixed);
}
