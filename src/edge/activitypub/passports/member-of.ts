import { findOwnActorByUriAnywhere } from "../../../features/federation/find-actor.ts";
import { findMemberByIdAnywhere } from "../../../features/members/show-member.ts";
import type { MemberId } from "../../../platform/ids.ts";
import type { Speaking } from "../own-actors.ts";
import { pictureOf } from "../wire/sources.ts";

/** What a platform learns of a member whom it recognises: no more than everybody may read of them. */
export interface ShownMember {
  readonly name: string;
  readonly preferred_username: string;
  readonly profile: string;
  readonly picture?: string;
}

/** The member whose actor this is; null when they may not come in, or it is nobody's. */
export async function memberOf({ db, directory }: Speaking, subject: string): Promise<ShownMember | null> {
  const own = await findOwnActorByUriAnywhere(db, subject);
  const member = own?.kind === "member" && own.state === "active" ? await findMemberByIdAnywhere(db, own.subject as MemberId) : null;
  if (!own || !member) return null;
  const origin = directory().originOf(own.territory);
  return { name: member.name, preferred_username: own.handle, profile: `${origin}/membres/${member.handle}`, ...(member.picture ? { picture: pictureOf(origin, member.picture).url } : {}) };
}
