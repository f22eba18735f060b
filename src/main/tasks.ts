import type { TaskList } from "graphile-worker";
import { hearServer } from "../edge/activitypub/hearing/hear.ts";
import { compare } from "../edge/activitypub/hearing/compare.ts";
import { synchronise } from "../edge/activitypub/hearing/synchronise.ts";
import { gather } from "../edge/activitypub/hearing/gather.ts";
import { tellActorGone } from "../edge/activitypub/telling/gone.ts";
import type { ActorId, ServerId } from "../features/federation/actor.ts";
import { tellLoggedOut } from "../edge/activitypub/passports/tell-logged-out.ts";
import { lookAtServer } from "../edge/activitypub/look-at-server.ts";
import { lookAtPeer, tellPeer } from "../edge/activitypub/network/look-at-peer.ts";
import { followPeers } from "../edge/activitypub/network/follow-peers.ts";
import { poster } from "../edge/activitypub/posting.ts";
import { bookingMail } from "../edge/booking-mails.ts";
import { commentMail } from "../edge/comment-mails.ts";
import { restoredMail } from "../edge/suspension-mails.ts";
import { endSuspension } from "../features/suspensions/lift-suspension.ts";
import { settleStranger } from "../features/suspensions/settle-stranger.ts";
import type { SuspensionId } from "../features/suspensions/suspension.ts";
import { structureLeftMail } from "../edge/structure-mails.ts";
import { messageMail } from "../edge/message-mails.ts";
import { mentionMail } from "../edge/mention-mails.ts";
import { forgetStaleAccess } from "../features/accounts/forget-stale.ts";
import { removeAttachments, sweepUnusedAttachments } from "../features/attachments/sweep-unused.ts";
import { forgetAnswers } from "../features/answers/forget-answers.ts";
import { forgetBookings } from "../features/bookings/forget-bookings.ts";
import { remindBookings } from "../features/bookings/remind-bookings.ts";
import { settleContents } from "../features/network/move-contents.ts";
import { lookAtPeers } from "../features/network/take-list.ts";
import { sendMail } from "../features/mails/send-mail.ts";
import { readErased, type ErasedJob } from "../features/bookings/tell-erased.ts";
import { writeTelling, type TellingJob } from "../features/bookings/tell-booking.ts";
import { closeAnnouncement } from "../features/announcements/close-announcement.ts";
import { archiveOnItsDay } from "../features/communities/archive-community.ts";
import { tellRecipient } from "../features/messages/tell-recipient.ts";
import { forgetOldMessages } from "../features/messages/forget-old-messages.ts";
import type { MessageMailJob } from "../features/messages/telling.ts";
import { tellPeople } from "../features/comments/tell-people.ts";
import type { TellingJob as TellingJobOfComment } from "../features/comments/telling.ts";
import { publishScheduled } from "../features/contents/change-state.ts";
import { exportDossier } from "../edge/documents/export-dossier.ts";
import type { ExportForm } from "../features/dossiers/dossier-export.ts";
import { forgetOldDossierExports, keepDossierExport } from "../features/dossiers/keep-dossier-export.ts";
import { takeEmbed } from "../features/embeds/take-embed.ts";
import { askToCompare } from "../features/federation/ask-to-compare.ts";
import { readFollowedList, readListsAgain } from "../features/federation/follow-list.ts";
import { forgetStrangers } from "../features/federation/forget-strangers.ts";
import { askServersAgain } from "../features/federation/keep-node.ts";
import { forgetOldTraffic } from "../features/federation/receive.ts";
import { forgetGone } from "../features/federation/take-object.ts";
import { sendDue } from "../features/federation/send-due.ts";
import { deliverMail, forgetOldMails, type MailRoute } from "../features/mails/deliver-mail.ts";
import { tellMentioned, type MentionsJob } from "../features/mentions/tell-mentioned.ts";
import { forgetUnusedPlatforms } from "../features/passports/admit-platform.ts";
import { closeEnded, type LoggedOutJob } from "../features/passports/close-passport.ts";
import { forgetStaleArtefacts } from "../features/passports/keep-artefact.ts";
import { forgetOldDeeds } from "../features/passports/keep-deed.ts";
import { sweepUnusedPictures } from "../features/media/sweep-unused.ts";
import { removePictures, type TakenPicture } from "../features/media/remove-pictures.ts";
import { forgetOldExports, makeExport } from "../features/own-data/make-export.ts";
import { compareStructures } from "../features/structures/compare-structures.ts";
import { tellAnimators, type LeftJob } from "../features/structures/tell-animators.ts";
import { forgetOldWritings } from "../features/writings/keep-writing.ts";
import { makeDirectory } from "../features/territories/directory.ts";
import { listTerritoriesAnywhere } from "../features/territories/list-territories.ts";
import { recountTags } from "../features/tags/recount-tags.ts";
import { takeSource } from "../features/watch/take-source.ts";
import { updateOpenings } from "../features/visiting/update-openings.ts";
import { forgetUnusedProviders } from "../features/visits/keep-provider.ts";
import { recount } from "../features/territories/recount.ts";
import { inTransaction, type Connections } from "../platform/database.ts";
import type { CommunityId, ContentId, TerritoryId } from "../platform/ids.ts";
import type { OutgoingClient } from "../platform/fetch/outgoing.ts";
import type { FileStore } from "../platform/files/file-store.ts";
import { forgetThrottles, makeQuotas } from "../platform/limits.ts";
import { react } from "./reactions.ts";

/** How this server reaches others. */
export interface WayOut {
  readonly outgoing: OutgoingClient;
  readonly httpAllowed: boolean;
}

/** What workers know how to do, by the name of the job. */
export function makeTasks({ db, reader }: Pick<Connections, "db" | "reader">, mail: MailRoute, baseUrl: string, files: FileStore, { outgoing, httpAllowed }: WayOut, now: () => Temporal.Instant): TaskList {
  const quota = makeQuotas();
  const fetching = async () => {
    const directory = makeDirectory(await listTerritoriesAnywhere(db), baseUrl);
    return { db, directory: () => directory, now, outgoing, httpAllowed, quota, files };
  };
  const looking = { db, outgoing, httpAllowed, now, portalOrigin: baseUrl };
  return {
    "react": async (payload, { job }) => react(await fetching(), (payload as { fact: number }).fact, job.attempts),
    "hear": async (payload) => hearServer(await fetching(), (payload as { server: ServerId }).server),
    "gather": async (payload) => gather(await fetching(), (payload as { actor: ActorId }).actor),
    "compare": async (payload) => {
      const { actor, known } = payload as { actor: ActorId; known: boolean };
      await compare(await fetching(), actor, known);
    },
    "synchronise": async (payload) => {
      const { actor, host, url } = payload as { actor: ActorId; host: string; url: string };
      await synchronise(await fetching(), actor, host, url);
    },
    "compare-server": async (payload) => askToCompare(db, (payload as { server: ServerId }).server),
    "compare-servers": async () => askToCompare(db, null),
    "tell-gone": async (payload) => tellActorGone(await fetching(), (payload as { actor: ActorId }).actor),
    "settle-stranger": async (payload) => settleStranger(db, (payload as { actor: ActorId }).actor, now()),
    "end-suspension": async (payload) => {
      const directory = makeDirectory(await listTerritoriesAnywhere(db), baseUrl);
      await endSuspension(db, (payload as { suspension: SuspensionId }).suspension, now(), (told) => restoredMail(told, directory.originOf(told.territory)));
    },
    "tell-logged-out": async (payload) => tellLoggedOut(await fetching(), payload as LoggedOutJob),
    "close-ended-passports": async () => closeEnded(db, now()),
    "look-at-server": async (payload) => lookAtServer(await fetching(), (payload as { server: ServerId }).server),
    "look-at-servers": async () => askServersAgain(db, now()),
    "look-at-peer": async (payload) => lookAtPeer(looking, (payload as { host: string }).host, (payload as { toldBy: string | null }).toldBy),
    "tell-peer": async (payload) => tellPeer(looking, (payload as { host: string }).host, (payload as { tries: number }).tries),
    "follow-peers": async () => followPeers(await fetching()),
    "take-source": async (payload) => {
      const { territory, address } = payload as { territory: string; address: string };
      const place = (await listTerritoriesAnywhere(db)).find((each) => each.id === territory);
      const outcome = place ? await takeSource(db, outgoing, place, address, now()) : null;
      // Tried again later by the queue.
      if (outcome && !outcome.done && outcome.refusal === "unreachable") throw new Error(`The source ${address} didn't answer`);
    },
    "read-block-list": async (payload) => {
      const { territory, address } = payload as { territory: TerritoryId | null; address: string };
      await readFollowedList(db, outgoing, territory, address, now());
    },
    "read-block-lists": async () => readListsAgain(db),
    "settle-contents": async () => settleContents(db, now()),
    "look-at-peers": async () => lookAtPeers(db),
    "deliver": async () => {
      await sendDue(db, now, poster({ db, outgoing, now }));
    },
    "mail": async (payload) => deliverMail(db, mail, (payload as { mail: string }).mail),
    "comment-mails": async (payload) => {
      const directory = makeDirectory(await listTerritoriesAnywhere(db), baseUrl);
      await tellPeople(db, payload as TellingJobOfComment, (told, secret) => commentMail(told, secret, { origin: directory.originOf(told.content.territory), portal: directory.portalOrigin }));
    },
    "message-mails": async (payload) => {
      const directory = makeDirectory(await listTerritoriesAnywhere(db), baseUrl);
      await tellRecipient(db, payload as MessageMailJob, (told, secret) => messageMail(told, secret, { origin: directory.originOf(told.home), portal: directory.portalOrigin }));
    },
    "mention-mails": async (payload) => {
      const directory = makeDirectory(await listTerritoriesAnywhere(db), baseUrl);
      await tellMentioned(db, (payload as MentionsJob).content, (told, secret) => mentionMail(told, secret, { origin: directory.originOf(told.content.territory), portal: directory.portalOrigin }));
    },
    "structure-left-mails": async (payload) => {
      const directory = makeDirectory(await listTerritoriesAnywhere(db), baseUrl);
      await tellAnimators(db, (payload as LeftJob).structure, (told) => structureLeftMail(told, directory.originOf(told.structure.territory)));
    },
    "booking-mail": async (payload) => {
      const directory = makeDirectory(await listTerritoriesAnywhere(db), baseUrl);
      await writeTelling(db, payload as TellingJob, (told, what, secret) => bookingMail(told, what, secret, { origin: directory.originOf(told.territory), from: mail.from, now: now() }));
    },
    "erased-booking-mail": async (payload) => {
      const directory = makeDirectory(await listTerritoriesAnywhere(db), baseUrl);
      const told = readErased(payload as ErasedJob);
      await inTransaction(db, (tx) => sendMail(tx, bookingMail(told, "event-erased", "", { origin: directory.originOf(told.territory), from: mail.from, now: now() })));
    },
    "remind-bookings": async () => remindBookings(db, now()),
    "publish-scheduled": async (payload) => publishScheduled(db, (payload as { content: ContentId }).content, now()),
    "close-announcement": async (payload) => closeAnnouncement(db, (payload as { content: ContentId }).content, now()),
    "archive-community": async (payload) => archiveOnItsDay(db, (payload as { community: CommunityId }).community, now()),
    "export-dossier": async (payload) => {
      const { dossier, form } = payload as { dossier: ContentId; form: ExportForm };
      const directory = makeDirectory(await listTerritoriesAnywhere(db), baseUrl);
      await keepDossierExport(db, files, dossier, form, (tell) => exportDossier({ reader: reader, files, directory, now }, dossier, form, tell));
    },
    "export-own-data": async (payload) => makeExport(db, files, now, (payload as { export: string }).export),
    "remove-pictures": async (payload) => removePictures(db, files, (payload as { pictures: TakenPicture[] }).pictures),
    "remove-attachments": async (payload) => removeAttachments(db, files, (payload as { hashes: string[] }).hashes),
    "remove-files": async (payload) => {
      for (const file of (payload as { files: string[] }).files) await files.remove(file);
    },
    "recount-tags": async () => recountTags(db),
    "look-up-embed": async (payload) => takeEmbed({ db, files, outgoing, now }, payload as Parameters<typeof takeEmbed>[1]),
    "recount": async () => recount(db),
    "compare-structures": async () => {
      await compareStructures(db, now);
    },
    "update-openings": async () => updateOpenings(db, now()),
    "forget-stale": async () => {
      await forgetStaleAccess(db, now());
      await forgetStaleArtefacts(db, now());
      await forgetUnusedPlatforms(db, now());
      await forgetUnusedProviders(db, now());
      await forgetOldDeeds(db, now());
      await forgetOldMails(db, now());
      await forgetAnswers(db, now());
      await forgetOldExports(db, files, now());
      await forgetBookings(db, now());
      await forgetOldDossierExports(db, files, now());
      await forgetOldTraffic(db, now());
      await forgetGone(db, now());
      await forgetStrangers(db, now());
      await forgetThrottles(db, now());
      await forgetOldWritings(db, now());
      await forgetOldMessages(db, now());
      await sweepUnusedPictures(db, now());
      await sweepUnusedAttachments(db, now());
    },
  };
}

export const crontab = "*/5 * * * * recount\n* * * * * deliver\n* * * * * close-ended-passports\n7 * * * * recount-tags\n*/10 * * * * remind-bookings\n*/10 * * * * compare-structures\n17 3 * * * forget-stale\n23 4 * * * look-at-servers\n53 1 * * * compare-servers\n37 * * * * look-at-peers\n43 4 * * * read-block-lists\n41 2 * * * update-openings\n";
