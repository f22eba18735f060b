import { raw } from "hono/html";
import type { Duplicate } from "../../../features/structures/alike.ts";
import type { ListedStructure, StructureName } from "../../../features/structures/list-structures.ts";
import { patternOf } from "../../../features/tags/themes.ts";
import type { MessageKey } from "../../../platform/messages.ts";
import { Icon } from "../../../ui/icon.tsx";
import { drawPattern } from "../../../ui/pattern.ts";
import { structureHref } from "../../addresses.ts";
import type { WebContext } from "../../env.ts";
import { Origin, Picture } from "./cards.tsx";

export function StructureType({ c, type }: { c: WebContext; type: string }) {
  return <span class="kind"><Icon name="structure" />{c.get("t")(`structure_type_${type}` as MessageKey)}</span>;
}

export function StructureCard({ c, structure, level = 2 }: { c: WebContext; structure: ListedStructure; level?: 2 | 3 }) {
  const Heading = `h${level}` as "h2";
  return (
    <article class="card">
      <div class={structure.picture ? "picture logo" : "picture"}>{structure.picture ? <Picture picture={structure.picture} sizes="(min-width: 60rem) 24rem, 92vw" alt="" /> : raw(drawPattern(patternOf(structure.themes, c.get("services").directory().byId(structure.territory).themes), structure.name))}</div>
      <div class="inside">
        <div class="row"><StructureType c={c} type={structure.type} /></div>
        <Heading><a href={structureHref(c, structure)}>{structure.name}</a></Heading>
        {structure.summary ? <p>{structure.summary}</p> : null}
        <p class="foot">{structure.communeName} <Origin c={c} card={structure} /></p>
      </div>
    </article>
  );
}

/** What a like structure is, and why it is thought to be the same. */
export function DuplicateLine({ c, duplicate }: { c: WebContext; duplicate: Duplicate }) {
  const t = c.get("t");
  return (
    <li>
      <a href={structureHref(c, duplicate)} target="_blank">{duplicate.name}</a>
      <span class="soft"> {[duplicate.address, duplicate.communeName].filter(Boolean).join(", ")} – {duplicate.reasons.map((reason) => t(`structure_reason_${reason}`)).join(", ")}</span>
    </li>
  );
}

/** Names in a line each, as search and the home of a choice show them. */
export function StructureNames({ c, names }: { c: WebContext; names: readonly StructureName[] }) {
  return <ul class="brief">{names.map((each) => <li><a href={structureHref(c, each)}>{each.name}</a><span class="soft">{each.commune}</span></li>)}</ul>;
}
