import type { Database } from "../../platform/database.ts";
import type { MemberId } from "../../platform/ids.ts";
import { apiTokenPrefix, digestOf, newSecret } from "./secret.ts";
import { insertApiToken } from "./token-store.ts";

/** Makes a personal token for programs. Its secret is answered this once; the database keeps the digest. */
export async function makeApiToken(db: Database, now: Temporal.Instant, token: { member: MemberId; name: string; days: number | null }): Promise<string> {
  const secret = `${apiTokenPrefix}${newSecret()}`;
  const expiresAt = token.days === null ? null : now.add({ hours: 24 * token.days });
  await insertApiToken(db, { hash: digestOf(secret), member: token.member, name: token.name, at: now, expiresAt });
  return secret;
}
