import type { Context } from "../../platform/context.ts";
import type { Transaction } from "../../platform/database.ts";
import type { ContentId } from "../../platform/ids.ts";
import type { Outcome } from "../../platform/outcome.ts";
import { emptyDocument } from "../../platform/text/document.ts";
import type { KindDetails } from "../contents/content.ts";
import type { Intent } from "../contents/input.ts";
import { restoreVersion, type RestoreRefusal } from "../contents/restore-version.ts";
import { writeContent, type Target, type WriteRefusal, type Written } from "../contents/write-content.ts";
import { moveCall } from "../answers/write-call.ts";
import { findCommune } from "../places/communes.ts";
import { closingOf } from "./announcement.ts";
import { briefOf } from "./brief.ts";
import { setClock } from "./close-announcement.ts";
import { announcementInput, type AnnouncementInput } from "./input.ts";
import { writeAnnouncementRow } from "./store.ts";

/** Writes an announcement and sets the clock that will close it. A deadline moved to later opens it again. */
export function writeAnnouncement(context: Context, target: Target, input: AnnouncementInput, intent: Intent): Promise<Outcome<Written, WriteRefusal>> {
  const { type, zone, deadline, organisation, communeCode, contract, contactUrl, relay } = input;
  const details = { type, zone, deadline, organisation, communeCode, contract, contactUrl, relay };
  return writeContent(context, { kind: "announcement", target, genre: null, ...input, ...intent, details }, (tx, id) => writeDetails(tx, id, input, context.now()));
}

/** Goes back to an earlier version, its deadline too: it opens or closes again as that deadline says. */
export function restoreAnnouncement(context: Context, id: ContentId, revision: number): Promise<Outcome<ContentId, RestoreRefusal>> {
  return restoreVersion(context, id, revision, async (tx, announcement, details) => {
    const input = announcementInput.safeParse({ ...details, title: "-", body: emptyDocument });
    return input.success ? { details: await writeDetails(tx, announcement, input.data, context.now()) } : null;
  });
}

async function writeDetails(tx: Transaction, id: ContentId, input: AnnouncementInput, now: Temporal.Instant): Promise<KindDetails> {
  const closesAt = closingOf(input.deadline, input.zone);
  if (!closesAt) throw new Error(`No deadline ${input.deadline}`);
  const commune = input.communeCode ? findCommune(input.communeCode) : null;
  const communeName = commune?.name ?? "";
  await writeAnnouncementRow(tx, id, input, { closesAt, communeName, now });
  await setClock(tx, id, closesAt);
  await moveCall(tx, id, closesAt, input.zone);
  return {
    keywords: [input.organisation, communeName].filter(Boolean).join(" "),
    brief: briefOf({ ...input, closesAt, communeName }),
    point: commune?.point ?? null,
  };
}
