import { readAddress, sameOrigin } from "../guard/address.ts";
import { isObject, listOf, textOf, type JsonObject } from "../guard/json.ts";
import { lineOf } from "./text.ts";

/** Where a server describes itself, and under which name it speaks. Both of its own origin. */
export interface HeardDiscovery {
  readonly nodeInfo: string | null;
  readonly application: string | null;
}

const speakers = ["https://www.w3.org/ns/activitystreams#Application", "https://www.w3.org/ns/activitystreams#Service", "self"];

/** Reads `/.well-known/nodeinfo` (FEP-2677), or what WebFinger says of a server's own address (FEP-d556); `origin`: whose it is. */
export function hearDiscovery(value: JsonObject, origin: string): HeardDiscovery {
  const links = listOf(value["links"]).slice(0, 40).filter(isObject).map((each) => ({ rel: textOf(each["rel"]), href: readAddress(each["href"]) })).filter((each) => sameOrigin(each.href, origin));
  const versioned = links.flatMap(({ rel, href }) => {
    const [, version = ""] = /^https?:\/\/nodeinfo\.diaspora\.software\/ns\/schema\/([12]\.\d)$/.exec(rel) ?? [];
    return version && href ? [{ version, href }] : [];
  });
  return { nodeInfo: versioned.sort((a, b) => b.version.localeCompare(a.version))[0]?.href ?? null, application: speakers.map((rel) => links.find((each) => each.rel === rel)?.href).find(Boolean) ?? null };
}

/** What a server says of itself. Its figures are never believed, so they aren't read. */
export interface HeardNode {
  /** Small letters; empty when it doesn't say. */
  readonly software: string;
  readonly version: string;
  readonly name: string;
  readonly about: string;
  readonly speaksActivityPub: boolean;
  readonly openToNewcomers: boolean | null;
  /** Of one of our servers alone. */
  readonly echosciences: HeardNetworkNode | null;
}

interface HeardNetworkNode {
  readonly profile: string;
  /** Where the list of its network stands. */
  readonly network: string | null;
  readonly territory: string;
  /** INSEE codes of what it covers. */
  readonly codes: readonly string[];
  readonly features: readonly string[];
}

export function hearNodeInfo(value: JsonObject): HeardNode {
  const software = isObject(value["software"]) ? value["software"] : {};
  const metadata = isObject(value["metadata"]) ? value["metadata"] : {};
  const protocols = isObject(value["protocols"]) ? [...listOf(value["protocols"]["inbound"]), ...listOf(value["protocols"]["outbound"])] : listOf(value["protocols"]);
  const open = value["openRegistrations"];
  const name = lineOf(software["name"], 60).toLowerCase();
  return {
    software: name, version: lineOf(software["version"], 60), name: lineOf(metadata["nodeName"], 200), about: lineOf(metadata["nodeDescription"], 600), speaksActivityPub: protocols.some((each) => textOf(each).toLowerCase() === "activitypub"),
    openToNewcomers: typeof open === "boolean" ? open : null, echosciences: name === "echosciences" ? networkNode(metadata["echosciences"]) : null,
  };
}

function networkNode(value: unknown): HeardNetworkNode | null {
  const said = value as JsonObject[string];
  if (!isObject(said)) return null;
  const territory = isObject(said["territory"]) ? said["territory"] : {};
  const words = (list: JsonObject[string], form: RegExp, most: number) => listOf(list).slice(0, most).map(textOf).filter((each) => form.test(each));
  return { profile: lineOf(said["profile"], 20), network: readAddress(said["network"]), territory: lineOf(territory["name"], 200), codes: words(territory["codes"], /^[0-9AB]{1,9}$/i, 2000), features: words(said["features"], /^[a-z0-9-]{1,60}$/, 60) };
}
