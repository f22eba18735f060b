import { eventInput } from "../../../features/agenda/input.ts";
import { writeEvent } from "../../../features/agenda/write-event.ts";
import type { MessageKey } from "../../../platform/messages.ts";
import { emptyEventDraft, eventDraft, readEventDraft, type EventDraft } from "../event-draft.ts";
import { eventJsonLd } from "../json-ld.ts";
import { StatusBadge } from "../parts/briefs.tsx";
import { EventFacts, SessionList } from "../parts/event-facts.tsx";
import { EventFields } from "../parts/event-fields.tsx";
import type { Kind, OpenForm } from "./kind.ts";

function form(draft: EventDraft): OpenForm {
  return {
    fields: (c, fault) => <EventFields c={c} draft={draft} fault={fault} />,
    async write(c, target, common, intent, territory) {
      const input = eventInput.safeParse({ ...common, zone: territory.zone, ...draft.input });
      return input.success ? { outcome: await writeEvent(c.get("act"), target, input.data, intent) } : { error: input.error };
    },
  };
}

export const event: Kind = {
  kind: "event",
  empty: (c, territory) => form(emptyEventDraft(c.get("act").now(), territory.zone)),
  of: (c, content, territory) => form(content.event ? eventDraft(content.event) : emptyEventDraft(c.get("act").now(), territory.zone)),
  read: (_c, values) => form(readEventDraft(values)),
  view(c, content) {
    const t = c.get("t");
    if (!content.event) return { word: t("kind_event") };
    const { status, statusReason } = content.event;
    return {
      word: t(`type_${content.event.type}` as MessageKey),
      badge: <StatusBadge c={c} status={status} />,
      notice: status === "on" ? null : <p class="notice alarm"><strong>{t(`status_${status}`)}</strong>{statusReason ? t("reason", { reason: statusReason }) : ""}</p>,
      above: <SessionList c={c} event={content.event} />,
      beside: <EventFacts c={c} event={content.event} slug={content.slug} />,
      jsonLd: eventJsonLd(content.event),
      feeds: [{ type: "text/calendar", href: `/evenements/${content.slug}.ics`, title: content.title }],
    };
  },
};
