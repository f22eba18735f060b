import type { Family, Relative } from "../../../features/programmes/show-family.ts";
import type { ProgrammeLine } from "../../../features/programmes/programme.ts";
import { hrefOf } from "../../addresses.ts";
import type { WebContext } from "../../env.ts";
import { ProgrammeItem } from "./programme.tsx";

type Above = Pick<Relative, "territory" | "slug" | "title">;

/** Where an event stands: the highest first. */
export function FamilyLine({ c, above }: { c: WebContext; above: readonly Above[] }) {
  if (above.length === 0) return null;
  return <p>{[...above].reverse().map((each, index) => <>{index > 0 ? " › " : ""}<a href={hrefOf(c, { ...each, kind: "event" })}>{each.title}</a></>)}</p>;
}

/** On the page of an event: what comes next in its programme, and the way to all of it. */
export function ProgrammePreview({ c, slug, family, lines }: { c: WebContext; slug: string; family: Family; lines: readonly ProgrammeLine[] }) {
  const t = c.get("t");
  if (family.children === 0) return null;
  return (
    <section class="stack" aria-labelledby="programme">
      <h2 id="programme">{t("programme_title")}</h2>
      {lines.length > 0 ? <div>{lines.map((line) => <ProgrammeItem c={c} line={line} withDate />)}</div> : null}
      <p><a class="button" href={`/evenements/${slug}/programme`}>{t("programme_whole", { count: family.children })}</a></p>
    </section>
  );
}
