import { takeAnswer } from "../../../features/federation/answer-follow.ts";
import { hearGoing } from "./going.ts";
import { hearJoined } from "./joining.ts";
import { hearDeclined } from "./listing.ts";
import { hearOffered } from "./offer.ts";
import { applied, ignored, refusedFor, type Hearer } from "./verdict.ts";

/** What those answer whom ours asked something. It may be told by the address of the asking, or by what was asked. */
export const hearAnswer: Hearer = async (fetching, from, activity) => {
  const asking = activity.object?.id;
  if (!asking) return ignored("an answer to nothing");
  const going = await hearGoing(fetching, from, activity);
  if (going) return going;
  const joined = await hearJoined(fetching, from, activity);
  if (joined) return joined;
  const offered = await hearOffered(fetching, from, activity);
  if (offered) return offered;
  if (activity.type === "Ignore") return ignored("an answer to nothing");
  const declined = activity.type === "Reject" ? await hearDeclined(fetching, from, activity) : null;
  if (declined) return declined;
  const answer = activity.type === "Accept" ? "accepted" : "refused";
  return (await takeAnswer(fetching.db, from.id, asking, answer)) ? applied : refusedFor("nobody of ours had asked");
};
