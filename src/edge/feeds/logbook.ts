import { showContent } from "../../features/contents/show-content.ts";
import { listUpdatesAnywhere, type ProjectUpdate } from "../../features/projects/show-project.ts";
import { visitor } from "../../platform/viewer.ts";
import { canonicalOf } from "../addresses.ts";
import { territoryOf, type WebContext } from "../env.ts";
import { atomOf, jsonFeedOf, rssOf, type FeedEntry, type FeedHead } from "./forms.ts";

type Entry = FeedEntry & { readonly update: ProjectUpdate };

/** The logbook of a public project as a feed of its own; null when there is none. */
export async function logbookAs(c: WebContext, suffix: string): Promise<string | null> {
  const { reader, now } = c.get("services");
  const territory = territoryOf(c);
  const found = territory ? await showContent({ db: reader, viewer: visitor, now }, territory.id, "project", c.req.param("slug") ?? "") : null;
  if (!found || !("content" in found)) return null;
  const { content } = found;
  const home = canonicalOf(c, content);
  const { updates } = await listUpdatesAnywhere(reader, content.id, null, 50);
  const entries = updates.map((update): Entry => ({ id: update.id, title: update.text.split("\n")[0]?.slice(0, 120) ?? content.title, summary: update.text, publishedAt: update.at, updatedAt: update.at, tags: [], authors: update.by ? [update.by] : [], update }));
  const head: FeedHead<Entry> = { title: `${c.get("t")("logbook_title")} – ${content.title}`, home, self: `${home}/journal.${suffix}`, language: content.language, urlOf: (entry) => `${home}#u-${entry.id}`, titleOf: (entry) => entry.title };
  return suffix === "atom" ? atomOf(head, entries) : suffix === "rss" ? rssOf(head, entries) : jsonFeedOf(head, entries);
}
