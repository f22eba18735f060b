import { articleInput, restoreArticle, writeArticle } from "../../../features/articles/write-article.ts";
import { genres } from "../../../features/contents/content.ts";
import type { MessageKey } from "../../../platform/messages.ts";
import { Select } from "../../../ui/form.tsx";
import type { Kind, OpenForm } from "./kind.ts";

function form(genre: string): OpenForm {
  return {
    sorting: (c, fault) => {
      const t = c.get("t");
      return <Select name="genre" label={t("field_genre")} value={genre} fault={fault("genre")} options={genres.map((each) => ({ value: each, label: t(`genre_${each}`) }))} />;
    },
    async write(c, target, common, intent) {
      const input = articleInput.safeParse({ ...common, genre: genre || undefined });
      return input.success ? { outcome: await writeArticle(c.get("act"), target, input.data, intent) } : { error: input.error };
    },
  };
}

export const article: Kind = {
  kind: "article",
  empty: () => form("news"),
  of: (_c, content) => form(content.genre ?? "news"),
  read: (_c, values) => form(values.one("genre")),
  restore: (c, id, revision) => restoreArticle(c.get("act"), id, revision),
  view: (c, content) => ({ word: c.get("t")(content.genre ? (`genre_${content.genre}` as MessageKey) : "kind_article") }),
};
