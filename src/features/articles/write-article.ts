import { z } from "zod";
import type { Context } from "../../platform/context.ts";
import type { ContentId } from "../../platform/ids.ts";
import type { Outcome } from "../../platform/outcome.ts";
import { genres } from "../contents/content.ts";
import { restoreVersion, type RestoreRefusal } from "../contents/restore-version.ts";
import { contentFields, type Intent } from "../contents/input.ts";
import { writeContent, type Target, type WriteRefusal, type Written } from "../contents/write-content.ts";

export const articleInput = z.object({ ...contentFields, genre: z.enum(genres).default("news") });
export type ArticleInput = z.output<typeof articleInput>;

/** Writes an article: a first draft, a correction, a publication now or later. */
export function writeArticle(context: Context, target: Target, input: ArticleInput, intent: Intent): Promise<Outcome<Written, WriteRefusal>> {
  return writeContent(context, { kind: "article", target, ...input, ...intent, details: { genre: input.genre } }, async () => ({}));
}

/** Goes back to an earlier version, its genre too. */
export function restoreArticle(context: Context, id: ContentId, revision: number): Promise<Outcome<ContentId, RestoreRefusal>> {
  return restoreVersion(context, id, revision, async (_tx, _id, details) => {
    const genre = z.object({ genre: z.enum(genres) }).safeParse(details);
    return genre.success ? { details: {}, genre: genre.data.genre } : null;
  });
}
