import type { Content } from "../../features/contents/show-content.ts";
import { listAttachedAnywhere, listTeamAnywhere, listUpdatesAnywhere, showProjectAnywhere } from "../../features/projects/show-project.ts";
import { originOf } from "../addresses.ts";
import { plainBodyHtml } from "../body-html.ts";
import type { WebContext } from "../env.ts";
import { contentOf } from "./shapes.ts";

/** What a project adds to a content: its stage, its team, what it looks for, the last entries of its logbook. */
export async function projectOf(c: WebContext, content: Content): Promise<object> {
  const { reader, now } = c.get("services");
  const [details, team, attached, logbook] = await Promise.all([showProjectAnywhere(reader, content.id), listTeamAnywhere(reader, content.id), listAttachedAnywhere(reader, content.id, now()), listUpdatesAnywhere(reader, content.id, null, 20)]);
  if (!details) return {};
  const personOf = (person: { readonly name: string; readonly handle: string }) => ({ name: person.name, handle: person.handle, url: `${originOf(c, content.territory)}/membres/${person.handle}` });
  return {
    project: {
      ...details,
      // The reader's role is shown those who accepted only; said again here, since this leaves the house.
      team: team.filter((person) => person.state === "in").map((person) => ({ ...personOf(person), role: person.role })),
      structures: content.structures.filter((each) => each.role !== "author").map((each) => ({ name: each.name, url: `${originOf(c, each.territory)}/structures/${each.slug}`, role: each.role === "organiser" ? "carrier" : "partner" })),
      needs: attached.needs.map((card) => contentOf(c, card)),
      contents: attached.others.map((card) => contentOf(c, card)),
      logbook: logbook.updates.map((update) => ({ id: update.id, at: update.at.toString(), by: update.by ? personOf(update.by) : null, html: plainBodyHtml(c, content.territory, update.body) })),
    },
  };
}
