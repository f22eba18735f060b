import { setTimeout as wait } from "node:timers/promises";
import type { EventPlacesChanged } from "../features/agenda/facts.ts";
import type { AnnouncementFact } from "../features/announcements/facts.ts";
import { moveTimes } from "../features/bookings/move-times.ts";
import type { AuthorsChanged } from "../features/co-authors/facts.ts";
import type { CommentFact } from "../features/comments/facts.ts";
import type { CommunityFact } from "../features/communities/facts.ts";
import type { ContentFact } from "../features/contents/facts.ts";
import type { DossierFact } from "../features/dossiers/facts.ts";
import type { AddressesChanged, KeyRotated, ListingDeclined, Moved } from "../features/federation/facts.ts";
import type { FarCommunityFact } from "../features/far-communities/facts.ts";
import type { ContentFollowed, Followed } from "../features/follows/facts.ts";
import type { Liked } from "../features/likes/facts.ts";
import type { Speaking } from "../edge/activitypub/own-actors.ts";
import { tellActor, tellKey } from "../edge/activitypub/telling/actor.ts";
import { tellComment, tellCommentGone } from "../edge/activitypub/telling/comment.ts";
import { tellContent, tellContentGone } from "../edge/activitypub/telling/content.ts";
import { tellDeclined, tellDossier } from "../edge/activitypub/telling/dossier.ts";
import { tellContentFollow, tellFollow } from "../edge/activitypub/telling/follow.ts";
import { tellGoing, tellGoingAnswer } from "../edge/activitypub/telling/going.ts";
import { tellAdmitted, tellFar } from "../edge/activitypub/telling/joining.ts";
import { tellMove } from "../edge/activitypub/telling/move.ts";
import { tellDecided, tellProposed } from "../edge/activitypub/telling/offer.ts";
import { tellNews } from "../edge/activitypub/telling/news.ts";
import { tellReport } from "../edge/activitypub/telling/report.ts";
import { tellLike, tellRelay } from "../edge/activitypub/telling/applause.ts";
import { tellMessage } from "../edge/activitypub/telling/message.ts";
import type { MessageFact } from "../features/messages/facts.ts";
import type { OperationFact } from "../features/operations/facts.ts";
import type { MemberFact } from "../features/members/facts.ts";
import type { Going, GoingDecided } from "../features/participations/facts.ts";
import type { ProgrammeFact } from "../features/programmes/facts.ts";
import type { ProjectFact } from "../features/projects/facts.ts";
import type { Relayed } from "../features/relays/facts.ts";
import type { ReportMade, ReportSettled } from "../features/reports/facts.ts";
import type { SuspensionFact } from "../features/suspensions/facts.ts";
import type { TagsMerged } from "../features/tags/facts.ts";
import type { StructureFact } from "../features/structures/facts.ts";
import type { TerritoryEdited } from "../features/territories/facts.ts";
import { tellMentionedSoon } from "../features/mentions/tell-mentioned.ts";
import { askHosts } from "../features/embeds/ask-hosts.ts";
import type { ContentId } from "../platform/ids.ts";
import { inTransaction } from "../platform/database.ts";
import { findWaitedFor, noteForgotten, noteReacted, readFact, type WrittenFact } from "../platform/facts.ts";
import { sendJob } from "../platform/jobs.ts";

export type Fact = ContentFact | AnnouncementFact | DossierFact | MemberFact | ProgrammeFact | OperationFact | AuthorsChanged | CommentFact | Followed | ContentFollowed | Liked | Relayed | ProjectFact | StructureFact | CommunityFact | FarCommunityFact | TagsMerged | TerritoryEdited | ListingDeclined | AddressesChanged | Moved | KeyRotated | EventPlacesChanged | Going | GoingDecided | ReportMade | ReportSettled | MessageFact | SuspensionFact;

type Reaction = (speaking: Speaking, fact: WrittenFact) => Promise<void>;

/** An event that is written again may have moved, one that is taken from its readers is off: those who booked are told. */
const moveBookings: Reaction = ({ db, now }, { subject }) => moveTimes(db, subject as ContentId, now());

const tellNamed: Reaction = ({ db }, { subject }) => tellMentionedSoon(db, subject as ContentId);

const askTheirHosts: Reaction = ({ db }, { id }) => askHosts(db, id);

/**
 * Who reacts to what. A fact without a line here doesn't compile. What must be true at once (listings, search, pages in
 * memory) is done in the transaction itself; mails and what other servers are told stand here.
 */
export const reactions: { readonly [Kind in Fact["kind"]]: readonly Reaction[] } = {
  "content.published": [moveBookings, askTheirHosts, tellNamed, tellContent, tellDossier],
  "content.edited": [moveBookings, askTheirHosts, tellNamed, tellContent, tellDossier, tellActor],
  "content.reserved": [moveBookings, askTheirHosts, tellNamed],
  "content.withdrawn": [moveBookings, tellContentGone],
  "content.liked": [tellLike],
  "content.unliked": [tellLike],
  "content.sent_to_review": [],
  "content.refused": [],
  "content.author_joined": [tellContent],
  "content.author_left": [tellContent],
  "content.commented": [tellComment],
  "content.comment_edited": [tellComment],
  "content.comment_withdrawn": [tellCommentGone],
  "content.comments_closed": [],
  "content.comments_reopened": [],
  "content.relayed": [tellRelay],
  "content.relay_undone": [tellRelay],
  "announcement.closed": [],
  "content.listing_declined": [tellDeclined],
  "content.followed": [tellContentFollow],
  "content.unfollowed": [tellContentFollow],
  "dossier.content_listed": [tellDossier],
  "dossier.content_removed": [tellDossier],
  "dossier.arranged": [tellDossier],
  "event.attached": [],
  "event.detached": [],
  "event.proposed": [],
  "event.declined": [],
  "event.places_changed": [tellContent],
  "event.going": [tellGoing],
  "event.not_going": [tellGoing],
  "event.going_decided": [tellGoingAnswer],
  "operation.joined": [],
  "operation.left": [],
  "operation.event_proposed": [],
  "operation.event_accepted": [],
  "operation.event_declined": [],
  "dossier.content_proposed": [tellProposed],
  "dossier.suggestion_decided": [tellDecided],
  "dossier.curators_changed": [],
  "member.joined": [],
  "member.profile_changed": [tellActor],
  "member.addresses_changed": [tellActor],
  "member.moved": [tellActor, tellMove],
  "member.suspended": [tellActor],
  "member.restored": [tellActor],
  "member.followed": [tellFollow],
  "member.unfollowed": [tellFollow],
  "project.updated": [tellNews],
  "project.invited": [],
  "project.joined": [],
  "project.left": [],
  "structure.recorded": [],
  "structure.edited": [tellActor],
  "structure.listed": [],
  "structure.hidden": [],
  "structure.claimed": [],
  "structure.people_changed": [],
  "structure.merged": [],
  "structure.merge_undone": [],
  "structure.naming_declined": [],
  "structure.naming_accepted": [],
  "message.sent": [tellMessage],
  "message.sent_again": [tellMessage],
  "message.edited": [tellMessage],
  "message.withdrawn": [tellMessage],
  "report.made": [tellReport],
  "report.settled": [],
  "territory.edited": [tellActor],
  "actor.key_rotated": [tellKey],
  "tags.merged": [],
  "tags.merge_undone": [],
  "community.founded": [],
  "community.edited": [tellActor],
  "community.accepted": [],
  "community.refused": [],
  "community.archived": [],
  "community.reopened": [],
  "community.joined": [tellAdmitted],
  "community.asked": [],
  "community.turned_down": [tellAdmitted],
  "community.left": [tellAdmitted],
  "far_community.asked": [tellFar],
  "far_community.left": [tellFar],
  "community.role_changed": [],
  "community.content_removed": [],
};

/** One that fails so often, or takes its process along, holds nothing up any more. */
const mostAttempts = 4;
const [patienceMillis, stepMillis] = [2000, 50];

/**
 * Runs the reactions to one fact. At least once: each bears being run twice. And in order: a word that is taken back must not be
 * told of by a worker that is late, after another has found that there is nothing to take back.
 */
export async function react(speaking: Speaking, factId: number, attempt: number): Promise<void> {
  const { db, now } = speaking;
  const fact = await readFact(db, factId);
  if (!fact) return;
  if (attempt > mostAttempts) await noteReacted(db, factId);
  let waited = 0;
  for (let before = await findWaitedFor(db, fact); before !== null; before = await findWaitedFor(db, fact)) {
    if (waited >= patienceMillis) {
      await noteForgotten(db, before);
      return inTransaction(db, (tx) => sendJob(tx, "react", { fact: factId }, { runAt: now().add({ seconds: 1 }) }));
    }
    await wait(stepMillis);
    waited += stepMillis;
  }
  for (const reaction of reactions[fact.kind as Fact["kind"]]) await reaction(speaking, fact);
  await noteReacted(db, factId);
}
