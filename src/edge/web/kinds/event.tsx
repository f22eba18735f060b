import { eventInput } from "../../../features/agenda/input.ts";
import { restoreEvent, writeEvent } from "../../../features/agenda/write-event.ts";
import { showContentAnywhere, type Content } from "../../../features/contents/show-content.ts";
import { listOperationsOfAnywhere } from "../../../features/operations/list-events.ts";
import { attachChild } from "../../../features/programmes/attach-child.ts";
import { listComingAnywhere } from "../../../features/programmes/list-programme.ts";
import { showFamilyAnywhere } from "../../../features/programmes/show-family.ts";
import { findPlaceOfEventAnywhere } from "../../../features/visiting/show-place.ts";
import { touchContent } from "../../../platform/facts.ts";
import { readId, type ContentId } from "../../../platform/ids.ts";
import type { MessageKey } from "../../../platform/messages.ts";
import { todayIn } from "../../../platform/time.ts";
import { Group } from "../../../ui/form.tsx";
import { emptyEventDraft, eventDraft, readEventDraft, type EventDraft } from "../event-draft.ts";
import { hrefOf, originOf } from "../../addresses.ts";
import type { WebContext } from "../../env.ts";
import { heldAt } from "../place-of-event.ts";
import { eventJsonLd, familyJsonLd } from "../json-ld.ts";
import { goingActions, GoingNotice } from "../parts/going-actions.tsx";
import { bookingActions } from "../parts/booking-actions.tsx";
import { StatusBadge } from "../parts/briefs.tsx";
import { EventFacts, SessionList } from "../parts/event-facts.tsx";
import { EventFields } from "../parts/event-fields.tsx";
import { FamilyLine, ProgrammePreview } from "../parts/family.tsx";
import { StatusNotice } from "../parts/postponed.tsx";
import { readPicked, resolvePicked, StructurePicker, type Picked } from "../parts/structure-picker.tsx";
import type { Kind, OpenForm } from "./kind.ts";

interface Behind {
  readonly organisers: Picked;
  readonly partners: Picked;
}

const nobody: Behind = { organisers: { ids: [], typed: "" }, partners: { ids: [], typed: "" } };

function form(draft: EventDraft, behind: Behind, parent: ContentId | null = null): OpenForm {
  return {
    fields: (c, fault) => (
      <>
        {parent ? <InProgramme c={c} parent={parent} /> : null}
        <EventFields c={c} draft={draft} fault={fault} />
        <Group title={c.get("t")("structure_organisers")} open={behind.organisers.ids.length > 0 || behind.partners.ids.length > 0 || Boolean(fault("organisers") ?? fault("partners"))}>
          <StructurePicker c={c} name="organisers" label={c.get("t")("structure_organisers")} hint={c.get("t")("structure_organisers_hint")} picked={behind.organisers} fault={fault("organisers")} />
          <StructurePicker c={c} name="partners" label={c.get("t")("structure_partners")} picked={behind.partners} fault={fault("partners")} />
        </Group>
      </>
    ),
    lacks: (c) => [
      ...(draft.audience.length === 0 && !draft.values["age_min"] ? [{ kind: "audience-missing" as const, about: "", field: "audience" }] : []),
      ...(isOver(draft, todayIn(draft.values["zone"] || "Europe/Paris", c.get("act").now()).toString()) ? [{ kind: "date-past" as const, about: "", field: "sessions" }] : []),
    ],
    async write(c, target, common, intent, territory) {
      const [organisers, partners] = [await resolvePicked(c, behind.organisers), await resolvePicked(c, behind.partners)];
      // Null is no list: the fault comes back at the field, with those that may be meant.
      const input = eventInput.safeParse({ ...common, zone: territory.zone, ...(await heldAt(c, territory, draft.input)), organisers, partners });
      if (!input.success) return { error: input.error };
      const outcome = await writeEvent(c.get("act"), target, input.data, intent);
      // It is written whatever becomes of this: whoever writes neither event is told on the page of the programme.
      if (outcome.done && parent && target.territory) await attachChild(c.get("act"), { child: outcome.value.id, parent });
      return { outcome };
    },
  };
}

/** Whether all that was typed of when is past. */
function isOver(draft: EventDraft, today: string): boolean {
  const last = [...draft.rows.filter((row) => row.date).map((row) => row.until || row.endDate || row.date), ...(draft.opening.from ? [draft.opening.until || "9999"] : [])].filter((day) => /^\d{4}/.test(day));
  return last.length > 0 && last.every((day) => day < today);
}

function standing(content: Content, role: "organiser" | "partner"): Picked {
  return { ids: content.structures.filter((each) => each.role === role).map((each) => each.id), typed: "" };
}

export const event: Kind = {
  kind: "event",
  empty: (c, territory) => form(emptyEventDraft(c.get("act").now(), territory.zone), nobody, readId<ContentId>(c.req.query("dans"))),
  of: (c, content, territory) => form(content.event ? eventDraft(content.event) : emptyEventDraft(c.get("act").now(), territory.zone), { organisers: standing(content, "organiser"), partners: standing(content, "partner") }),
  read: (_c, values) => form(readEventDraft(values), { organisers: readPicked(values, "organisers"), partners: readPicked(values, "partners") }, readId<ContentId>(values.one("dans"))),
  restore: (c, id, revision) => restoreEvent(c.get("act"), id, revision),
  async view(c, content, editing) {
    const t = c.get("t");
    const { event: details } = content;
    if (!details) return { word: t("kind_event") };
    const [family, operations] = await Promise.all([showFamilyAnywhere(c.get("act"), content.id), listOperationsOfAnywhere(c.get("services").db, content.id)]);
    const coming = family.children > 0 ? await listComingAnywhere(c.get("services").db, { id: content.id, highest: family.highest }, todayIn(details.zone, c.get("act").now()), 6) : [];
    return {
      word: t(`type_${details.type}` as MessageKey),
      badge: <><StatusBadge c={c} status={details.status} />{operations.map((each) => <a class="chip" href={hrefOf(c, { ...each, kind: "operation" })}>{each.label || each.title}</a>)}</>,
      notice: <><FamilyLine c={c} above={family.above} /><StatusNotice c={c} event={details} /><GoingNotice c={c} content={content} /></>,
      above: <SessionList c={c} event={details} />,
      below: <ProgrammePreview c={c} slug={content.slug} family={family} lines={coming} />,
      beside: <EventFacts c={c} event={details} slug={content.slug} structures={content.structures} place={await findPlaceOfEventAnywhere(c.get("services").db, content.id)} />,
      actions: <>{await goingActions(c, content)}{await bookingActions(c, content)}{editing ? <><a class="button quiet" href={`/contribuer/evenement/${content.id}/programme`}>{t("programme_organise")}</a><a class="button quiet" href={`/contribuer/evenement/${content.id}/dupliquer`}>{t("duplicate_open")}</a></> : null}</>,
      jsonLd: { ...eventJsonLd(details, content.structures.map((each) => ({ name: each.name, url: `${originOf(c, each.territory)}/structures/${each.slug}`, role: each.role }))), ...familyJsonLd(c, family) },
      feeds: [{ type: "text/calendar", href: `/evenements/${content.slug}.ics`, title: content.title }],
      touches: [...family.above, ...family.first, ...operations].map((each) => touchContent(each.id)),
    };
  },
};

/** What a new event will stand in. */
async function InProgramme({ c, parent }: { c: WebContext; parent: ContentId }) {
  const above = await showContentAnywhere(c.get("act"), parent);
  if (above?.kind !== "event") return <></>;
  return <p class="notice"><input type="hidden" name="dans" value={parent} />{c.get("t")("programme_in", { title: "" })}<a href={hrefOf(c, above)}>{above.title}</a></p>;
}
