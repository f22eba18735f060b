import type { WebContext } from "../env.ts";
import type { Route } from "../route.ts";
import { apiHeaders, problem, type Resource } from "./resource.ts";
import type { Writing } from "./writing.ts";

interface Door {
  readonly path: RegExp;
  readonly methods: readonly string[];
}

/** Each address of the API once, with all that one may do there. */
function doorsOf(resources: readonly Resource[], writings: readonly Writing[]): Door[] {
  const all = [...resources.map(({ path }) => ({ path, method: "GET" })), ...writings];
  const byPath = Map.groupBy(all, ({ path }) => path.replace(/:\w+/g, ":"));
  return [...byPath].map(([path, doors]) => ({ path: new RegExp(`^/api/v1${path.replaceAll(":", "[^/]+")}$`), methods: [...new Set(doors.map(({ method }) => method))].sort() }));
}

/**
 * What a page of another site asks before it sends a token or writes (Fetch standard, CORS preflight): the methods of
 * this address and the headers that they take, no more. No answer of the API looks at a cookie, so none is allowed.
 */
export function preflightOf(resources: readonly Resource[], writings: readonly Writing[]): Route {
  const doors = doorsOf(resources, writings);
  return {
    method: "OPTIONS",
    path: "/api/v1/*",
    access: "public",
    handle(c: WebContext) {
      const methods = doors.filter(({ path }) => path.test(c.req.path)).flatMap((door) => door.methods);
      if (methods.length === 0) return problem(c, 404, "No such address in this API");
      const takes = ["Authorization", ...(methods.includes("GET") ? ["If-None-Match"] : []), ...(methods.some((method) => method !== "GET" && method !== "DELETE") ? ["Content-Type"] : [])];
      const allowed = [...new Set(methods)].join(", ");
      return c.body(null, 204, { ...apiHeaders, "Allow": allowed, "Access-Control-Allow-Methods": allowed, "Access-Control-Allow-Headers": takes.join(", "), "Access-Control-Max-Age": "7200" });
    },
  };
}
