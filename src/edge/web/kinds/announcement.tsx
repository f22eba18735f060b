import { isClosed } from "../../../features/announcements/announcement.ts";
import { announcementInput } from "../../../features/announcements/input.ts";
import { showAnnouncementAnywhere } from "../../../features/announcements/show-announcement.ts";
import { writeAnnouncement } from "../../../features/announcements/write-announcement.ts";
import { announcementDraft, emptyAnnouncementDraft, readAnnouncementDraft, type AnnouncementDraft } from "../announcement-draft.ts";
import { announcementJsonLd } from "../announcement-json-ld.ts";
import { AnnouncementFacts, announcementWord, ClosedBadge, untilWords } from "../parts/announcement-facts.tsx";
import { AnnouncementFields } from "../parts/announcement-fields.tsx";
import type { Kind, OpenForm } from "./kind.ts";

function form(draft: AnnouncementDraft): OpenForm {
  return {
    fields: (c, fault) => <AnnouncementFields c={c} draft={draft} fault={fault} />,
    async write(c, target, common, intent, territory) {
      const input = announcementInput.safeParse({ ...common, ...draft.input, zone: territory.zone });
      return input.success ? { outcome: await writeAnnouncement(c.get("act"), target, input.data, intent) } : { error: input.error };
    },
  };
}

export const announcement: Kind = {
  kind: "announcement",
  empty: (c, territory) => form(emptyAnnouncementDraft(c.get("act").now(), territory.zone)),
  async of(c, content, territory) {
    const details = await showAnnouncementAnywhere(c.get("services").db, content.id);
    return form(details ? announcementDraft(details) : emptyAnnouncementDraft(c.get("act").now(), territory.zone));
  },
  read: (_c, values) => form(readAnnouncementDraft(values)),
  async view(c, content) {
    const t = c.get("t");
    const details = await showAnnouncementAnywhere(c.get("services").db, content.id);
    if (!details) return { word: t("kind_announcement") };
    const closed = isClosed(details, c.get("act").now());
    return {
      word: announcementWord(c, details.type),
      badge: <ClosedBadge c={c} closesAt={details.closesAt} />,
      notice: closed ? <p class="notice alarm"><strong>{t("announcement_closed_told")}</strong> {untilWords(c, details)}. <a href={`/annonces?type=${details.type}`}>{t("announcement_closed_others")}</a></p> : null,
      actions: details.relay && !closed && ["published", "reserved"].includes(content.state) ? <a class="button" href={`/annonces/${content.slug}/ecrire`}>{t("relay_open")}</a> : null,
      beside: <AnnouncementFacts c={c} content={content} details={details} />,
      jsonLd: announcementJsonLd(content, details),
      // Search engines that read no validThrough would go on showing it.
      noindex: closed,
    };
  },
};
