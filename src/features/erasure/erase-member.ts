import type { Transaction } from "../../platform/database.ts";
import type { MemberId } from "../../platform/ids.ts";
import { forgetMember as forgetAccount } from "../accounts/forget-member.ts";
import { forgetMember as forgetAnswers } from "../answers/forget-member.ts";
import { forgetMember as forgetBookings } from "../bookings/forget-member.ts";
import { tellErased } from "../bookings/tell-erased.ts";
import { forgetMember as forgetCommunities } from "../communities/forget-member.ts";
import { forgetMember as forgetComments } from "../comments/forget-member.ts";
import { forgetMember as forgetContents } from "../contents/forget-member.ts";
import { listLeavingWithAnywhere } from "../contents/list-leaving.ts";
import { forgetMember as forgetDossiers } from "../dossiers/forget-member.ts";
import { forgetMember as forgetFederation } from "../federation/forget-member.ts";
import { forgetMember as forgetFollows } from "../follows/forget-member.ts";
import { forgetMember as forgetJuries } from "../juries/forget-member.ts";
import { forgetMember as forgetLikes } from "../likes/forget-member.ts";
import { forgetMember as forgetPictures } from "../media/forget-member.ts";
import { forgetMember as forgetRow } from "../members/forget-member.ts";
import type { LeavingChoice } from "../members/leaving.ts";
import { forgetMember as forgetMessages } from "../messages/forget-member.ts";
import { forgetMember as forgetMentions } from "../mentions/forget-member.ts";
import { forgetMember as forgetExports } from "../own-data/forget-member.ts";
import { forgetMember as forgetParticipations } from "../participations/forget-member.ts";
import { forgetMember as forgetPassports } from "../passports/forget-member.ts";
import { forgetMember as forgetRelays } from "../relays/forget-member.ts";
import { forgetMember as forgetProjects } from "../projects/forget-member.ts";
import { forgetMember as forgetStructures } from "../structures/forget-member.ts";

/**
 * Each feature forgets a member in its own `forget-member.ts`: what the database's own cascades don't do, since a count, a
 * file, an owner or a text hangs from it. `tests/house/forgetting.test.ts` holds every column that names a member to it.
 */
type Forget = (tx: Transaction, member: MemberId, choice: LeavingChoice) => Promise<void>;

// In this order: others' texts, then one's own while it is still known who acts for which structure, then pictures, which
// stay as long as a text shows them; the row that all the others hang from at the very end.
const forgetting: readonly Forget[] = [
  forgetMentions,
  forgetComments,
  forgetMessages,
  // Before texts: what several curate is nobody's own.
  forgetDossiers,
  forgetContents,
  forgetAnswers,
  forgetJuries,
  forgetBookings,
  forgetLikes,
  forgetParticipations,
  forgetRelays,
  forgetFollows,
  forgetPictures,
  forgetProjects,
  forgetStructures,
  forgetCommunities,
  forgetExports,
  forgetPassports,
  forgetFederation,
  forgetAccount,
  forgetRow,
];

/** Erases a member from everything, in one transaction: nothing that names them is left behind. Those who booked what goes with them are written to. */
export async function eraseMember(tx: Transaction, member: MemberId, choice: LeavingChoice): Promise<void> {
  await tellErased(tx, (await listLeavingWithAnywhere(tx, member, choice)).map((content) => content.id), member);
  for (const forget of forgetting) await forget(tx, member, choice);
}
