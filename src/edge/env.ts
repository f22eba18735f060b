import type { Context as HonoContext } from "hono";
import type { ActorKind } from "../features/federation/actor.ts";
import type { Letterbox } from "../features/federation/receive.ts";
import type { Directory } from "../features/territories/directory.ts";
import type { Territory } from "../features/territories/territory.ts";
import type { Context } from "../platform/context.ts";
import type { Database } from "../platform/database.ts";
import type { Touch } from "../platform/facts.ts";
import type { FileStore } from "../platform/files/file-store.ts";
import type { OutgoingClient } from "../platform/fetch/outgoing.ts";
import type { Throttle } from "../platform/limits.ts";
import type { ContentId, TerritoryId } from "../platform/ids.ts";
import type { Log } from "../platform/log.ts";
import type { Locale, Translate } from "../platform/messages.ts";
import type { Assets } from "./assets.ts";

/** Where the request arrived. */
export type Site =
  | { readonly kind: "portal"; readonly origin: string }
  | { readonly kind: "territory"; readonly origin: string; readonly territory: Territory };

/** What a page shows that other servers read as a document: a content, or somebody who can be followed. */
export type Documented = { readonly content: ContentId } | { readonly kind: ActorKind; readonly subject: string; readonly territory: TerritoryId; readonly slug: string };

/** What the doors are given by main: nothing here is made by them. */
export interface Services {
  readonly db: Database;
  /** Reads as the public reader: the API and the feeds. */
  readonly reader: Database;
  readonly directory: () => Directory;
  /** Has it read again at once: for what leads to a territory that isn't in it yet. */
  readonly readDirectory: () => Promise<void>;
  /** The address of the document behind a page that is for everybody; null when another server answers for it. */
  readonly documentOf: (thing: Documented) => Promise<string | null>;
  readonly files: FileStore;
  /** The only way to addresses that outsiders choose. */
  readonly outgoing: OutgoingClient;
  /** Other servers may be spoken with in clear: on one machine, never elsewhere. */
  readonly httpAllowed: boolean;
  /** Counted over all processes: what is tried, sent, written. */
  readonly throttle: (name: string, points: number, seconds: number) => Throttle;
  /** Counted in this process: what is read. */
  readonly quota: (name: string, points: number, seconds: number) => Throttle;
  readonly assets: Assets;
  readonly log: Log;
  /** Where what other servers post is written down. */
  readonly letterbox: Letterbox;
  /** Counts what another server posted, by what it was answered. */
  readonly posted: (answer: string) => void;
  readonly now: () => Temporal.Instant;
  readonly tilesUrl: string;
  readonly development: boolean;
  readonly trustedProxy: boolean;
}

/** What the server tells of the connection, and takes back of the answer. */
export interface Bindings {
  readonly clientAddress: string;
  readonly held: { touches: readonly Touch[] | null };
  /** Asked a second time, since the first met a territory that wasn't heard of yet. */
  readonly again?: boolean;
}

export interface Env {
  Variables: {
    services: Services;
    site: Site;
    locale: Locale;
    t: Translate;
    /** What acts and questions take: the database, who asks, the time. */
    act: Context;
    requestId: string;
  };
  Bindings: Bindings;
}

export type WebContext = HonoContext<Env>;

/** Lets visitors without a session share this page until one of these things changes. */
export function sharePage(c: WebContext, touches: readonly Touch[]): void {
  c.env.held.touches = touches;
}

/** The clock of a territory: what "today" means there. The portal's is Paris's. */
export function zoneOf(c: WebContext, territory: TerritoryId | null): string {
  return territory ? c.get("services").directory().byId(territory).zone : "Europe/Paris";
}

/** Where the request comes from: as the proxy in front says, if there is one. */
export function clientAddressOf(c: WebContext): string {
  const forwarded = c.get("services").trustedProxy ? c.req.header("x-forwarded-for")?.split(",").at(-1)?.trim() : undefined;
  return forwarded || c.env.clientAddress;
}

/** The territory of this host, or null at the portal: listings then show the whole network. */
export function territoryOf(c: WebContext): Territory | null {
  const site = c.get("site");
  return site.kind === "territory" ? site.territory : null;
}
