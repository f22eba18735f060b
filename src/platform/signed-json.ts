import { createPrivateKey, createPublicKey, generateKeyPairSync, sign, verify } from "node:crypto";

/** SubjectPublicKeyInfo and PKCS #8, in base64. */
export interface SigningKeys {
  readonly publicKey: string;
  readonly privateKey: string;
}

export type Signed<T extends object> = T & { readonly signature: string };

/** Keys that sign JSON (Ed25519, RFC 8032): small enough to stand beside what they sign. */
export function makeSigningKeys(): SigningKeys {
  const { publicKey, privateKey } = generateKeyPairSync("ed25519");
  return { publicKey: publicKey.export({ type: "spki", format: "der" }).toString("base64"), privateKey: privateKey.export({ type: "pkcs8", format: "der" }).toString("base64") };
}

/** With a signature over all the rest, which whoever keeps a copy can verify. */
export function signJson<T extends object>(value: T, privateKey: string): Signed<T> {
  const key = createPrivateKey({ key: Buffer.from(privateKey, "base64"), type: "pkcs8", format: "der" });
  return { ...value, signature: sign(null, Buffer.from(canonicalJson(value)), key).toString("base64") };
}

/** Whether all of it was signed so, as it came: words that we don't know too. */
export function isSignedBy(value: Readonly<Record<string, unknown>>, publicKey: string): boolean {
  const { signature, ...rest } = value;
  if (typeof signature !== "string" || signature.length > 200 || publicKey.length > 200) return false;
  try {
    const key = createPublicKey({ key: Buffer.from(publicKey, "base64"), type: "spki", format: "der" });
    return key.asymmetricKeyType === "ed25519" && verify(null, Buffer.from(canonicalJson(rest)), key, Buffer.from(signature, "base64"));
  } catch {
    return false;
  }
}

/** The one way of writing a value (RFC 8785): JavaScript writes numbers and letters so already, what is left is the order of the words. */
function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(",")}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value) ?? "null";
  const words = Object.entries(value).filter(([, each]) => each !== undefined).sort(([one], [other]) => (one < other ? -1 : 1));
  return `{${words.map(([word, each]) => `${JSON.stringify(word)}:${canonicalJson(each)}`).join(",")}}`;
}
