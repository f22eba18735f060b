import { eventInput } from "../../../features/agenda/input.ts";
import { writeEvent } from "../../../features/agenda/write-event.ts";
import type { Content } from "../../../features/contents/show-content.ts";
import type { MessageKey } from "../../../platform/messages.ts";
import { Group } from "../../../ui/form.tsx";
import { emptyEventDraft, eventDraft, readEventDraft, type EventDraft } from "../event-draft.ts";
import { originOf } from "../../addresses.ts";
import { eventJsonLd } from "../json-ld.ts";
import { StatusBadge } from "../parts/briefs.tsx";
import { EventFacts, SessionList } from "../parts/event-facts.tsx";
import { EventFields } from "../parts/event-fields.tsx";
import { readPicked, resolvePicked, StructurePicker, type Picked } from "../parts/structure-picker.tsx";
import type { Kind, OpenForm } from "./kind.ts";

interface Behind {
  readonly organisers: Picked;
  readonly partners: Picked;
}

const nobody: Behind = { organisers: { ids: [], typed: "" }, partners: { ids: [], typed: "" } };

function form(draft: EventDraft, behind: Behind): OpenForm {
  return {
    fields: (c, fault) => (
      <>
        <EventFields c={c} draft={draft} fault={fault} />
        <Group title={c.get("t")("structure_organisers")} open={behind.organisers.ids.length > 0 || behind.partners.ids.length > 0 || Boolean(fault("organisers") ?? fault("partners"))}>
          <StructurePicker c={c} name="organisers" label={c.get("t")("structure_organisers")} hint={c.get("t")("structure_organisers_hint")} picked={behind.organisers} fault={fault("organisers")} />
          <StructurePicker c={c} name="partners" label={c.get("t")("structure_partners")} picked={behind.partners} fault={fault("partners")} />
        </Group>
      </>
    ),
    async write(c, target, common, intent, territory) {
      const [organisers, partners] = [await resolvePicked(c, behind.organisers), await resolvePicked(c, behind.partners)];
      // Null is no list: the fault comes back at the field, with those that may be meant.
      const input = eventInput.safeParse({ ...common, zone: territory.zone, ...draft.input, organisers, partners });
      return input.success ? { outcome: await writeEvent(c.get("act"), target, input.data, intent) } : { error: input.error };
    },
  };
}

function standing(content: Content, role: "organiser" | "partner"): Picked {
  return { ids: content.structures.filter((each) => each.role === role).map((each) => each.id), typed: "" };
}

export const event: Kind = {
  kind: "event",
  empty: (c, territory) => form(emptyEventDraft(c.get("act").now(), territory.zone), nobody),
  of: (c, content, territory) => form(content.event ? eventDraft(content.event) : emptyEventDraft(c.get("act").now(), territory.zone), { organisers: standing(content, "organiser"), partners: standing(content, "partner") }),
  read: (_c, values) => form(readEventDraft(values), { organisers: readPicked(values, "organisers"), partners: readPicked(values, "partners") }),
  view(c, content) {
    const t = c.get("t");
    if (!content.event) return { word: t("kind_event") };
    const { status, statusReason } = content.event;
    return {
      word: t(`type_${content.event.type}` as MessageKey),
      badge: <StatusBadge c={c} status={status} />,
      notice: status === "on" ? null : <p class="notice alarm"><strong>{t(`status_${status}`)}</strong>{statusReason ? t("reason", { reason: statusReason }) : ""}</p>,
      above: <SessionList c={c} event={content.event} />,
      beside: <EventFacts c={c} event={content.event} slug={content.slug} structures={content.structures} />,
      jsonLd: eventJsonLd(content.event, content.structures.map((each) => ({ name: each.name, url: `${originOf(c, each.territory)}/structures/${each.slug}`, role: each.role }))),
      feeds: [{ type: "text/calendar", href: `/evenements/${content.slug}.ics`, title: content.title }],
    };
  },
};
