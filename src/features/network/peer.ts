import type { Id } from "../../platform/ids.ts";
import type { PerimeterUnit } from "../territories/territory.ts";

export type NetworkId = Id<"network">;

/** What stands between this server and another: see migration 0079. */
export const peerStates = ["inviting", "proposed", "member", "invited", "declined", "left"] as const;
export type PeerState = (typeof peerStates)[number];

/** A server's own signed word that it is of a network: no list can name one that hasn't given it. */
export interface Acceptance {
  readonly type: "acceptance";
  readonly network: string;
  readonly host: string;
  /** Who had invited it; itself, for the first of a network. */
  readonly by: string;
  readonly at: string;
  /** What it signs with. */
  readonly key: string;
  readonly signature: string;
}

export interface PlatformFigures {
  readonly members: number;
  readonly contributors: number;
  readonly articles: number;
  readonly events: number;
  readonly dossiers: number;
}

/** A territory of another server, as that server tells it. */
export interface Platform {
  readonly host: string;
  readonly origin: string;
  /** Who relays all that is published there. */
  readonly actor: string;
  readonly name: string;
  readonly structure: string;
  readonly perimeter: readonly PerimeterUnit[];
  readonly hue: number;
  readonly zone: string;
  readonly latitude: number;
  readonly longitude: number;
  readonly figures: PlatformFigures;
}

/** What a server says of itself and of its network, once its signature was verified with the key that it shows at its own address. */
export interface HeardList {
  readonly host: string;
  readonly origin: string;
  readonly key: string;
  readonly issuedAt: Temporal.Instant;
  readonly acceptance: Acceptance | null;
  /** Its territories; those alone that say by themselves that they are of this server. */
  readonly platforms: readonly Platform[];
  /** Those it has on its list, with the word that each of them gave. */
  readonly members: readonly Acceptance[];
  readonly invites: readonly { readonly host: string; readonly at: Temporal.Instant }[];
}

export interface Peer {
  readonly host: string;
  readonly origin: string;
  readonly state: PeerState;
  readonly invitedAt: Temporal.Instant | null;
  readonly key: string;
  readonly issuedAt: Temporal.Instant | null;
  readonly acceptance: Acceptance | null;
  readonly platforms: readonly Platform[];
  readonly toldBy: string | null;
  readonly listsUs: boolean;
  readonly since: Temporal.Instant | null;
  readonly changedAt: Temporal.Instant;
  readonly lookedAt: Temporal.Instant | null;
  readonly failingSince: Temporal.Instant | null;
  readonly trouble: string;
}

/** Us, where what we may be asked is decided. */
export interface Ourselves {
  readonly host: string;
  /** Null: in none. */
  readonly network: string | null;
}

/**
 * What a list, read at its own server's address, makes of what stands between us. Null: nothing is kept. `toldBy`: a member has it
 * on its list. Only what each says of itself counts: we are of nobody's network by their word, nor they of ours by another's.
 */
export function stateAfter(before: Pick<Peer, "state" | "invitedAt" | "changedAt"> | null, heard: HeardList, us: Ourselves, toldBy: string | null): PeerState | null {
  const ours = us.network !== null && heard.acceptance?.network === us.network;
  const asked = heard.acceptance ? heard.invites.find((each) => each.host === us.host) : undefined;
  const since = (moment: Temporal.Instant) => before !== null && Temporal.Instant.compare(moment, before.changedAt) > 0;
  if (before?.state === "member") return ours ? "member" : "left";
  if (before?.state === "declined" || before?.state === "left") {
    if (asked && since(asked.at)) return "inviting";
    return before.state === "left" && toldBy && ours && heard.acceptance && since(Temporal.Instant.from(heard.acceptance.at)) ? "proposed" : before.state;
  }
  if (before?.invitedAt && ours) return "member";
  if (asked) return "inviting";
  if (ours && (toldBy ?? (before?.state === "proposed" ? "" : null)) !== null) return "proposed";
  return before?.invitedAt ? "invited" : null;
}
