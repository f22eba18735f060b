import type { Id, MemberId, TerritoryId } from "../../platform/ids.ts";

export type ActorId = Id<"actor">;
export type ServerId = Id<"server">;

/** Who of ours can be followed from elsewhere, and speaks there. */
export const actorKinds = ["member", "structure", "community", "project", "tag", "territory"] as const;
export type ActorKind = (typeof actorKinds)[number];

/** One of ours, as the wire knows them. The address never changes, whatever is renamed. */
export interface OwnActor {
  readonly id: ActorId;
  readonly uri: string;
  readonly kind: ActorKind;
  /** The identifier of the thing, or the tag. */
  readonly subject: string;
  readonly territory: TerritoryId;
  readonly handle: string;
  /** Addresses elsewhere that they say are theirs too; and where they went to live. */
  readonly alsoKnownAs: readonly string[];
  readonly movedTo: string | null;
  readonly state: "active" | "suspended" | "gone";
}

/** Somebody of another server, as we met them. */
export interface OtherActor {
  readonly id: ActorId;
  readonly uri: string;
  readonly server: ServerId;
  readonly kind: ActorKind | "other";
  readonly handle: string;
  readonly name: string;
  readonly url: string;
  readonly inbox: string;
  readonly sharedInbox: string | null;
  readonly followersUri: string | null;
  readonly outboxUri: string | null;
  /** Who stands in for them here, once they have said something. */
  readonly member: MemberId | null;
  readonly alsoKnownAs: readonly string[];
  readonly movedTo: string | null;
  readonly state: "active" | "suspended" | "gone";
  readonly readAt: Temporal.Instant;
}

/** A key of one of ours, with what signs. PEM, SubjectPublicKeyInfo and PKCS #8. */
export interface OwnKey {
  readonly uri: string;
  readonly publicPem: string;
  readonly privatePem: string;
}

/** What an actor's document says of them, once read. Addresses are whole; the icon's may be missing. */
export interface ActorReading {
  readonly uri: string;
  readonly kind: ActorKind | "other";
  readonly handle: string;
  readonly name: string;
  /** Plain words about them. */
  readonly about: string;
  readonly url: string;
  readonly icon: string;
  readonly inbox: string;
  readonly sharedInbox: string | null;
  readonly followersUri: string | null;
  readonly outboxUri: string | null;
  readonly alsoKnownAs: readonly string[];
  readonly movedTo: string | null;
  /** Their server lets them say nothing for now. */
  readonly suspended: boolean;
  readonly keys: readonly { readonly uri: string; readonly publicPem: string }[];
}
