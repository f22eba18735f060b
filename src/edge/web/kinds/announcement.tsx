import { isClosed } from "../../../features/announcements/announcement.ts";
import { announcementInput } from "../../../features/announcements/input.ts";
import { whenWritingTo } from "../../../features/announcements/policy.ts";
import { findStandingAnywhere, showAnnouncementAnywhere } from "../../../features/announcements/show-announcement.ts";
import { restoreAnnouncement, writeAnnouncement } from "../../../features/announcements/write-announcement.ts";
import { canCollect } from "../../../features/answers/policy.ts";
import { findCallAnywhere } from "../../../features/answers/show-call.ts";
import { announcementDraft, emptyAnnouncementDraft, readAnnouncementDraft, type AnnouncementDraft } from "../announcement-draft.ts";
import { announcementJsonLd } from "../announcement-json-ld.ts";
import { AnnouncementFacts, announcementWord, ClosedBadge, untilWords } from "../parts/announcement-facts.tsx";
import { CallActions } from "../parts/call-actions.tsx";
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
  restore: (c, id, revision) => restoreAnnouncement(c.get("act"), id, revision),
  async view(c, content) {
    const t = c.get("t");
    const details = await showAnnouncementAnywhere(c.get("services").db, content.id);
    if (!details) return { word: t("kind_announcement") };
    const { viewer, now } = c.get("act");
    const closed = isClosed(details, now());
    const [standing, call] = await Promise.all([findStandingAnywhere(c.get("services").db, content.id), findCallAnywhere(c.get("services").db, content.id)]);
    const writable = standing !== null && whenWritingTo(viewer, standing, now()) === "passed-on";
    return {
      word: announcementWord(c, details.type),
      badge: <ClosedBadge c={c} closesAt={details.closesAt} />,
      notice: closed ? <p class="notice alarm"><strong>{t("announcement_closed_told")}</strong> {untilWords(c, details)}. <a href={`/annonces?type=${details.type}`}>{t("announcement_closed_others")}</a></p> : null,
      actions: <>{call ? <CallActions c={c} content={content} call={call} /> : null}{writable ? <a class={call ? "button quiet" : "button"} href={`/annonces/${content.slug}/ecrire`}>{t("relay_open")}</a> : null}{!call && canCollect(viewer, content) ? <a class="button quiet" href={`/annonces/${content.slug}/appel`}>{t("call_collect")}</a> : null}</>,
      beside: <AnnouncementFacts c={c} content={content} details={details} />,
      jsonLd: announcementJsonLd(content, details),
      // Search engines that read no validThrough would go on showing it.
      noindex: closed,
    };
  },
};
