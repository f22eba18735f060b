import { aboutRoutes } from "./pages/about.tsx";
import { accountRoutes } from "./pages/accounts.tsx";
import { answerRoutes } from "./pages/answer.tsx";
import { answersRoutes } from "./pages/answers.tsx";
import { attendanceRoutes } from "./pages/attendance.tsx";
import { bookRoutes } from "./pages/book.tsx";
import { bookingOfferRoutes } from "./pages/booking-offer.tsx";
import { bookingsRoutes } from "./pages/bookings.tsx";
import { messageRoutes } from "./pages/messages.tsx";
import { conversationRoutes } from "./pages/conversation.tsx";
import { goingRoutes } from "./pages/going.tsx";
import { reportRoutes } from "./pages/reports.tsx";
import { suspensionRoutes } from "./pages/suspensions.tsx";
import { namespaceRoutes } from "./pages/namespace.tsx";
import { callRoutes } from "./pages/call.tsx";
import { blockListRoutes } from "./pages/block-lists.tsx";
import { reachRoutes } from "./pages/reach.tsx";
import { figureRoutes } from "./pages/figures.tsx";
import { followedListRoutes } from "./pages/followed-lists.tsx";
import { openTerritoryRoutes } from "./pages/open-territory.tsx";
import { networkRoutes } from "./pages/network.tsx";
import { serverRoutes } from "./pages/servers.tsx";
import { juryRoutes } from "./pages/jury.tsx";
import { rankingRoutes } from "./pages/ranking.tsx";
import { agendaRoutes } from "./pages/agenda.tsx";
import { announcementMessageRoutes } from "./pages/announcement-messages.tsx";
import { announcementRoutes } from "./pages/announcements.tsx";
import { coAuthorRoutes } from "./pages/co-authors.tsx";
import { commentRoutes } from "./pages/comments.tsx";
import { animateCommunitiesRoutes } from "./pages/animate-communities.tsx";
import { communitiesRoutes } from "./pages/communities.tsx";
import { communityInvitationRoutes } from "./pages/community-invitations.tsx";
import { communityPeopleRoutes } from "./pages/community-people.tsx";
import { farCommunityRoutes } from "./pages/far-communities.tsx";
import { communityRoutes } from "./pages/community.tsx";
import { writeCommunityRoutes } from "./pages/write-community.tsx";
import { contentRoutes } from "./pages/content.tsx";
import { contributeRoutes } from "./pages/contribute.tsx";
import { duplicateEventRoutes } from "./pages/duplicate-event.tsx";
import { dossierActRoutes } from "./pages/dossier-acts.tsx";
import { dossierExportRoutes } from "./pages/dossier-export.tsx";
import { dossierOrganiseRoutes } from "./pages/dossier-organise.tsx";
import { dossierPeopleRoutes } from "./pages/dossier-people.tsx";
import { dossierListRoutes } from "./pages/dossiers.tsx";
import { fileRoutes } from "./pages/files.ts";
import { homeRoutes } from "./pages/home.tsx";
import { listRoutes } from "./pages/lists.tsx";
import { mapPointRoutes } from "./pages/map-points.ts";
import { mapRoutes } from "./pages/map.tsx";
import { memberRoutes } from "./pages/member.tsx";
import { mentionRoutes } from "./pages/mentions.ts";
import { operationEventsRoutes } from "./pages/operation-events.tsx";
import { operationProgrammeRoutes } from "./pages/operation-programme.tsx";
import { operationsRoutes } from "./pages/operations.tsx";
import { organiseProgrammeRoutes } from "./pages/organise-programme.tsx";
import { ownAccountRoutes } from "./pages/own-account.tsx";
import { ownDataRoutes } from "./pages/own-data.tsx";
import { ownDossierRoutes } from "./pages/own-dossiers.tsx";
import { ownSpaceRoutes } from "./pages/own-space.tsx";
import { printedProgrammeRoutes } from "./pages/printed-programme.ts";
import { programmeRoutes } from "./pages/programme.tsx";
import { proposeToOperationRoutes } from "./pages/propose-to-operation.tsx";
import { searchRoutes } from "./pages/search.tsx";
import { sessionInWordsRoutes } from "./pages/session-in-words.ts";
import { socialRoutes } from "./pages/social.tsx";
import { animationRoutes } from "./pages/animation.tsx";
import { animateStructuresRoutes } from "./pages/animate-structures.tsx";
import { recordStructureRoutes } from "./pages/record-structure.tsx";
import { structurePeopleRoutes } from "./pages/structure-people.tsx";
import { structureNamingRoutes } from "./pages/structure-namings.tsx";
import { structureRoutes } from "./pages/structure.tsx";
import { censusRoutes } from "./pages/structures.tsx";
import { territorySettingsRoutes } from "./pages/territory-settings.tsx";
import { versionRoutes } from "./pages/versions.tsx";
import { attachmentRoutes } from "./pages/attachments.ts";
import { writingRoutes } from "./pages/writings.tsx";
import { projectTeamRoutes } from "./pages/project-team.tsx";
import { projectRoutes } from "./pages/projects.tsx";
import { itineraryFileRoutes } from "./pages/itinerary-files.ts";
import { itineraryRoutes } from "./pages/itineraries.tsx";
import { passportRoutes } from "./pages/passports.tsx";
import { placeRoutes } from "./pages/places.tsx";
import { profileRoutes } from "./pages/profile.tsx";
import type { Route } from "../route.ts";

/** Every page and form. The order matters only where a path could be taken for another: fixed words come first. */
export const webRoutes: readonly Route[] = [
  ...attachmentRoutes,
  ...writingRoutes,
  ...ownDossierRoutes, ...dossierListRoutes, ...dossierExportRoutes, ...dossierPeopleRoutes, ...dossierOrganiseRoutes, ...dossierActRoutes,
  ...homeRoutes, ...agendaRoutes, ...mapRoutes, ...mapPointRoutes, ...listRoutes, ...searchRoutes, ...aboutRoutes, ...accountRoutes, ...ownAccountRoutes, ...passportRoutes, ...ownDataRoutes, ...ownSpaceRoutes, ...profileRoutes,
  ...followedListRoutes, ...blockListRoutes, ...serverRoutes, ...networkRoutes, ...figureRoutes, ...openTerritoryRoutes, ...reachRoutes, ...territorySettingsRoutes, ...announcementRoutes, ...placeRoutes, ...itineraryRoutes, ...itineraryFileRoutes, ...projectRoutes, ...projectTeamRoutes, ...announcementMessageRoutes, ...animationRoutes, ...animateStructuresRoutes, ...recordStructureRoutes, ...censusRoutes, ...structurePeopleRoutes, ...structureNamingRoutes, ...structureRoutes,
  ...sessionInWordsRoutes, ...programmeRoutes, ...organiseProgrammeRoutes, ...duplicateEventRoutes,
  ...callRoutes, ...answerRoutes, ...answersRoutes, ...juryRoutes, ...rankingRoutes, ...bookRoutes, ...bookingOfferRoutes, ...attendanceRoutes, ...bookingsRoutes, ...goingRoutes, ...messageRoutes, ...conversationRoutes, ...reportRoutes, ...suspensionRoutes, ...namespaceRoutes,
  ...animateCommunitiesRoutes, ...writeCommunityRoutes, ...communitiesRoutes, ...communityInvitationRoutes, ...communityPeopleRoutes, ...farCommunityRoutes, ...communityRoutes,
  ...printedProgrammeRoutes, ...operationsRoutes, ...operationProgrammeRoutes, ...proposeToOperationRoutes, ...operationEventsRoutes,
  ...contributeRoutes, ...versionRoutes, ...mentionRoutes, ...commentRoutes, ...coAuthorRoutes, ...socialRoutes, ...fileRoutes, ...memberRoutes, ...contentRoutes,
];
