import * as answers from "../../src/features/answers/policy.ts";
import * as announcements from "../../src/features/announcements/policy.ts";
import * as coAuthors from "../../src/features/co-authors/policy.ts";
import * as comments from "../../src/features/comments/policy.ts";
import type { ContentKind, ContentStanding, ContentState } from "../../src/features/contents/content.ts";
import * as communities from "../../src/features/communities/policy.ts";
import type { CommunityAccess, CommunityState } from "../../src/features/communities/community.ts";
import * as contents from "../../src/features/contents/policy.ts";
import * as dossiers from "../../src/features/dossiers/policy.ts";
import type { OperationStanding } from "../../src/features/operations/operation.ts";
import * as operations from "../../src/features/operations/policy.ts";
import * as federation from "../../src/features/federation/policy.ts";
import * as network from "../../src/features/network/policy.ts";
import * as programmes from "../../src/features/programmes/policy.ts";
import * as projects from "../../src/features/projects/policy.ts";
import * as relays from "../../src/features/relays/policy.ts";
import * as bookings from "../../src/features/bookings/policy.ts";
import type { EventToJoin } from "../../src/features/participations/participation.ts";
import * as messages from "../../src/features/messages/policy.ts";
import type { Recipient } from "../../src/features/messages/message.ts";
import * as participations from "../../src/features/participations/policy.ts";
import * as reports from "../../src/features/reports/policy.ts";
import * as juries from "../../src/features/juries/policy.ts";
import * as structures from "../../src/features/structures/policy.ts";
import type { StructureStanding } from "../../src/features/structures/structure.ts";
import * as suspensions from "../../src/features/suspensions/policy.ts";
import * as tags from "../../src/features/tags/policy.ts";
import * as territories from "../../src/features/territories/policy.ts";
import { newId, type CommunityId, type ContentId, type Id, type MemberId, type StructureId, type TerritoryId } from "../../src/platform/ids.ts";
import { visitor, type MemberViewer, type Viewer } from "../../src/platform/viewer.ts";

const [here, elsewhere] = [newId<TerritoryId>(), newId<TerritoryId>()];
const [community, structure] = [newId<CommunityId>(), newId<StructureId>()];
const now = Temporal.Instant.from("2026-11-24T11:00:00Z");

function someone(more: Partial<MemberViewer> = {}): MemberViewer {
  return { kind: "member", id: newId<MemberId>(), handle: "h", name: "N", home: here, animates: [], actsFor: [], memberships: [], coordinator: false, ...more };
}

const author = someone();
const curator = someone();
const editor = someone({ actsFor: [structure] });
const owner = someone({ actsFor: [structure] });
const juror = someone();

/** The columns: everything is done to a thing of the territory "here". */
export const viewers: readonly { readonly name: string; readonly viewer: Viewer }[] = [
  { name: "visitor", viewer: visitor },
  { name: "visiting", viewer: someone({ home: elsewhere, visiting: true }) },
  { name: "member", viewer: someone() },
  { name: "its author", viewer: author },
  { name: "its structure's people", viewer: editor },
  { name: "its structure's owner", viewer: owner },
  { name: "its community's member", viewer: someone({ memberships: [{ community, role: "member" }] }) },
  { name: "its community's moderator", viewer: someone({ memberships: [{ community, role: "moderator" }] }) },
  { name: "its community's administrator", viewer: someone({ memberships: [{ community, role: "administrator" }] }) },
  { name: "its juror", viewer: juror },
  { name: "animator here", viewer: someone({ animates: [here] }) },
  { name: "animator elsewhere", viewer: someone({ home: elsewhere, animates: [elsewhere] }) },
  { name: "coordinator", viewer: someone({ coordinator: true }) },
];

function content(state: ContentState, kind: ContentKind = "article"): ContentStanding {
  return { id: newId<ContentId>(), kind, territory: here, state, publishedAt: state === "published" ? now.subtract({ hours: 1 }) : null, authors: [author.id], structure, community };
}

function call(hours: number) {
  return { ...content("published", "announcement"), closesAt: now.add({ hours }), relay: true, reachable: true };
}

function collecting(hours: number) {
  const closesAt = now.add({ hours });
  return { content: content("published", "announcement"), questions: [], opened: true, closesAt, keepMonths: 6, forgetAt: closesAt.add({ hours: 4000 }), jury: [juror.id] };
}

function coming(more: Partial<EventToJoin>): EventToJoin {
  return { ...content("published", "event"), status: "on", endsAt: now.add({ hours: 5 }), joining: "free", booked: false, elsewhere: false, ...more };
}

function addressee(more: Partial<Recipient>): Recipient {
  return { id: newId<MemberId>(), home: here, active: true, accepts: "everyone", knows: false, blocks: false, blocked: false, server: null, ...more };
}

const letter = { id: newId<Id<"message">>(), conversation: newId<Id<"conversation">>(), author: author.id, readers: [author.id, juror.id], state: "sent" as const };

const booked = { opened: true, hoursBefore: 2 };
const jury = { content: content("published", "announcement"), jurors: [{ member: juror.id, state: "accepted" as const }] };

function campaign(hours: number, more: Partial<OperationStanding> = {}): OperationStanding {
  return { ...content("published", "operation"), zone: "Europe/Paris", startsOn: "2026-12-01", endsOn: "2026-12-09", callUntil: "2026-11-24", callClosesAt: now.add({ hours }), labels: [], territories: [], ...more };
}

function dossier(contributions: "open" | "suggested" | "closed", owner = author.id) {
  return { ...content("published", "dossier"), authors: [author.id, curator.id], contributions, owner };
}

function census(state: StructureStanding["state"], claimed = true, rejected = false): StructureStanding {
  const people = claimed ? [{ member: owner.id, role: "owner" as const }, { member: editor.id, role: "editor" as const }] : [];
  return { id: structure, territory: here, state, refused: rejected, recordedBy: author.id, people };
}

function gathering(access: CommunityAccess, state: CommunityState = "active") {
  return { id: community, territory: here, access, state };
}

const person = { id: author.id, home: here, animates: [], coordinator: false };
const another = { id: newId<StructureId>(), territory: here };
const after = { id: here, moderation: "after" as const };
const before = { id: here, moderation: "before" as const };
const states: readonly ContentState[] = ["draft", "scheduled", "review", "published", "reserved", "withdrawn", "suspended"];

export interface Rule {
  /** What is done, as the table says it. */
  readonly act: string;
  /** The function that decides. */
  readonly by: unknown;
  readonly ask: (viewer: Viewer) => boolean | string;
}

/** The rows: each rule of each feature, asked about the things that make a difference to it. */
export const rules: Readonly<Record<string, readonly Rule[]>> = {
  contents: [
    ...states.map((state) => ({ act: `read a content: ${state}`, by: contents.canSee, ask: (viewer: Viewer) => contents.canSee(viewer, content(state), now) })),
    { act: "count as its author", by: contents.isAuthor, ask: (viewer) => contents.isAuthor(viewer, content("draft")) },
    { act: "write a content", by: contents.canWrite, ask: (viewer) => contents.canWrite(viewer) },
    { act: "publish, where contents are read after", by: contents.stateOnPublishing, ask: (viewer) => viewer.kind === "member" && contents.stateOnPublishing(viewer, after) },
    { act: "publish, where contents are read before", by: contents.stateOnPublishing, ask: (viewer) => viewer.kind === "member" && contents.stateOnPublishing(viewer, before) },
    { act: "publish in the content's structure's name", by: contents.canPublishFor, ask: (viewer) => contents.canPublishFor(viewer, structure) },
    { act: "publish in the content's community", by: contents.canPublishIn, ask: (viewer) => contents.canPublishIn(viewer, community) },
    { act: "edit a draft", by: contents.canEdit, ask: (viewer) => contents.canEdit(viewer, content("draft")) },
    { act: "edit a published content", by: contents.canEdit, ask: (viewer) => contents.canEdit(viewer, content("published")) },
    { act: "withdraw a published content", by: contents.canWithdraw, ask: (viewer) => contents.canWithdraw(viewer, content("published")) },
    { act: "feature on the home page", by: contents.canFeature, ask: (viewer) => contents.canFeature(viewer, here) },
  ],
  dossiers: [
    { act: "add to an open dossier", by: dossiers.whenAdding, ask: (viewer) => dossiers.whenAdding(viewer, dossier("open")) },
    { act: "add to a dossier open to suggestions", by: dossiers.whenAdding, ask: (viewer) => dossiers.whenAdding(viewer, dossier("suggested")) },
    { act: "add to a closed dossier", by: dossiers.whenAdding, ask: (viewer) => dossiers.whenAdding(viewer, dossier("closed")) },
    { act: "arrange a dossier", by: dossiers.canArrange, ask: (viewer) => dossiers.canArrange(viewer, dossier("open")) },
    { act: "take a content out of a dossier", by: dossiers.canTakeOut, ask: (viewer) => dossiers.canTakeOut(viewer, content("published")) },
    { act: "say who curates a dossier of one's own", by: dossiers.canManageCurators, ask: (viewer) => dossiers.canManageCurators(viewer, dossier("open")) },
    { act: "say who curates another curator's dossier", by: dossiers.canManageCurators, ask: (viewer) => dossiers.canManageCurators(viewer, dossier("open", curator.id)) },
    { act: "leave a dossier of one's own", by: dossiers.canLeave, ask: (viewer) => dossiers.canLeave(viewer, dossier("open")) },
    { act: "leave another curator's dossier", by: dossiers.canLeave, ask: (viewer) => dossiers.canLeave(viewer, dossier("open", curator.id)) },
  ],
  announcements: [
    { act: "write to the authors of an open announcement", by: announcements.whenWritingTo, ask: (viewer) => announcements.whenWritingTo(viewer, call(1), now) },
    { act: "write to the authors of a closed announcement", by: announcements.whenWritingTo, ask: (viewer) => announcements.whenWritingTo(viewer, call(-1), now) },
  ],
  answers: [
    { act: "collect answers to a content", by: answers.canCollect, ask: (viewer) => answers.canCollect(viewer, content("published", "announcement")) },
    { act: "answer an open call", by: answers.whenAnswering, ask: (viewer) => answers.whenAnswering(viewer, collecting(1), now) },
    { act: "answer a closed call", by: answers.whenAnswering, ask: (viewer) => answers.whenAnswering(viewer, collecting(-1), now) },
    { act: "read the answers to a call", by: answers.canReadAnswers, ask: (viewer) => answers.canReadAnswers(viewer, collecting(-1)) },
    { act: "read a file that somebody else sent with an answer", by: answers.canReadFile, ask: (viewer) => answers.canReadFile(viewer, { member: newId<MemberId>(), call: collecting(-1) }) },
  ],
  operations: [
    { act: "start an operation", by: operations.canCreateOperation, ask: (viewer) => operations.canCreateOperation(viewer, here) },
    { act: "say whether the territory takes part in another's operation", by: operations.canAnswerInvitation, ask: (viewer) => operations.canAnswerInvitation(viewer, campaign(1, { territory: elsewhere, territories: [{ id: here, state: "invited" }] }), here) },
    { act: "propose an event to an open call", by: operations.whenProposing, ask: (viewer) => operations.whenProposing(viewer, content("published", "event"), campaign(1), now) },
    { act: "propose an event after the call", by: operations.whenProposing, ask: (viewer) => operations.whenProposing(viewer, content("published", "event"), campaign(-1), now) },
    { act: "propose an event to an operation in which its territory takes no part", by: operations.whenProposing, ask: (viewer) => operations.whenProposing(viewer, content("published", "event"), campaign(1, { territory: elsewhere }), now) },
    { act: "accept and label the territory's events", by: operations.canDecide, ask: (viewer) => operations.canDecide(viewer, campaign(1), here) },
    { act: "accept and label its events in another's operation that it joined", by: operations.canDecide, ask: (viewer) => operations.canDecide(viewer, campaign(1, { territory: elsewhere, territories: [{ id: here, state: "joined" }] }), here) },
    { act: "accept and label another territory's events", by: operations.canDecide, ask: (viewer) => operations.canDecide(viewer, campaign(1, { territories: [{ id: elsewhere, state: "joined" }] }), elsewhere) },
  ],
  programmes: [
    { act: "put an event of one's own in a programme", by: programmes.whenAttaching, ask: (viewer) => programmes.whenAttaching(viewer, { ...content("published", "event"), authors: viewer.kind === "member" ? [viewer.id] : [] }, content("published", "event"), now) },
    { act: "put its author's event in a programme of one's own", by: programmes.whenAttaching, ask: (viewer) => programmes.whenAttaching(viewer, content("published", "event"), { ...content("published", "event"), authors: viewer.kind === "member" ? [viewer.id] : [] }, now) },
    { act: "put an event in another territory's programme", by: programmes.whenAttaching, ask: (viewer) => programmes.whenAttaching(viewer, content("published", "event"), { ...content("published", "event"), territory: elsewhere }, now) },
    { act: "take an event out of a programme", by: programmes.canDetach, ask: (viewer) => programmes.canDetach(viewer, { ...content("published", "event"), authors: [], structure: null }, content("published", "event")) },
    { act: "accept what is proposed to a programme", by: programmes.canAnswerProposal, ask: (viewer) => programmes.canAnswerProposal(viewer, content("published", "event")) },
    { act: "write in a project's logbook", by: projects.canKeepLogbook, ask: (viewer) => projects.canKeepLogbook(viewer, { content: content("published", "project"), team: [] }) },
    { act: "invite to a project's team, attach contents", by: projects.canLeadProject, ask: (viewer) => projects.canLeadProject(viewer, { content: content("published", "project"), team: [] }) },
    { act: "answer an invitation to another's team", by: projects.canAnswerInvitation, ask: (viewer) => projects.canAnswerInvitation(viewer, { content: content("published", "project"), team: [] }) },
    { act: "take an entry out of a logbook", by: projects.canDeleteUpdate, ask: (viewer) => projects.canDeleteUpdate(viewer, { content: content("published", "project"), team: [] }, null) },
    { act: "make an event's next edition", by: programmes.canDuplicate, ask: (viewer) => programmes.canDuplicate(viewer, content("published", "event")) },
  ],
  bookings: [
    { act: "open the booking of an event, see who comes", by: bookings.canOrganise, ask: (viewer) => bookings.canOrganise(viewer, content("published", "event")) },
    { act: "book a coming event", by: bookings.whenBooking, ask: (viewer) => bookings.whenBooking(viewer, { ...content("published", "event"), status: "full" }, booked, { startsAt: now.add({ hours: 5 }), dropped: false }, now) },
    { act: "book a cancelled event", by: bookings.whenBooking, ask: (viewer) => bookings.whenBooking(viewer, { ...content("published", "event"), status: "cancelled" }, booked, { startsAt: now.add({ hours: 5 }), dropped: false }, now) },
    { act: "cancel somebody's booking", by: bookings.canCancel, ask: (viewer) => bookings.canCancel(viewer, { member: newId<MemberId>(), event: content("published", "event") }) },
  ],
  participations: [
    ...(["free", "restricted", "invite", "none"] as const).map((joining) => ({ act: `say "I'm going": ${joining}`, by: participations.whenGoing, ask: (viewer: Viewer) => participations.whenGoing(viewer, coming({ joining }), now) })),
    { act: "say \"I'm going\" where one books", by: participations.whenGoing, ask: (viewer) => participations.whenGoing(viewer, coming({ booked: true }), now) },
    { act: "say \"I'm going\" to an event of another server", by: participations.whenGoing, ask: (viewer) => participations.whenGoing(viewer, coming({ elsewhere: true, authors: [], structure: null }), now) },
    { act: "see who comes, accept them and send them away", by: participations.canReceive, ask: (viewer) => participations.canReceive(viewer, coming({})) },
  ],
  messages: [
    { act: "write privately to a member", by: messages.whenWriting, ask: (viewer) => messages.whenWriting(viewer, addressee({})) },
    { act: "write privately to whom one has blocked", by: messages.whenWriting, ask: (viewer) => messages.whenWriting(viewer, addressee({ blocked: true, blocks: true })) },
    { act: "write privately to whom blocked one", by: messages.whenWriting, ask: (viewer) => messages.whenWriting(viewer, addressee({ blocks: true })) },
    { act: "write privately to whom takes messages of those they know", by: messages.whenWriting, ask: (viewer) => messages.whenWriting(viewer, addressee({ accepts: "known" })) },
    { act: "write privately to whom takes no messages", by: messages.whenWriting, ask: (viewer) => messages.whenWriting(viewer, addressee({ accepts: "nobody", blocks: true })) },
    { act: "write privately to somebody of a server that nobody vouched for", by: messages.whenWriting, ask: (viewer) => messages.whenWriting(viewer, addressee({ server: { host: "autre.example", trusted: false } })) },
    { act: "read the author's conversation with the juror", by: messages.canReadConversation, ask: (viewer) => messages.canReadConversation(viewer, letter.readers) },
    { act: "change what the author wrote to the juror, take it back", by: messages.canChangeMessage, ask: (viewer) => messages.canChangeMessage(viewer, letter) },
    { act: "report what the author wrote to the juror", by: messages.canReportMessage, ask: (viewer) => messages.canReportMessage(viewer, letter) },
  ],
  reports: [
    { act: "report what is wrong", by: reports.canReport, ask: (viewer) => reports.canReport(viewer) },
    { act: "read what was reported, and settle it", by: reports.canSettle, ask: (viewer) => reports.canSettle(viewer, here) },
  ],
  juries: [
    { act: "choose the jury of a call", by: juries.canConvene, ask: (viewer) => juries.canConvene(viewer, content("published", "announcement")) },
    { act: "say yes or no to a jury", by: juries.isAsked, ask: (viewer) => juries.isAsked(viewer, jury) },
    { act: "judge an answer", by: juries.canJudge, ask: (viewer) => juries.canJudge(viewer, jury) },
    { act: "read others' notes before giving one's own", by: juries.canReadNotes, ask: (viewer) => juries.canReadNotes(viewer, jury, false) },
    { act: "read others' notes after giving one's own", by: juries.canReadNotes, ask: (viewer) => juries.canReadNotes(viewer, jury, true) },
  ],
  comments: [
    { act: "comment a published content", by: comments.whenCommenting, ask: (viewer) => comments.whenCommenting(viewer, { ...content("published"), commentsClosed: false }, now) === "written" },
    { act: "comment a content reserved to its community", by: comments.whenCommenting, ask: (viewer) => comments.whenCommenting(viewer, { ...content("reserved"), publishedAt: now, commentsClosed: false }, now) === "written" },
    { act: "comment where comments are closed", by: comments.whenCommenting, ask: (viewer) => comments.whenCommenting(viewer, { ...content("published"), commentsClosed: true }, now) === "written" },
    { act: "edit a comment", by: comments.canEditComment, ask: (viewer) => comments.canEditComment(viewer, { authorId: author.id }) },
    { act: "read what a comment said before", by: comments.canReadVersions, ask: (viewer) => comments.canReadVersions(viewer, { authorId: author.id }, here) },
    { act: "close a discussion, open it again", by: comments.canCloseComments, ask: (viewer) => comments.canCloseComments(viewer, { ...content("published"), commentsClosed: false }) },
    { act: "take a comment away", by: comments.canWithdrawComment, ask: (viewer) => comments.canWithdrawComment(viewer, { authorId: author.id }, here) },
  ],
  "co-authors": [
    { act: "invite somebody to write a content together", by: coAuthors.canInviteAuthor, ask: (viewer) => coAuthors.canInviteAuthor(viewer, content("published")) },
    { act: "invite somebody to a dossier in that way", by: coAuthors.canInviteAuthor, ask: (viewer) => coAuthors.canInviteAuthor(viewer, content("published", "dossier")) },
    { act: "leave a content that one writes with others", by: coAuthors.whenLeavingContent, ask: (viewer) => coAuthors.whenLeavingContent(viewer, { ...content("published"), authors: [author.id, newId<MemberId>()] }) === "leaves" },
    { act: "leave a content that one writes alone", by: coAuthors.whenLeavingContent, ask: (viewer) => coAuthors.whenLeavingContent(viewer, content("published")) === "leaves" },
  ],
  relays: [
    { act: "share a published content with one's followers", by: relays.canRelay, ask: (viewer) => relays.canRelay(viewer, content("published"), now) },
    { act: "share a draft with one's followers", by: relays.canRelay, ask: (viewer) => relays.canRelay(viewer, content("draft"), now) },
  ],
  structures: [
    { act: "read a structure: listed", by: structures.canSeeStructure, ask: (viewer) => structures.canSeeStructure(viewer, census("listed")) },
    { act: "read a structure: proposed", by: structures.canSeeStructure, ask: (viewer) => structures.canSeeStructure(viewer, census("proposed")) },
    { act: "read a structure: hidden", by: structures.canSeeStructure, ask: (viewer) => structures.canSeeStructure(viewer, census("hidden")) },
    { act: "read a structure: refused", by: structures.canSeeStructure, ask: (viewer) => structures.canSeeStructure(viewer, census("hidden", false, true)) },
    { act: "propose a refused structure again", by: structures.canProposeAgain, ask: (viewer) => structures.canProposeAgain(viewer, census("hidden", false, true)) },
    { act: "record a structure, where contents are read after", by: structures.stateOnRecording, ask: (viewer) => viewer.kind === "member" && structures.stateOnRecording(viewer, after) },
    { act: "record a structure, where contents are read before", by: structures.stateOnRecording, ask: (viewer) => viewer.kind === "member" && structures.stateOnRecording(viewer, before) },
    { act: "edit a structure that nobody claimed", by: structures.canEditStructure, ask: (viewer) => structures.canEditStructure(viewer, census("listed", false)) },
    { act: "edit a structure", by: structures.canEditStructure, ask: (viewer) => structures.canEditStructure(viewer, census("listed")) },
    { act: "name a structure's people", by: structures.canManagePeople, ask: (viewer) => structures.canManagePeople(viewer, census("listed")) },
    { act: "publish in a structure's name", by: structures.canActFor, ask: (viewer) => structures.canActFor(viewer, census("listed")) },
    { act: "ask to act for a structure", by: structures.canClaim, ask: (viewer) => structures.canClaim(viewer, census("listed")) },
    { act: "let a structure into the census, decide who acts for it", by: structures.canDecideStanding, ask: (viewer) => structures.canDecideStanding(viewer, census("proposed")) },
    { act: "merge two structures", by: structures.canMerge, ask: (viewer) => structures.canMerge(viewer, census("listed"), another) },
  ],
  communities: [
    ...(["open", "request", "private"] as const).map((access) => ({ act: `read a community: ${access}`, by: communities.canSeeCommunity, ask: (viewer: Viewer) => communities.canSeeCommunity(viewer, gathering(access)) })),
    ...(["proposed", "archived", "refused"] as const).map((state) => ({ act: `read a community: open, ${state}`, by: communities.canSeeCommunity, ask: (viewer: Viewer) => communities.canSeeCommunity(viewer, gathering("open", state)) })),
    ...(["open", "request", "private"] as const).map((access) => ({ act: `ask to come into a community: ${access}`, by: communities.whenJoining, ask: (viewer: Viewer) => communities.whenJoining(viewer, gathering(access)) })),
    { act: "ask to come into a community: archived", by: communities.whenJoining, ask: (viewer) => communities.whenJoining(viewer, gathering("open", "archived")) },
    { act: "have a role in a community", by: communities.roleIn, ask: (viewer) => communities.roleIn(viewer, gathering("open")) ?? false },
    { act: "set up a community, give its roles, end it", by: communities.canRun, ask: (viewer) => communities.canRun(viewer, gathering("open")) },
    { act: "take contents out of a community", by: communities.canModerateIn, ask: (viewer) => communities.canModerateIn(viewer, gathering("open", "archived")) },
    { act: "admit, invite and feature in a community", by: communities.canTend, ask: (viewer) => communities.canTend(viewer, gathering("open")) },
    { act: "admit, invite and feature in an archived one", by: communities.canTend, ask: (viewer) => communities.canTend(viewer, gathering("open", "archived")) },
    { act: "take a plain member out of a community", by: communities.canRemove, ask: (viewer) => communities.canRemove(viewer, gathering("open"), "member") },
    { act: "take a moderator out of a community", by: communities.canRemove, ask: (viewer) => communities.canRemove(viewer, gathering("open"), "moderator") },
    { act: "found a community", by: communities.stateOnFounding, ask: (viewer) => viewer.kind === "member" && communities.stateOnFounding(viewer, here, false) },
    { act: "found a community, administering one here", by: communities.stateOnFounding, ask: (viewer) => viewer.kind === "member" && communities.stateOnFounding(viewer, here, true) },
    { act: "accept or refuse a community asked for", by: communities.canDecideFounding, ask: (viewer) => communities.canDecideFounding(viewer, gathering("open", "proposed")) },
  ],
  suspensions: [
    { act: "suspend a member", by: suspensions.whenSuspending, ask: (viewer) => suspensions.whenSuspending(viewer, person) !== null },
    { act: "suspend a member of another territory", by: suspensions.whenSuspending, ask: (viewer) => suspensions.whenSuspending(viewer, { ...person, home: newId<TerritoryId>() }) !== null },
    { act: "suspend an animator", by: suspensions.whenSuspending, ask: (viewer) => suspensions.whenSuspending(viewer, { ...person, animates: [here] }) !== null },
    { act: "suspend a coordinator", by: suspensions.whenSuspending, ask: (viewer) => suspensions.whenSuspending(viewer, { ...person, coordinator: true }) !== null },
    { act: "lift what the territory's animators decided", by: suspensions.canLift, ask: (viewer) => suspensions.canLift(viewer, { territory: here, decidedBy: "territory" }) },
    { act: "lift what the coordination decided", by: suspensions.canLift, ask: (viewer) => suspensions.canLift(viewer, { territory: here, decidedBy: "coordination" }) },
    { act: "lift what somebody's own server decided", by: suspensions.canLift, ask: (viewer) => suspensions.canLift(viewer, { territory: here, decidedBy: "home" }) },
  ],
  tags: [
    { act: "merge two tags on the territory", by: tags.canMergeTags, ask: (viewer) => tags.canMergeTags(viewer, here) },
    { act: "add, rename, order and retire the territory's own themes", by: tags.canManageThemes, ask: (viewer) => tags.canManageThemes(viewer, here) },
    { act: "merge two tags on the network", by: tags.canMergeTags, ask: (viewer) => tags.canMergeTags(viewer, null) },
  ],
  territories: [
    { act: "limit or block another server for the territory", by: federation.canDecideTrust, ask: (viewer) => federation.canDecideTrust(viewer, here) },
    { act: "let a stranger's comment show", by: federation.canDecideHeld, ask: (viewer) => federation.canDecideHeld(viewer, here) },
    { act: "say how far another server is trusted", by: federation.canDecideTrust, ask: (viewer) => federation.canDecideTrust(viewer, null) },
    { act: "invite servers into the network, answer their invitations, leave it", by: network.canSteerNetwork, ask: (viewer) => network.canSteerNetwork(viewer) },
    { act: "animate the territory", by: territories.canAnimate, ask: (viewer) => territories.canAnimate(viewer, here) },
    { act: "open a territory", by: territories.canOpenTerritory, ask: (viewer) => territories.canOpenTerritory(viewer) },
  ],
};

const introduction = `# Who may do what

Written by \`tests/house/permissions.test.ts\`, which asks the functions of each \`policy.ts\`; nothing here is typed by hand.
After a change to a policy: \`UPDATE_DOCS=1 npx vitest run --project unit tests/house/permissions.test.ts\`.

"Visiting" is somebody of another server who is here by their own: what they may do here, that one does for them.
Whatever a row says, the doors let them to nothing but comments, applause, follows, coming to events and reports (\`visiting\` in the routes).

Each thing is of the territory "here", is its author's, is published in the name of its structure and stands in its
community. "Author" is whoever wrote the content or the comment, keeps the dossier, or recorded the structure. A word
in a cell is what the act leads to.
`;

/** The page of the table. */
export function render(): string {
  const sections = Object.entries(rules).map(([feature, rows]) => [
    `## ${feature[0]?.toUpperCase()}${feature.slice(1)}`,
    "",
    `| may | ${viewers.map((each) => each.name).join(" | ")} |`,
    `|---|${viewers.map(() => "---").join("|")}|`,
    ...rows.map(({ act, ask }) => `| ${act} | ${viewers.map(({ viewer }) => cell(ask(viewer))).join(" | ")} |`),
  ].join("\n"));
  return `${[introduction.trimEnd(), ...sections].join("\n\n")}\n`;
}

function cell(answer: boolean | string): string {
  return typeof answer === "string" ? answer : answer ? "yes" : "";
}
