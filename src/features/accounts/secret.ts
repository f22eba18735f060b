import { createHash, randomBytes } from "node:crypto";

/** A secret that only its holder knows: the database keeps its digest. */
export function newSecret(): string {
  return randomBytes(24).toString("base64url");
}

export function digestOf(secret: string): Buffer {
  return createHash("sha256").update(secret).digest();
}
