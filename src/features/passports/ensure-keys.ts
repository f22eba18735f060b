import { generateKeyPair, randomBytes } from "node:crypto";
import { promisify } from "node:util";
import { inTransaction, type Database } from "../../platform/database.ts";
import { deleteKeys, holdKeys, insertKey, readKeys } from "./key-store.ts";
import { shownDays, signsDays, type ProviderKey } from "./provider-key.ts";

const generate = promisify(generateKeyPair);

/** The keys of this server as a provider, the one that signs first: made the first time, and again before they get old. */
export async function ensureKeys(db: Database, now: Temporal.Instant): Promise<ProviderKey[]> {
  const known = await readKeys(db);
  const freshSince = now.subtract({ hours: 24 * signsDays });
  const fresh = (keys: readonly ProviderKey[]) => keys.some((key) => Temporal.Instant.compare(key.madeAt, freshSince) > 0);
  if (fresh(known)) return known;
  const { privateKey } = await generate("rsa", { modulusLength: 2048 });
  const id = randomBytes(9).toString("base64url");
  return inTransaction(db, async (tx) => {
    await holdKeys(tx);
    if (!fresh(await readKeys(tx))) {
      await insertKey(tx, { id, jwk: { ...privateKey.export({ format: "jwk" }), kid: id, alg: "RS256", use: "sig" }, madeAt: now });
      await deleteKeys(tx, now.subtract({ hours: 24 * shownDays }));
    }
    return readKeys(tx);
  });
}
