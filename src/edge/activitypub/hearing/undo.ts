import { findReceivedClaimAnywhere } from "../../../features/federation/receive.ts";
import { isObject } from "../guard/json.ts";
import { readJson } from "../guard/read-body.ts";
import { setLike, setRelay } from "./applause.ts";
import { hearUnfollow } from "./follow.ts";
import { leave } from "./going.ts";
import { ignored, refusedFor, type Hearer } from "./verdict.ts";

/** Somebody takes back what they did themselves: told whole, or by its address alone. */
export const hearUndo: Hearer = async (fetching, from, activity) => {
  const { object } = activity;
  if (!object) return ignored("nothing is taken back");
  let claim: { type: string; object: string | null } | null = object.claim;
  if (object.claim && object.claim.actor !== null && object.claim.actor !== from.uri) return refusedFor("somebody else's act");
  if (!claim && object.kind === "reference") {
    const before = await findReceivedClaimAnywhere(fetching.db, object.id, from.id);
    const read = before ? readJson(new TextEncoder().encode(before)) : null;
    const named = read?.done ? read.value["object"] : undefined;
    const target = isObject(named) ? named["id"] : named;
    claim = read?.done && typeof read.value["type"] === "string" ? { type: read.value["type"], object: typeof target === "string" ? target : null } : null;
  }
  if (!claim?.object) return ignored("nothing that was done here");
  if (claim.type === "Like") return setLike(fetching, from, claim.object, false);
  if (claim.type === "Announce") return setRelay(fetching, from, claim.object, false);
  if (claim.type === "Join") return leave(fetching, from, claim.object);
  if (claim.type !== "Follow") return ignored(`${claim.type} isn't taken back here`);
  return hearUnfollow(fetching, from, claim.object);
};
