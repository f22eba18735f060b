import { sql } from "kysely";
import { z } from "zod";
import type { Context } from "../../platform/context.ts";
import { inTransaction } from "../../platform/database.ts";
import { record } from "../../platform/facts.ts";
import { idSchema, type ContentId, type MemberId, type TerritoryId } from "../../platform/ids.ts";
import { done, refused, type Outcome } from "../../platform/outcome.ts";
import { tagKey } from "../../platform/text/slug.ts";

export const followInput = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("member"), target: idSchema<MemberId>() }),
  z.object({ kind: z.literal("territory"), target: idSchema<TerritoryId>() }),
  z.object({ kind: z.literal("dossier"), target: idSchema<ContentId>() }),
  z.object({ kind: z.literal("tag"), target: z.string().min(1).max(60).transform(tagKey).pipe(z.string().min(1)) }),
]);
export type FollowInput = z.output<typeof followInput>;

/** One who follows more than this follows nobody. */
export const mostFollows = 2000;

export interface Followed {
  readonly kind: "member.followed";
  readonly territory: null;
  readonly subject: MemberId;
  readonly by: MemberId;
}

export type FollowRefusal = { readonly kind: "sign-in" | "unknown" | "too-many" };

/** Follows a person, a tag, a territory or a dossier of any territory, or stops. Doing it twice does it once. */
export async function follow({ db, viewer, now }: Context, input: FollowInput, wanted: boolean): Promise<Outcome<null, FollowRefusal>> {
  if (viewer.kind === "visitor") return refused({ kind: "sign-in" });
  if (!wanted) {
    await sql`delete from follows where member_id = ${viewer.id} and kind = ${input.kind} and target = ${input.target}`.execute(db);
    return done(null);
  }
  return inTransaction(db, async (tx): Promise<Outcome<null, FollowRefusal>> => {
    const exists = {
      member: sql`select from members where id = ${input.target}::uuid and state = 'active' and id <> ${viewer.id}`,
      territory: sql`select from territories where id = ${input.target}::uuid`,
      dossier: sql`select from contents where id = ${input.target}::uuid and kind = 'dossier' and state = 'published'`,
      tag: sql`select 1`,
    }[input.kind];
    if ((await exists.execute(tx)).rows.length === 0) return refused({ kind: "unknown" });
    const { rows: [count] } = await sql<{ n: number }>`select count(*)::int as n from follows where member_id = ${viewer.id}`.execute(tx);
    if ((count?.n ?? 0) >= mostFollows) return refused({ kind: "too-many" });
    const { numAffectedRows } = await sql`insert into follows (member_id, kind, target, at) values (${viewer.id}, ${input.kind}, ${input.target}, ${now()}) on conflict do nothing`.execute(tx);
    if (Number(numAffectedRows) > 0 && input.kind === "member") {
      await record<Followed>(tx, { kind: "member.followed", territory: null, subject: input.target, by: viewer.id }, []);
    }
    return done(null);
  });
}

export async function isFollowing({ db, viewer }: Context, kind: FollowInput["kind"], target: string): Promise<boolean> {
  if (viewer.kind === "visitor") return false;
  const { rows } = await sql`select from follows where member_id = ${viewer.id} and kind = ${kind} and target = ${target}`.execute(db);
  return rows.length > 0;
}
