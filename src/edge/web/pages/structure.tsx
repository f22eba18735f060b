import { raw } from "hono/html";
import { contentKinds } from "../../../features/contents/content.ts";
import { readCursor, writeCursor } from "../../../features/contents/list-contents.ts";
import { isFollowingAnywhere } from "../../../features/follows/find-follow.ts";
import { proposeAgain } from "../../../features/structures/decide-proposal.ts";
import { readId, type StructureId } from "../../../platform/ids.ts";
import { listByKindAnywhere, listComingAnywhere, listPublishedAnywhere } from "../../../features/structures/list-published.ts";
import { canActFor, canClaim, canDecideStanding, canEditStructure, canManagePeople } from "../../../features/structures/policy.ts";
import { findRefusalAnywhere, listPeopleAnywhere, showStructure, type Person, type Structure } from "../../../features/structures/show-structure.ts";
import { touchTerritory } from "../../../platform/facts.ts";
import type { MessageKey } from "../../../platform/messages.ts";
import { renderText } from "../../../platform/text/render.ts";
import { excerpt, plainText } from "../../../platform/text/plain.ts";
import { formatShortDay, todayIn } from "../../../platform/time.ts";
import { Icon } from "../../../ui/icon.tsx";
import { originOf, structureHref } from "../../addresses.ts";
import { sharePage, territoryOf, zoneOf, type WebContext } from "../../env.ts";
import { accessRefused, missingPage } from "../errors.tsx";
import { structureJsonLd } from "../json-ld-structure.ts";
import { Avatar } from "../parts/avatar.tsx";
import { ContentCard, Picture } from "../parts/cards.tsx";
import { FollowButton } from "../parts/follow-button.tsx";
import { HoursWords } from "../parts/hours-words.tsx";
import { PageTurns } from "../parts/listing.tsx";
import { StructureType } from "../parts/structure-cards.tsx";
import { form, page, type Route } from "../../route.ts";
import { themeName } from "../../themes.ts";
import { render } from "../shell.tsx";

async function show(c: WebContext) {
  const territory = territoryOf(c);
  const found = territory ? await showStructure(c.get("act"), territory.id, c.req.param("slug") ?? "") : null;
  if (!found) return missingPage(c);
  if ("moved" in found) return c.redirect(structureHref(c, found.moved), 301);
  return structurePage(c, found.structure);
}

async function structurePage(c: WebContext, structure: Structure) {
  const { db, now } = c.get("services");
  const t = c.get("t");
  const { viewer } = c.get("act");
  const [people, published, following, refusal] = await Promise.all([
    listPeopleAnywhere(db, structure.id),
    listByKindAnywhere(db, structure.id, now(), 3),
    isFollowingAnywhere(c.get("act"), "structure", structure.id),
    findRefusalAnywhere(c.get("act"), structure),
  ]);
  // What it publishes may come from any territory.
  if (structure.state === "listed") sharePage(c, [touchTerritory(structure.territory), "network"]);
  const canonical = `${originOf(c, structure.territory)}/structures/${structure.slug}`;
  const logo = structure.picture ? `${originOf(c, structure.territory)}/media/${structure.picture.hash}-${structure.picture.widths.at(-1)}.webp` : undefined;
  const date = formatShortDay(todayIn(zoneOf(c, structure.territory), structure.updatedAt), c.get("locale"));
  const words = plainText(structure.body);
  const onMap = structure.latitude !== null;
  return render(c, {
    title: structure.name, description: structure.summary || excerpt(words, 200) || undefined, canonical, image: logo, noindex: structure.state !== "listed",
    document: structure.state === "listed" ? await c.get("services").documentOf({ kind: "structure", subject: structure.id, territory: structure.territory, slug: structure.slug }) : null,
    jsonLd: structure.state === "listed" ? structureJsonLd(structure, canonical, logo, todayIn(zoneOf(c, structure.territory), now())) : undefined, ...(onMap ? { islands: ["map"], styles: ["map_styles"] } : {}),
  }, (
    <article class="wrap">
      <header class="head">
        <div class="row"><StructureType c={c} type={structure.type} />{structure.themes.map((theme) => <a class="chip" href={`/themes/${theme}`}>{themeName(c, theme)}</a>)}</div>
        <h1>{structure.name}{structure.acronym ? <> <span class="soft">({structure.acronym})</span></> : null}</h1>
        {structure.summary ? <p class="lead">{structure.summary}</p> : null}
        {refusal ? (
          <form class="notice alarm stack tight" method="post" action={`/structures/${structure.id}/proposer-a-nouveau`}><p>{t("structure_refused")}</p><blockquote>{refusal}</blockquote>
            <div class="actions"><button class="button quiet">{t("structure_propose_again")}</button></div></form>
        ) : structure.state === "listed" ? null : <p class="notice alarm">{t(structure.state === "proposed" ? "structure_state_proposed" : "structure_state_hidden")}</p>}
        <Actions c={c} structure={structure} following={following} />
      </header>
      <div class="columns facts-first">
        <Facts c={c} structure={structure} />
        <div class="stack loose">
          {structure.picture ? <figure class="logo"><Picture picture={structure.picture} sizes="(min-width: 60rem) 30rem, 92vw" lazy={false} /></figure> : null}
          {words ? <div class="prose">{raw(renderText(structure.body, { image: () => "", tableLabel: t("table") }))}</div> : null}
          {published.length === 0 ? <p class="empty">{t("structure_contents_none")}</p> : published.map((each) => (
            <section class="stack" aria-labelledby={`of-${each.kind}`}><div class="spread"><h2 id={`of-${each.kind}`}>{t(`list_${each.kind}`)}</h2>{each.more ? <a href={`/structures/${structure.slug}/contenus?genre=${each.kind}`}>{t("structure_see_all", { kind: t(`list_${each.kind}`) })}</a> : null}</div>
              <div class="grid">{each.cards.map((card) => <ContentCard c={c} card={card} />)}</div></section>
          ))}
          <People c={c} structure={structure} people={people} />
          {onMap ? <Place c={c} structure={structure} /> : null}
          <p class="soft small">{t("structure_updated", { date })}{viewer.kind === "visitor" && structure.people.length === 0 ? <> · <a href={`${structureHref(c, structure)}/representer`}>{t("structure_claim")}</a></> : null}</p>
        </div>
      </div>
    </article>
  ));
}

/** All that a structure publishes or stands behind, of one kind or of all; of events, those to come before the others. */
async function contents(c: WebContext) {
  const { db, now } = c.get("services");
  const t = c.get("t");
  const territory = territoryOf(c);
  const found = territory ? await showStructure(c.get("act"), territory.id, c.req.param("slug") ?? "") : null;
  if (!found) return missingPage(c);
  if ("moved" in found) return c.redirect(`${structureHref(c, found.moved)}/contenus${new URL(c.req.url).search}`, 301);
  const { structure } = found;
  const kind = contentKinds.find((each) => each === c.req.query("genre")) ?? null;
  const cursor = readCursor(c.req.query("suite"));
  const [coming, listing] = await Promise.all([kind === "event" && !cursor ? listComingAnywhere(db, structure.id, now(), 24) : [], listPublishedAnywhere(db, structure.id, kind, cursor, 24)]);
  if (structure.state === "listed") sharePage(c, [touchTerritory(structure.territory), "network"]);
  const title = t("structure_contents_of", { name: structure.name });
  const soon = new Set(coming.map((card) => card.id));
  const others = listing.cards.filter((card) => !soon.has(card.id));
  return render(c, { title, noindex: true }, (
    <div class="wrap">
      <div class="head"><p class="soft"><a href={structureHref(c, structure)}>{structure.name}</a></p><h1>{title}</h1></div>
      <nav aria-label={t("column_kind")}><ul class="chips">{[null, ...contentKinds].map((each) => <li><a class="chip" href={`/structures/${structure.slug}/contenus${each ? `?genre=${each}` : ""}`} aria-current={each === kind ? "true" : undefined}>{each ? t(`list_${each}`) : t("filter_any")}</a></li>)}</ul></nav>
      <div class="stack loose section">
        {coming.length > 0 ? <section class="stack" aria-labelledby="coming"><h2 id="coming">{t("structure_coming")}</h2><div class="grid">{coming.map((card) => <ContentCard c={c} card={card} />)}</div></section> : null}
        {others.length > 0 ? <div class="grid">{others.map((card) => <ContentCard c={c} card={card} level={coming.length > 0 ? 3 : 2} />)}</div> : coming.length === 0 ? <p class="empty">{t("structure_contents_none")}</p> : null}
      </div>
      <PageTurns c={c} first={!cursor} next={listing.next ? writeCursor(listing.next) : null} />
    </div>
  ));
}

function Actions({ c, structure, following }: { c: WebContext; structure: Structure; following: boolean }) {
  const t = c.get("t");
  const { viewer } = c.get("act");
  return (
    <div class="actions">
      {structure.state === "listed" ? <FollowButton c={c} kind="structure" target={structure.id} following={following} /> : null}
      {canEditStructure(viewer, structure) ? <a class="button quiet" href={`/contribuer/structure/${structure.id}`}>{t("edit")}</a> : null}
      {canManagePeople(viewer, structure) || structure.people.some((each) => viewer.kind === "member" && each.member === viewer.id) ? <a class="button quiet" href={`/structures/${structure.slug}/membres`}>{t("structure_manage")}</a> : null}
      {canActFor(viewer, structure) ? <a class="button quiet" href={`/structures/${structure.slug}/nommee`}>{t("structure_namings")}</a> : null}
      {canClaim(viewer, structure) ? <a class="button quiet" href={`/structures/${structure.slug}/representer`}>{t("structure_claim")}</a> : null}
      {canDecideStanding(viewer, structure) ? (
        <form method="post" action={`/animation/structures/${structure.id}/${structure.state === "listed" ? "retirer" : "accepter"}`}><button class="button quiet">{t(structure.state === "listed" ? "structure_hide_it" : "structure_list_it")}</button></form>
      ) : null}
      {canDecideStanding(viewer, structure) ? <a class="button quiet" href={`/animation/doublons?avec=${structure.id}`}>{t("structure_merge_with")}</a> : null}
    </div>
  );
}

function Facts({ c, structure }: { c: WebContext; structure: Structure }) {
  const t = c.get("t");
  const place = [structure.address, [structure.postcode, structure.communeName].filter(Boolean).join(" ")].filter(Boolean);
  const numbers = [structure.siret ? `SIRET ${structure.siret}` : "", structure.rna ? `RNA ${structure.rna}` : ""].filter(Boolean);
  const links = [...(structure.website ? [{ url: structure.website, label: "" }] : []), ...structure.links];
  return (
    <aside aria-label={t("facts_title")}>
      <dl class="facts-box">
        {place.length > 0 ? <div><Icon name="place" /><dt>{t("facts_where")}</dt><dd>{place.map((part) => <>{part}<br /></>)}</dd></div> : null}
        {structure.hours ? <div><Icon name="clock" /><dt>{t("hours_title")}</dt><dd><HoursWords c={c} text={structure.hours} where={{ zone: zoneOf(c, structure.territory), communeCode: structure.communeCode }} /></dd></div> : null}
        {structure.accessibility.length > 0 ? <div><Icon name="accessible" /><dt>{t("facts_access")}</dt><dd>{structure.accessibility.map((each) => t(`access_${each}` as MessageKey)).join(", ")}</dd></div> : null}
        {structure.phone ? <div><Icon name="people" /><dt>{t("structure_field_phone")}</dt><dd><a href={`tel:${structure.phone.replace(/[^+\d]/g, "")}`}>{structure.phone}</a></dd></div> : null}
        {links.length > 0 ? <div><Icon name="link" /><dt>{t("structure_group_contact")}</dt><dd>{links.map((link) => <><a href={link.url} rel="nofollow ugc noopener">{link.label || new URL(link.url).host}</a><br /></>)}</dd></div> : null}
        {numbers.length > 0 || structure.wikidata || structure.osm ? (
          <div><Icon name="structure" /><dt>{t("structure_group_numbers")}</dt><dd>{numbers.map((number) => <>{number}<br /></>)}
            {structure.wikidata ? <><a href={`https://www.wikidata.org/wiki/${structure.wikidata}`} rel="noopener">Wikidata {structure.wikidata}</a><br /></> : null}
            {structure.osm ? <a href={`https://www.openstreetmap.org/${structure.osm}`} rel="noopener">OpenStreetMap</a> : null}</dd></div>
        ) : null}
      </dl>
    </aside>
  );
}

function People({ c, structure, people }: { c: WebContext; structure: Structure; people: readonly Person[] }) {
  const t = c.get("t");
  return (
    <section class="stack" aria-labelledby="people"><h2 id="people">{t("structure_people")}</h2>
      {people.length > 0 ? <ul class="plain grid">{people.map((person) => <li class="byline"><Avatar name={person.name} /><div><a href={`${originOf(c, structure.territory)}/membres/${person.handle}`}><strong>{person.name}</strong></a><p class="soft small">{t(`structure_role_${person.role}`)}</p></div></li>)}</ul> : <p class="soft">{t("structure_people_none")}</p>}
    </section>
  );
}

function Place({ c, structure }: { c: WebContext; structure: Structure }) {
  const label = c.get("t")("structure_group_where");
  return (
    <section class="stack" aria-labelledby="where"><h2 id="where">{label}</h2>
      <es-map class="map" data-lat={String(structure.latitude)} data-lon={String(structure.longitude)} data-zoom="14" data-tiles={c.get("services").tilesUrl} data-label={`${c.get("t")("nav_map")} – ${structure.name}`} data-only="list"></es-map>
      <ul class="plain"><li data-lat={String(structure.latitude)} data-lon={String(structure.longitude)} data-title={structure.name} data-href={structureHref(c, structure)}>{[structure.address, structure.postcode, structure.communeName].filter(Boolean).join(" ")}</li></ul>
    </section>
  );
}

async function doProposeAgain(c: WebContext) {
  const id = readId<StructureId>(c.req.param("id"));
  const outcome = id ? await proposeAgain(c.get("act"), id) : null;
  if (!outcome || (!outcome.done && outcome.refusal.kind === "unknown")) return missingPage(c);
  return outcome.done ? c.redirect(structureHref(c, outcome.value), 303) : accessRefused(c, "forbidden");
}

export const structureRoutes: readonly Route[] = [page("/structures/:slug", "public", show, { at: "territory" }), page("/structures/:slug/contenus", "public", contents, { at: "territory" }), form("/structures/:id/proposer-a-nouveau", "member", doProposeAgain)];
