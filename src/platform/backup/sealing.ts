import { createCipheriv, createDecipheriv, randomBytes, scrypt as derive, timingSafeEqual } from "node:crypto";

/*
 * A file that a passphrase opens: a mark, the salt, the nonce, a check of the passphrase, then AES-256-GCM (NIST SP 800-38D)
 * over everything, its tag last. The key comes from the passphrase by scrypt (RFC 7914).
 */
const mark = Buffer.from("echosciences-sealed-1\n");
const [saltBytes, nonceBytes, checkBytes, tagBytes] = [16, 12, 16, 16];
const headBytes = mark.length + saltBytes + nonceBytes + checkBytes;

/** The passphrase is missing or isn't the one. */
export class WrongPassphrase extends Error {}

/** The bytes under a passphrase, piece by piece. */
export async function* seal(bytes: AsyncIterable<Buffer>, passphrase: string): AsyncGenerator<Buffer> {
  const [salt, nonce] = [randomBytes(saltBytes), randomBytes(nonceBytes)];
  const { key, check } = await keysOf(passphrase, salt);
  const cipher = createCipheriv("aes-256-gcm", key, nonce);
  yield Buffer.concat([mark, salt, nonce, check]);
  for await (const piece of bytes) yield cipher.update(piece);
  yield cipher.final();
  yield cipher.getAuthTag();
}

/** The bytes as they were; those of a file that isn't sealed pass as they are. Fails at the end when a single one was changed: whoever reads believes none before. */
export async function* unseal(bytes: AsyncIterable<Buffer>, passphrase: string | null): AsyncGenerator<Buffer> {
  const reading = bytes[Symbol.asyncIterator]();
  let held = Buffer.alloc(0);
  for (let next = await reading.next(); !next.done; next = await reading.next()) {
    held = Buffer.concat([held, next.value]);
    if (held.length >= headBytes) break;
  }
  const rest = { [Symbol.asyncIterator]: () => reading };
  if (!held.subarray(0, mark.length).equals(mark)) {
    yield held;
    yield* rest;
    return;
  }
  if (passphrase === null) throw new WrongPassphrase("This file asks for a passphrase");
  const [salt, nonce, expected] = [held.subarray(mark.length, mark.length + saltBytes), held.subarray(mark.length + saltBytes, headBytes - checkBytes), held.subarray(headBytes - checkBytes, headBytes)];
  const { key, check } = await keysOf(passphrase, salt);
  if (expected.length !== checkBytes || !timingSafeEqual(expected, check)) throw new WrongPassphrase("This passphrase doesn't open it");
  const decipher = createDecipheriv("aes-256-gcm", key, nonce);
  held = held.subarray(headBytes);
  for await (const piece of rest) {
    held = Buffer.concat([held, piece]);
    if (held.length <= tagBytes) continue;
    yield decipher.update(held.subarray(0, -tagBytes));
    held = held.subarray(-tagBytes);
  }
  if (held.length > tagBytes) yield decipher.update(held.subarray(0, -tagBytes));
  decipher.setAuthTag(held.subarray(-tagBytes));
  yield decipher.final();
}

async function keysOf(passphrase: string, salt: Buffer): Promise<{ key: Buffer; check: Buffer }> {
  const both = await new Promise<Buffer>((resolve, reject) => {
    derive(passphrase.normalize("NFC"), salt, 32 + checkBytes, { N: 2 ** 15, r: 8, p: 3, maxmem: 128 * 2 ** 20 }, (error, key) => (error ? reject(error) : resolve(key)));
  });
  return { key: both.subarray(0, 32), check: both.subarray(32) };
}
