import type { ContentId } from "../../platform/ids.ts";
import type { ActorId, ServerId } from "./actor.ts";
import type { SignatureForm } from "./server.ts";

/** Who hears what one of ours says. */
export interface Audience {
  /** Whose followers hear it. */
  readonly followersOf: readonly ActorId[];
  /** Who else hears it, by their addresses: those mentioned, answered, put in a dossier. */
  readonly actors: readonly string[];
  /** And everybody who heard of this content before. */
  readonly heard?: ContentId;
  /** And everybody who heard anything of this actor. */
  readonly knownTo?: ActorId;
  /** And everybody who heard of what this actor answers for, whoever passed it on. */
  readonly answeredBy?: ActorId;
}

/** One activity on its way to one inbox, taken by a worker. */
export interface DueDelivery {
  readonly id: number;
  readonly server: ServerId;
  readonly host: string;
  readonly signature: SignatureForm;
  readonly inbox: string;
  readonly activity: string;
  readonly type: string;
  /** What it is about. */
  readonly object: string;
  readonly actor: ActorId;
  /** The key that signs it, where it isn't the one of today. */
  readonly signedWith: string | null;
  /** Its server was blocked since it was said: it isn't sent. */
  readonly blocked: boolean;
  readonly body: string;
  readonly attempts: number;
  readonly createdAt: Temporal.Instant;
}
