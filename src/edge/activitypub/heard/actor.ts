import type { ActorAddress } from "../uris.ts";
import { readAddress, sameOrigin } from "../guard/address.ts";
import { isObject, listOf, textOf, type Json, type JsonObject } from "../guard/json.ts";
import type { Reading } from "../guard/read-activity.ts";
import { linkOf, nameOf, namesOf, pageOf } from "./links.ts";
import { pictureIn } from "./pictures.ts";
import { lineOf, wordsOf } from "./text.ts";

const types = { Person: "member", Organization: "structure", Group: "community", Application: "other", Service: "other" } as const;
/** What our own servers say beside the type: it counts where it agrees with it. */
const kinds: Readonly<Record<string, { readonly type: keyof typeof types; readonly kind: ActorKind }>> = {
  member: { type: "Person", kind: "member" }, structure: { type: "Organization", kind: "structure" }, community: { type: "Group", kind: "community" }, project: { type: "Group", kind: "project" },
  tag: { type: "Service", kind: "tag" }, instance: { type: "Application", kind: "territory" },
};

type ActorKind = ActorAddress["kind"];

/** Somebody of another server, as the document at their own address says. */
export interface HeardActor {
  readonly uri: string;
  readonly kind: ActorKind | "other";
  /** What stands before the @ of their name there; never holds one. */
  readonly handle: string;
  readonly name: string;
  /** Plain words about them. */
  readonly about: string;
  readonly url: string;
  /** The address of their picture, or nothing. */
  readonly icon: string;
  readonly inbox: string;
  readonly sharedInbox: string | null;
  readonly followersUri: string | null;
  readonly outboxUri: string | null;
  readonly featuredUri: string | null;
  /** Who keeps order in a community: a list at its own server. */
  readonly moderatorsUri: string | null;
  readonly alsoKnownAs: readonly string[];
  readonly movedTo: string | null;
  /** Their server lets them say nothing for now, and may take it back. */
  readonly suspended: boolean;
  /** PEM, of this actor alone, under addresses of their own server. */
  readonly keys: readonly { readonly uri: string; readonly publicPem: string }[];
  /** A program, or the voice of a server: never shown as a person. */
  readonly automated: boolean;
  readonly asksBeforeFollowing: boolean;
  /** Whether they agreed to be found: a server that doesn't say doesn't agree (FEP-5feb). */
  readonly indexable: boolean;
  readonly fields: readonly { readonly name: string; readonly value: string }[];
}

/** Reads an actor's own document. Null when it isn't one, or one to whom nobody can speak. */
export function hearActor(value: JsonObject, reading: Reading): HeardActor | null {
  const uri = safe(value["id"], reading);
  const type = listOf(value["type"]).find((each): each is keyof typeof types => typeof each === "string" && Object.hasOwn(types, each));
  const inbox = safe(value["inbox"], reading);
  // An inbox elsewhere would send what we say to a stranger, or through us to somebody who never asked for it.
  if (uri === null || type === undefined || inbox === null || !sameOrigin(inbox, uri)) return null;
  const own = (address: Json | undefined) => ownAddress(address, uri, reading);
  const handle = handleOf(value["preferredUsername"]) || new URL(uri).hostname.slice(0, 64);
  const shared = isObject(value["endpoints"]) ? safe(value["endpoints"]["sharedInbox"], reading) : null;
  const said = kinds[textOf(value["es:kind"])];
  return {
    uri, kind: said?.type === type ? said.kind : types[type], handle, name: lineOf(value["name"], 200) || handle, about: wordsOf(value["summary"], 2000),
    url: pageOf(value), icon: pictureIn(value["icon"])?.url ?? "", inbox, sharedInbox: shared !== null && sameOrigin(shared, inbox) ? shared : null,
    followersUri: own(value["followers"]), outboxUri: own(value["outbox"]), featuredUri: own(value["featured"]), moderatorsUri: type === "Group" ? (own(value["moderators"]) ?? own(value["attributedTo"])) : null,
    alsoKnownAs: namesOf(value["alsoKnownAs"], 20), movedTo: nameOf(value["movedTo"]), suspended: value["suspended"] === true, keys: keysOf(value["publicKey"], uri), automated: type === "Application" || type === "Service",
    asksBeforeFollowing: value["manuallyApprovesFollowers"] === true, indexable: value["indexable"] === true, fields: fieldsOf(value["attachment"]),
  };
}

function handleOf(value: Json | undefined): string {
  const handle = lineOf(value, 64);
  return /^[\p{L}\p{M}\p{N}_.~-]+$/u.test(handle) ? handle : "";
}

function safe(value: Json | undefined, { httpAllowed }: Reading): string | null {
  const address = readAddress(value);
  return address !== null && (httpAllowed || address.startsWith("https:")) && !address.includes("#") ? address : null;
}

/** A list that somebody says is theirs counts only where their own server keeps it. */
function ownAddress(value: Json | undefined, uri: string, reading: Reading): string | null {
  const address = safe(isObject(value) ? value["id"] : value, reading);
  return address !== null && sameOrigin(address, uri) ? address : null;
}

/** Keys that the actor says are theirs, and that say the same of the actor. */
function keysOf(value: Json | undefined, uri: string): { uri: string; publicPem: string }[] {
  return listOf(value).slice(0, 8).filter(isObject).flatMap((key) => {
    const [id, pem] = [readAddress(key["id"]), textOf(key["publicKeyPem"]).trim()];
    const owner = key["owner"] ?? key["controller"];
    if (id === null || !sameOrigin(id, uri) || readAddress(owner) !== uri || pem.length > 8000) return [];
    return /^-----BEGIN (?:RSA )?PUBLIC KEY-----\s[A-Za-z0-9+/=\s]+-----END (?:RSA )?PUBLIC KEY-----$/.test(pem) ? [{ uri: id, publicPem: pem }] : [];
  });
}

function fieldsOf(value: Json | undefined): { name: string; value: string }[] {
  return listOf(value).filter(isObject).filter((each) => each["type"] === "PropertyValue").slice(0, 8).map((each) => ({ name: lineOf(each["name"], 100), value: linkOf(each["value"], /^$/) ?? wordsOf(each["value"], 300) })).filter((each) => each.name && each.value);
}
