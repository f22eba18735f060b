import { argon2, randomBytes, timingSafeEqual } from "node:crypto";
import { promisify } from "node:util";

const derive = promisify(argon2);

// RFC 9106, second recommended option scaled to a small server: 64 MiB would let a dozen logins exhaust it.
const cost = { memory: 19_456, passes: 2, parallelism: 1, tagLength: 32 };

export const shortestPassword = 10;
export const longestPassword = 200;

/** A PHC string: `$argon2id$v=19$m=19456,t=2,p=1$salt$hash`. */
export async function hashPassword(password: string): Promise<string> {
  const nonce = randomBytes(16);
  const tag = await derive("argon2id", { message: password.normalize("NFC"), nonce, ...cost });
  return `$argon2id$v=19$m=${cost.memory},t=${cost.passes},p=${cost.parallelism}$${nonce.toString("base64url")}$${tag.toString("base64url")}`;
}

/** Takes the same time whether there is a password to compare with or not. */
export async function passwordMatches(password: string, stored: string | null): Promise<boolean> {
  const [, , , parameters = "", salt = "", hash = ""] = (stored ?? unknownAccount).split("$");
  const read = Object.fromEntries(parameters.split(",").map((pair) => pair.split("="))) as Record<string, string>;
  const expected = Buffer.from(hash, "base64url");
  const tag = await derive("argon2id", {
    message: password.normalize("NFC"),
    nonce: Buffer.from(salt, "base64url"),
    memory: Number(read["m"]),
    passes: Number(read["t"]),
    parallelism: Number(read["p"]),
    tagLength: expected.length,
  });
  return timingSafeEqual(tag, expected) && stored !== null;
}

const unknownAccount = `$argon2id$v=19$m=${cost.memory},t=${cost.passes},p=${cost.parallelism}$${Buffer.alloc(16).toString("base64url")}$${Buffer.alloc(32).toString("base64url")}`;
