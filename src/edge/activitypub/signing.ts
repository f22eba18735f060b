import { createPublicKey } from "node:crypto";
import { LRUCache } from "lru-cache";
import { decodeDict } from "structured-field-values";
import type { OwnKey } from "../../features/federation/actor.ts";
import type { SignatureForm } from "../../features/federation/server.ts";
import { activityJson } from "./media-type.ts";

const rsa = { name: "RSASSA-PKCS1-v1_5", hash: "SHA-256" };
const specs = { rfc9421: "rfc9421", cavage: "draft-cavage-http-signatures-12" } as const;
/** Loaded with the first signature: a server that speaks with no other does without its memory. */
const signatures = () => import("@fedify/fedify/sig");
const vocabulary = () => import("@fedify/fedify/vocab");
/** What a signature of RFC 9421 holds, besides the digest of the body; the draft holds every header. */
const components = ["@method", "@target-uri", "@authority", "host", "date"];
/** Keys that sign are imported once. */
const signers = new LRUCache<string, Promise<CryptoKey>>({ max: 500 });

/** The headers of a request that this key signs: RFC 9421, or the draft that came before. Without a body for one that reads. */
export async function signedHeaders(key: OwnKey, form: SignatureForm, url: string, body: string | null, more: Readonly<Record<string, string>> = {}): Promise<Record<string, string>> {
  const request = new Request(url, { method: body === null ? "GET" : "POST", headers: { ...(body === null ? {} : { "content-type": activityJson }), accept: activityJson, ...more }, body });
  const bytes = body === null ? null : new TextEncoder().encode(body).buffer;
  const { signRequest } = await signatures();
  const signed = await signRequest(request, await signerOf(key), new URL(key.uri), { spec: specs[form], body: bytes, rfc9421: { components: [...components, ...Object.keys(more)].map((value) => ({ value, params: {} })) } });
  const headers = Object.fromEntries(signed.headers);
  headers["host"] = new URL(url).host;
  return headers;
}

async function signerOf(key: OwnKey): Promise<CryptoKey> {
  const known = signers.get(key.uri);
  if (known) return known;
  const imported = crypto.subtle.importKey("pkcs8", derOf(key.privatePem), rsa, true, ["sign"]);
  signers.set(key.uri, imported);
  return imported;
}

function derOf(pem: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(Buffer.from(pem.replace(/-----[A-Z ]+-----|\s/g, ""), "base64"));
}

/** What a request claims of its signature, before anything is verified. */
export interface SignatureClaim {
  readonly keyId: string;
  readonly form: SignatureForm;
  /** The headers that it holds. */
  readonly covers: readonly string[];
}

const longestHeader = 4000;
/** What a signature must hold, or the rest of the request is anybody's. */
const covered = { posting: { rfc9421: ["@method", "content-digest"], cavage: ["(request-target)", "host", "date", "digest"] }, reading: { rfc9421: ["@method"], cavage: ["(request-target)", "host", "date"] } };
type Purpose = keyof typeof covered;

/** The key that a request names; null when it isn't signed, is signed twice, or leaves out what matters. */
export function readClaim(headers: Headers, purpose: Purpose = "posting"): SignatureClaim | null {
  const [signature, input] = [headers.get("signature") ?? "", headers.get("signature-input")];
  if (signature === "" || signature.length > longestHeader || (input ?? "").length > longestHeader) return null;
  return input === null ? readDraftClaim(signature, purpose) : readClaimOf9421(input, purpose);
}

function readClaimOf9421(input: string, purpose: Purpose): SignatureClaim | null {
  let labels: [string, { value: unknown; params?: Record<string, unknown> }][];
  try {
    labels = Object.entries(decodeDict(input) as Record<string, { value: unknown; params?: Record<string, unknown> }>);
  } catch {
    return null;
  }
  const [only, second] = labels;
  if (!only || second || !Array.isArray(only[1].value)) return null;
  const covers = (only[1].value as { value: unknown; params?: Record<string, unknown> | null }[]).map((each) => (each.params && Object.keys(each.params).length > 0 ? "" : each.value));
  const whole = covered[purpose].rfc9421.every((name) => covers.includes(name)) && (covers.includes("@target-uri") || (covers.includes("@path") && (covers.includes("@authority") || covers.includes("host"))));
  const keyId = only[1].params?.["keyid"];
  return whole && typeof keyId === "string" ? { keyId, form: "rfc9421", covers: covers.filter((each) => typeof each === "string") } : null;
}

function readDraftClaim(signature: string, purpose: Purpose): SignatureClaim | null {
  const fields = new Map<string, string>();
  for (const part of signature.split(",")) {
    const [, name, value] = /^\s*([a-zA-Z]+)=(?:"([^"]*)"|\d+)\s*$/.exec(part) ?? [];
    if (!name || fields.has(name)) return null;
    fields.set(name, value ?? "");
  }
  const names = (fields.get("headers") ?? "").split(/\s+/);
  const keyId = fields.get("keyId");
  const algorithm = (fields.get("algorithm") ?? "hs2019").toLowerCase();
  if (!keyId || !covered[purpose].cavage.every((name) => names.includes(name)) || new Set(names).size !== names.length) return null;
  return algorithm === "rsa-sha256" || algorithm === "hs2019" ? { keyId, form: "cavage", covers: names } : null;
}

/** Servers' clocks differ, and mail is slow; RFC 9421 leaves the window to the reader. */
const window = { hours: 12 };

/** Keys that verify are imported once. */
const verifiers = new LRUCache<string, Promise<CryptoKey>>({ max: 2000 });

function verifierOf(pem: string): Promise<CryptoKey> {
  const known = verifiers.get(pem);
  if (known) return known;
  const imported = crypto.subtle.importKey("spki", createPublicKey(pem).export({ type: "spki", format: "der" }) as Uint8Array<ArrayBuffer>, rsa, true, ["verify"]);
  verifiers.set(pem, imported);
  return imported;
}

/** Whether this key signed this request and its body, not too long ago. */
export async function isSignedBy(request: Request, claim: SignatureClaim, publicPem: string, now: Temporal.Instant): Promise<boolean> {
  try {
    const [{ verifyRequestDetailed }, { CryptographicKey }, publicKey] = await Promise.all([signatures(), vocabulary(), verifierOf(publicPem)]);
    const key = new CryptographicKey({ id: new URL(claim.keyId), owner: new URL(claim.keyId), publicKey });
    const verdict = await verifyRequestDetailed(request, {
      spec: specs[claim.form],
      timeWindow: window,
      currentTime: now,
      // The one key that was looked up before; nothing is fetched from here.
      keyCache: { get: async (id) => (id.href === key.id?.href ? key : null), set: async () => undefined },
      documentLoader: () => Promise.reject(new Error("No key is fetched while a signature is verified")),
      contextLoader: () => Promise.reject(new Error("No context is fetched while a signature is verified")),
    });
    return verdict.verified && verdict.key.id?.href === key.id?.href;
  } catch {
    return false;
  }
}
