import { createHash } from "node:crypto";
import { z } from "zod";
import { findApiTokenAnywhere } from "../../features/accounts/find-api-token.ts";
import { readChangeCursor, type ChangeCursor } from "../../platform/changes.ts";
import { readDate } from "../../platform/time.ts";
import type { Touch } from "../../platform/facts.ts";
import { touchContent, touchTerritory } from "../../platform/facts.ts";
import { readId, type ContentId } from "../../platform/ids.ts";
import { clientAddressOf, sharePage, territoryOf, type WebContext } from "../env.ts";
import type { Route } from "../route.ts";
import type { Territory } from "../../features/territories/territory.ts";

export const apiHeaders = { "Access-Control-Allow-Origin": "*", "Access-Control-Expose-Headers": "ETag, RateLimit, RateLimit-Policy, Retry-After, WWW-Authenticate, Link", "Content-Security-Policy": "default-src 'none'; sandbox" };

/** What every list takes. */
export const listQuery = {
  limit: z.coerce.number().int().min(1).max(100).default(20).describe("How many, 100 at most"),
  cursor: z.string().max(200).optional().describe("Where the last page ended: the `next` of its answer"),
  fields: z.string().max(300).optional().describe("Only these fields, separated by commas"),
  network: z.enum(["0", "1"]).default("0").describe("1: the whole network, whatever the host"),
};

export const updatedSince = z.iso.datetime({ offset: true }).refine((text) => readDate(text.slice(0, 10)) !== null, "Must be a date of our times").optional();

/** Where the changes that are asked for begin: after the last page, or at the moment that is named. */
export function changesFrom(since: string, cursor: string | undefined): ChangeCursor {
  return readChangeCursor(cursor) ?? { at: Temporal.Instant.from(since), id: null };
}

/** One address of the API: the schema that parses its query is the one that the contract shows. */
export interface Resource {
  readonly path: string;
  readonly summary: string;
  readonly query: z.ZodObject;
  /** One thing of the answer's `data`, or the answer itself when `single`. */
  readonly item: z.ZodType;
  readonly single?: boolean;
  readonly answer: (c: WebContext, query: Record<string, unknown>, territory: Territory | null) => Promise<{ data: unknown; next?: string | null } | null>;
}

/** RFC 9457. `field` names the parameter at fault. */
export function problem(c: WebContext, status: 400 | 401 | 403 | 404 | 409 | 429, title: string, field?: string, more: Record<string, string> = {}) {
  return c.body(JSON.stringify({ type: "about:blank", title, status, ...(field ? { field } : {}) }), status, { ...apiHeaders, ...more, "Content-Type": "application/problem+json" });
}

const quota = { name: "api", points: 1200, seconds: 300 };
// With a personal token: its own count, ten times as much.
const tokenQuota = { name: "api-token", points: 12_000, seconds: 300 };

/** Who is counted, and how much they may ask. Null for a token that nobody holds. */
async function quotaOf(c: WebContext): Promise<{ quota: typeof quota; key: string } | null> {
  const [, secret] = /^Bearer\s+(\S+)$/i.exec(c.req.header("authorization") ?? "") ?? [];
  if (!secret) return { quota, key: clientAddressOf(c) };
  const token = await findApiTokenAnywhere(c.get("services").db, c.get("services").now(), secret);
  return token && { quota: tokenQuota, key: token.id };
}

function policyOf({ name, points, seconds }: typeof quota) {
  return `"${name}";q=${points};w=${seconds}`;
}

export function routeOf(resource: Resource): Route {
  return {
    method: "GET",
    path: `/api/v1${resource.path}`,
    access: "public",
    async handle(c) {
      const asking = await quotaOf(c);
      const counted = asking ?? { quota, key: clientAddressOf(c) };
      const policy = policyOf(counted.quota);
      const allowed = await c.get("services").quota(counted.quota.name, counted.quota.points, counted.quota.seconds).take(counted.key);
      if (!allowed.ok) return problem(c, 429, "Too many requests", undefined, { "Retry-After": String(allowed.retryAfterSeconds), "RateLimit": `"${counted.quota.name}";r=0;t=${allowed.retryAfterSeconds}`, "RateLimit-Policy": policy });
      if (!asking) return problem(c, 401, "This token is unknown or out of date", undefined, { "WWW-Authenticate": "Bearer" });
      c.header("RateLimit-Policy", policy);
      c.header("RateLimit", `"${counted.quota.name}";r=${allowed.left};t=${allowed.resetSeconds}`);
      const parsed = resource.query.safeParse(c.req.query());
      if (!parsed.success) {
        const issue = parsed.error.issues[0];
        const field = issue?.code === "unrecognized_keys" ? issue.keys[0] : issue?.path.join(".");
        return problem(c, 400, issue?.message ?? "Invalid query", field);
      }
      const territory = parsed.data["network"] === "1" ? null : territoryOf(c);
      const answer = await resource.answer(c, parsed.data, territory);
      if (!answer) return problem(c, 404, "Nothing public at this address");
      const fields = typeof parsed.data["fields"] === "string" ? new Set(parsed.data["fields"].split(",")) : null;
      const data = fields ? pick(answer.data, fields) : answer.data;
      const id = readId<ContentId>(c.req.param("id"));
      const touches: Touch[] = territory ? [touchTerritory(territory.id), "territories"] : ["network", "territories"];
      sharePage(c, id ? [...touches, touchContent(id)] : touches);
      return json(c, resource.single ? { data } : { data, next: answer.next ?? null });
    },
  };
}

function pick(data: unknown, fields: ReadonlySet<string>): unknown {
  if (Array.isArray(data)) return data.map((each) => pick(each, fields));
  return Object.fromEntries(Object.entries(data as Record<string, unknown>).filter(([name]) => fields.has(name)));
}

export function json(c: WebContext, value: unknown) {
  const body = JSON.stringify(value);
  const etag = `"${createHash("sha256").update(body).digest("base64url").slice(0, 22)}"`;
  const headers = { ...apiHeaders, "Content-Type": "application/json; charset=utf-8", ETag: etag, "Cache-Control": "no-cache" };
  return c.req.header("if-none-match") === etag ? c.body(null, 304, headers) : c.body(body, 200, headers);
}
