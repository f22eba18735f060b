import type { OwnActor } from "../../../features/federation/actor.ts";
import type { Audience } from "../../../features/federation/delivery.ts";
import { say } from "../../../features/federation/say.ts";
import type { WrittenFact } from "../../../platform/facts.ts";
import { idFrom, type ContentId, type Id } from "../../../platform/ids.ts";
import { originOf } from "../guard/address.ts";
import type { Speaking } from "../own-actors.ts";
import { objectUri } from "../uris.ts";
import type { Act } from "../wire/activities.ts";
import type { WireObject } from "../wire/wire.ts";

export interface Spoken {
  readonly actor: OwnActor;
  /** What it is about: the order of what is said of one thing is kept. */
  readonly object: string;
  readonly content: ContentId | null;
  readonly audience: Audience;
  /** What tells two activities about one fact apart. */
  readonly part: string;
  readonly build: (act: Act) => WireObject;
  /** The key that signs it, where it isn't the one of today. */
  readonly signedWith?: string;
  /** For those named alone: its words aren't kept, and don't go where private messages don't. */
  readonly privately?: true;
}

/** The act that speaks of this fact: the same address however often the fact is worked on, and another in another life of the database. */
export function actAbout(fact: WrittenFact, actor: OwnActor, part: string): Act {
  const id = idFrom<Id<"activity">>(`${fact.id} ${fact.at.toString()} ${fact.subject} ${actor.uri} ${part}`);
  return { id: objectUri(originOf(actor.uri) ?? "", { kind: "activity", id }), actor: actor.uri };
}

/** Says to others what happened here. */
export async function speak({ db, now }: Speaking, fact: WrittenFact, { actor, object, content, audience, part, build, signedWith, privately }: Spoken): Promise<void> {
  const act = actAbout(fact, actor, part);
  const activity = build(act);
  await say(db, { id: act.id.slice(act.id.lastIndexOf("/") + 1), uri: act.id, actor: actor.id, type: String(activity["type"]), object, content, body: JSON.stringify(activity), at: now(), signedWith: signedWith ?? null, privately: privately ?? false }, audience);
}
