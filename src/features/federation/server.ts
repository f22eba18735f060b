import type { ServerId } from "./actor.ts";

/**
 * How far another server is trusted. `network`: it is of the network, its contents are ours too. `known`: an animator vouched
 * for it. `open`: nobody said anything. `limited`: only those who follow its people see what they say. `blocked`: it isn't heard,
 * and nothing is sent to it.
 */
export const trusts = ["network", "known", "open", "limited", "blocked"] as const;
export type Trust = (typeof trusts)[number];

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
