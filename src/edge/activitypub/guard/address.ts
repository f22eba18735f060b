const longest = 2048;
const form = /^(https?):\/\/([^/?#]+)([^]*)$/i;

/** Everybody, as audiences say it. */
export const everybody = "https://www.w3.org/ns/activitystreams#Public";

/**
 * An address that names something of another server, with its host written in the one way in which hosts compare: small
 * letters, punycode, no final dot, no port that goes without saying. What follows the host stays as its server wrote it.
 * Null for what isn't one: other schemes, credentials, spaces and signs that nobody sees.
 */
export function readAddress(given: unknown): string | null {
  if (typeof given !== "string" || given.length > longest || /[\p{C}\p{Z}\\]/u.test(given)) return null;
  const [, scheme = "", authority = "", rest = ""] = form.exec(given) ?? [];
  if (authority === "" || authority.includes("@") || !URL.canParse(`${scheme}://${authority}/`)) return null;
  const { protocol, hostname, port } = new URL(`${scheme}://${authority}/`);
  const host = hostname.replace(/\.$/, "");
  if (host === "" || host.includes("..") || host.endsWith(".") || !URL.canParse(`${protocol}//${host}/`)) return null;
  return `${protocol}//${host}${port ? `:${port}` : ""}${rest.startsWith("/") ? "" : "/"}${rest}`;
}

/** Scheme, host and port: who answers for what stands at an address. Null when it isn't one. */
export function originOf(address: unknown): string | null {
  const read = readAddress(address);
  return read === null ? null : read.slice(0, read.indexOf("/", "https://".length));
}

/** Whether one server answers for both. What isn't an address shares its origin with nothing. */
export function sameOrigin(one: unknown, other: unknown): boolean {
  const origin = originOf(one);
  return origin !== null && origin === originOf(other);
}

export function isInsecure(address: string): boolean {
  return address.startsWith("http:");
}
