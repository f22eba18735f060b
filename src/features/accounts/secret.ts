import { createHash, randomBytes } from "node:crypto";

/** Before the secret of a personal token, so that one found in a public place is known for what it is. */
export const apiTokenPrefix = "es_";

/** A secret that only its holder knows: the database keeps its digest. */
export function newSecret(): string {
  return randomBytes(24).toString("base64url");
}

export function digestOf(secret: string): Buffer {
  return createHash("sha256").update(secret).digest();
}
