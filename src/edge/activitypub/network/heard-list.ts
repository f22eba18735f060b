import { z } from "zod";
import type { Acceptance, HeardList, Platform } from "../../../features/network/peer.ts";
import { hostOfUri, readHost } from "../../../features/federation/server.ts";
import { isSignedBy } from "../../../platform/signed-json.ts";
import { isZone } from "../../../platform/time.ts";
import { originOf, readAddress } from "../guard/address.ts";
import { isObject, listOf, type Json, type JsonObject } from "../guard/json.ts";
import { lineOf } from "../heard/text.ts";

const mostPlatforms = 200;
const mostMembers = 500;
const mostInvites = 200;
/** A list is signed when it is asked for: one that is older was kept by somebody in between. */
const freshHours = 26;
const aheadMinutes = 10;

const moment = z.string().max(40).transform((text, context) => {
  try {
    return Temporal.Instant.from(text);
  } catch {
    context.addIssue({ code: "custom", message: "no moment" });
    return z.NEVER;
  }
});
const host = z.string().max(260).refine((text) => readHost(text) === text);
const acceptanceShape = z.object({ type: z.literal("acceptance"), network: z.uuid(), host, by: host, at: z.string().max(40).refine((text) => moment.safeParse(text).success), key: z.string().max(200), signature: z.string().max(200) });
const count = z.number().int().min(0).max(1e9).catch(0);
const platformShape = z.object({
  origin: z.string(), actor: z.string(), name: z.string(), structure: z.string().catch(""),
  perimeter: z.array(z.object({ kind: z.enum(["commune", "epci", "departement", "region"]), code: z.string().regex(/^[0-9AB]{2,9}$/) })).max(2000).catch([]),
  hue: z.number().int().min(0).max(359).catch(255), zone: z.string().refine(isZone).catch("Europe/Paris"), latitude: z.number().min(-90).max(90).catch(46.6), longitude: z.number().min(-180).max(180).catch(2.4),
  figures: z.object({ members: count, contributors: count, articles: count, events: count, dossiers: count }).catch({ members: 0, contributors: 0, articles: 0, events: 0, dossiers: 0 }),
});
const listShape = z.object({ type: z.literal("EchosciencesNetwork"), host, issued: moment, key: z.string().max(200) });

export interface ListReading {
  /** The host and origin where it was fetched. */
  readonly host: string;
  readonly origin: string;
  readonly httpAllowed: boolean;
  readonly now: Temporal.Instant;
}

export type ListFault = "not-a-list" | "another-host" | "wrong-signature" | "not-fresh";

/** Reads a list that was fetched at its own server's address. What isn't said by who it is about, with their own signature, isn't in what comes out. */
export function hearList(value: JsonObject, { host: asked, origin, httpAllowed, now }: ListReading): HeardList | ListFault {
  const shape = listShape.safeParse(value);
  if (!shape.success) return "not-a-list";
  const { host: named, issued, key } = shape.data;
  if (named !== asked) return "another-host";
  if (!isSignedBy(value, key)) return "wrong-signature";
  if (Temporal.Instant.compare(issued, now.add({ minutes: aheadMinutes })) > 0 || Temporal.Instant.compare(issued, now.subtract({ hours: freshHours })) < 0) return "not-fresh";
  const own = hearAcceptance(value["acceptance"]);
  return {
    host: named, origin, key, issuedAt: issued,
    acceptance: own && own.host === named && own.key === key ? own : null,
    platforms: listOf(value["platforms"]).slice(0, mostPlatforms).flatMap((each) => hearPlatform(each, httpAllowed)),
    members: listOf(value["members"]).slice(0, mostMembers).flatMap((each) => hearAcceptance(each) ?? []),
    invites: listOf(value["invites"]).slice(0, mostInvites).filter(isObject).flatMap((each) => {
      const read = z.object({ host, at: moment }).safeParse(each);
      return read.success ? [read.data] : [];
    }),
  };
}

/** A server's word that it is of a network, signed by itself; whoever shows it. */
function hearAcceptance(value: Json | undefined): Acceptance | null {
  const shape = acceptanceShape.safeParse(value);
  return shape.success && isObject(value) && isSignedBy(value, shape.data.key) ? shape.data : null;
}

function hearPlatform(value: Json, httpAllowed: boolean): Platform[] {
  const shape = platformShape.safeParse(value);
  const origin = shape.success ? originOf(shape.data.origin) : null;
  const actor = shape.success ? readAddress(shape.data.actor) : null;
  if (!shape.success || !origin || origin !== shape.data.origin || !actor || (!httpAllowed && !(origin.startsWith("https:") && actor.startsWith("https:")))) return [];
  const [name, structure] = [lineOf(shape.data.name, 120), lineOf(shape.data.structure, 200)];
  return name ? [{ ...shape.data, origin, actor, host: hostOfUri(origin) ?? "", name, structure }] : [];
}
