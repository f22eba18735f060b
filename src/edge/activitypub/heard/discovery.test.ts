import { expect, test } from "vitest";
import { readJson } from "../guard/read-body.ts";
import { hearDiscovery, hearNodeInfo } from "./node-info.ts";
import { handleIn, hearWebFinger } from "./web-finger.ts";

const host = "https://other.example";

function served(document: object) {
  const read = readJson(new TextEncoder().encode(JSON.stringify(document)));
  if (!read.done) throw new Error(read.refusal);
  return read.value;
}

test("S21: a name is believed only of the server that bears it", () => {
  const answer = (more: object, asked = "camille@other.example") => hearWebFinger(served({ subject: "acct:camille@other.example", links: [{ rel: "self", type: "application/activity+json", href: `${host}/u/1` }], ...more }), asked);
  const self = (href: string, type = "application/activity+json") => [{ rel: "self", type, href }];

  expect(answer({})).toMatchObject({ subject: "camille@other.example", actor: `${host}/u/1`, confirmed: true });
  expect(answer({ subject: "acct:alice@victim.example" })).toMatchObject({ subject: "alice@victim.example", confirmed: false });
  expect(answer({ links: self("https://victim.example/u/alice") })).toMatchObject({ actor: "https://victim.example/u/alice", confirmed: false });
  expect(answer({ subject: "acct:Camille@OTHER.example." }, "@Camille@other.example")).toMatchObject({ confirmed: true });
  expect(answer({ subject: "acct:evil@other.example" })?.confirmed).toBe(false);
  expect(answer({ links: [...self(`${host}/page`, "text/html"), ...self(`${host}/u/2`, 'application/ld+json; profile="https://www.w3.org/ns/activitystreams"')] })?.actor).toBe(`${host}/u/2`);
  expect(answer({ links: [{ rel: "self", type: "application/activity+json", href: `${host}/u/1`, properties: { "https://www.w3.org/ns/activitystreams#type": "Person" } }, { rel: "http://ostatus.org/schema/1.0/subscribe", template: `${host}/interact?uri={uri}` }] })?.interact).toBe(`${host}/interact?uri={uri}`);
  expect(answer({ links: [...self(`${host}/u/1`), { rel: "http://ostatus.org/schema/1.0/subscribe", template: "javascript:{uri}" }] })?.interact).toBeNull();
  for (const links of [null, [], "x", [null], self("javascript:alert(1)"), self("http://user:pass@other.example/")]) expect(answer({ links }), JSON.stringify(links)).toBeNull();
});

test("a handle is a name and a host", () => {
  expect([handleIn("acct:Camille@Other.example"), handleIn("@camille@other.example"), handleIn("camille@échos.example")]).toEqual(["Camille@other.example", "camille@other.example", "camille@xn--chos-9oa.example"]);
  for (const text of ["", "camille", "a@b@c", "a@b/c", "a b@c.example", "a@", "@b.example", `${"a".repeat(200)}@b.example`, "a\u202e@b.example"]) expect(handleIn(text), text).toBeNull();
});

test("where a server describes itself is followed on its own host alone, newest version first", () => {
  const schema = "http://nodeinfo.diaspora.software/ns/schema/";
  const links = [{ rel: `${schema}2.0`, href: `${host}/nodeinfo/2.0` }, { rel: `${schema}2.1`, href: `${host}/nodeinfo/2.1` }, { rel: `${schema}2.1`, href: "http://169.254.169.254/" }, { rel: "https://www.w3.org/ns/activitystreams#Application", href: `${host}/ap/actor` }];

  expect(hearDiscovery(served({ links }), host)).toEqual({ nodeInfo: `${host}/nodeinfo/2.1`, application: `${host}/ap/actor` });
  expect(hearDiscovery(served({ links }), "https://victim.example")).toEqual({ nodeInfo: null, application: null });
  expect(hearDiscovery(served({ links: { rel: `${schema}2.0`, href: `${host}/n` } }), host).nodeInfo).toBe(`${host}/n`);
  for (const odd of [null, "x", [1, null, []], {}]) expect(hearDiscovery(served({ links: odd }), host)).toEqual({ nodeInfo: null, application: null });
});

test("what a server says of itself is read, its figures aren't", () => {
  const said = { version: "2.1", software: { name: "Echosciences", version: "1.0.0" }, protocols: ["activitypub"], openRegistrations: true, usage: { users: { total: 1e12 } }, metadata: { nodeName: "Normandie\u202e", echosciences: { profile: "1", network: `${host}/network.json`, territory: { name: "Normandie", codes: ["76", "2A", "<b>"] }, features: ["dossier", "x y"] } } };
  const node = hearNodeInfo(served(said));

  expect(node).toEqual({ software: "echosciences", version: "1.0.0", name: "Normandie", about: "", speaksActivityPub: true, openToNewcomers: true, echosciences: { profile: "1", network: `${host}/network.json`, territory: "Normandie", codes: ["76", "2A"], features: ["dossier"] } });
  expect(hearNodeInfo(served({ ...said, software: { name: "mastodon" } })).echosciences).toBeNull();
  expect(hearNodeInfo(served({ protocols: { inbound: ["ActivityPub"], outbound: [] } })).speaksActivityPub).toBe(true);
  for (const odd of [{}, { software: [] }, { software: "x", metadata: 5, protocols: null, openRegistrations: "yes" }, { metadata: { echosciences: [] } }]) expect(hearNodeInfo(served(odd))).toMatchObject({ software: "", openToNewcomers: null, echosciences: null });
});
