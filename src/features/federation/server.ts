import type { ServerId } from "./actor.ts";

/**
 * How far another server is trusted. `network`: it is of the network, its contents are ours too. `known`: an animator vouched
 * for it. `open`: nobody said anything. `limited`: only those who follow its people see what they say. `blocked`: it isn't heard,
 * and nothing is sent to it. What shuts a domain shuts all that is under it.
 */
export const trusts = ["network", "known", "open", "limited", "blocked"] as const;
export type Trust = (typeof trusts)[number];

/** What a territory may decide for itself, beyond what holds for all. */
export const territoryTrusts = ["limited", "blocked"] as const;
export type TerritoryTrust = (typeof territoryTrusts)[number];

export type SignatureForm = "rfc9421" | "cavage";

export interface Server {
  readonly id: ServerId;
  /** With the port, where there is one. */
  readonly host: string;
  readonly name: string;
  readonly software: string;
  readonly trust: Trust;
  readonly signature: SignatureForm;
  readonly closedUntil: Temporal.Instant | null;
}

/** The host of an address, with its port: what a server is known by. Null when it is no address. */
export function hostOfUri(uri: string): string | null {
  return URL.canParse(uri) ? new URL(uri).host.replace(/\.$/, "") : null;
}

/** A host as somebody typed it, an address or a handle's end too; null when it is none. A name of one word is none: it would shut all that ends so. */
export function readHost(typed: string): string | null {
  const text = typed.trim().toLowerCase().replace(/^@?[^@/]*@/, "").replace(/^\*?\./, "");
  const address = /^[a-z]+:\/\//.test(text) ? text : `https://${text}`;
  const host = text && !/[\s\p{Cc}]/u.test(text) ? hostOfUri(address) : null;
  return host && host.length <= 260 && /^[a-z0-9.-]+\.[a-z0-9-]+(:\d+)?$/.test(host) ? host : null;
}

/** What is wrong with what we send to a server, as its answers tell. */
export type Trouble = "silent" | "broken" | "refuses" | "overwhelmed";

export function troubleOf({ failingSince, lastStatus }: { readonly failingSince: Temporal.Instant | null; readonly lastStatus: number | null }): Trouble | null {
  if (!failingSince) return null;
  if (lastStatus === null) return "silent";
  if (lastStatus === 429) return "overwhelmed";
  return lastStatus >= 500 ? "broken" : "refuses";
}
