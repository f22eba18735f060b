import type { z } from "zod";
import { findApiTokenAnywhere } from "../../features/accounts/find-api-token.ts";
import { findMemberViewerAnywhere } from "../../features/accounts/find-viewer.ts";
import type { Context } from "../../platform/context.ts";
import type { WebContext } from "../env.ts";
import type { Route } from "../route.ts";
import { apiHeaders, problem } from "./resource.ts";

export type WritingAnswer = { readonly status: 200 | 201; readonly data: unknown } | { readonly status: 204 } | { readonly refused: 400 | 403 | 404 | 409; readonly title: string; readonly field?: string };

/** One thing that a program does for the member whose token it shows: the same act as the page's, by the same rules. */
export interface Writing {
  readonly method: "POST" | "PATCH" | "DELETE";
  readonly path: string;
  readonly summary: string;
  readonly input: z.ZodObject;
  /** What is answered of what was written; null when nothing is. */
  readonly item: z.ZodType | null;
  readonly act: (c: WebContext, as: Context, input: Record<string, unknown>) => Promise<WritingAnswer>;
}

const name = "api-write";

export function writingRouteOf(writing: Writing): Route {
  return {
    method: writing.method,
    path: `/api/v1${writing.path}`,
    // Whoever shows no token is refused here, whatever cookie they have.
    access: "public",
    maxBody: 100_000,
    async handle(c) {
      const { db, now, throttle } = c.get("services");
      const [, secret] = /^Bearer\s+(\S+)$/i.exec(c.req.header("authorization") ?? "") ?? [];
      const token = secret ? await findApiTokenAnywhere(db, now(), secret) : null;
      const viewer = token && (await findMemberViewerAnywhere(db, token.member));
      if (!token || !viewer) return problem(c, 401, "Writing takes a personal token", undefined, { "WWW-Authenticate": "Bearer" });
      const allowed = await throttle(name, 300, 3600).take(token.id);
      if (!allowed.ok) return problem(c, 429, "Too many requests", undefined, { "Retry-After": String(allowed.retryAfterSeconds) });
      const parsed = writing.input.safeParse(writing.method === "DELETE" ? {} : await readJson(c));
      if (!parsed.success) return problem(c, 400, parsed.error.issues[0]?.message ?? "Invalid body", parsed.error.issues[0]?.path.join(".") || undefined);
      const answer = await writing.act(c, { db, viewer, now }, parsed.data);
      if ("refused" in answer) return problem(c, answer.refused, answer.title, answer.field);
      if (answer.status === 204) return c.body(null, 204, apiHeaders);
      return c.body(JSON.stringify({ data: answer.data }), answer.status, { ...apiHeaders, "Content-Type": "application/json; charset=utf-8", "Cache-Control": "no-store" });
    },
  };
}

async function readJson(c: WebContext): Promise<unknown> {
  return c.req.json().catch(() => null);
}
