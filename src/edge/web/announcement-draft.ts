import type { AnnouncementDetails } from "../../features/announcements/show-announcement.ts";
import { findCommune } from "../../features/places/communes.ts";
import { todayIn } from "../../platform/time.ts";
import { communeOf } from "./event-draft.ts";
import type { FormValues } from "./form-data.ts";

/** The form of an announcement as it stands. */
export interface AnnouncementDraft {
  readonly values: Readonly<Record<string, string>>;
  /** What the schema of an announcement parses. */
  readonly input: object;
}

const names = ["type", "deadline", "deadline_time", "organisation", "commune", "contract", "contact_url", "relay"] as const;

export function emptyAnnouncementDraft(now: Temporal.Instant, zone: string): AnnouncementDraft {
  return { values: { type: "call-for-participation", deadline: todayIn(zone, now).add({ months: 1 }).toString(), relay: "1" }, input: {} };
}

export function readAnnouncementDraft(form: FormValues): AnnouncementDraft {
  const values: Record<string, string> = Object.fromEntries(names.map((name) => [name, form.one(name).trim()]));
  const typed = values["commune"] ?? "";
  const { deadline = "", deadline_time: time = "" } = values;
  return {
    values,
    input: {
      type: values["type"],
      deadline: deadline && time ? `${deadline}T${time}` : deadline,
      organisation: values["organisation"],
      communeCode: typed ? (communeOf(typed) ?? typed) : null,
      contract: values["contract"] || null,
      contactUrl: values["contact_url"] || null,
      relay: values["relay"] === "1",
    },
  };
}

/** A stored announcement, as the form shows it. */
export function announcementDraft(details: AnnouncementDetails): AnnouncementDraft {
  const [deadline = "", time = ""] = details.deadline.split("T");
  const commune = details.communeCode ? findCommune(details.communeCode) : null;
  return {
    values: {
      type: details.type, deadline, deadline_time: time.slice(0, 5), organisation: details.organisation, contract: details.contract ?? "", contact_url: details.contactUrl ?? "", relay: details.relay ? "1" : "",
      commune: commune ? `${commune.name} (${commune.postcodes[0] ?? ""})` : "",
    },
    input: {},
  };
}
