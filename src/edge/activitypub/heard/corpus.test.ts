import { existsSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { expect, test } from "vitest";
import { understood } from "../../../../tests/support/understood.ts";
import { originOf } from "../guard/address.ts";
import type { JsonObject } from "../guard/json.ts";
import { readBody, readJson } from "../guard/read-body.ts";

const folder = resolve("../shared/data/federation");
const present = existsSync(folder);
if (!present) console.log("The recordings of other servers don't lie beside this checkout: only the cases written here are tried.");

/** What the index says a good server makes of a recording, and what that is here. The first that fits counts. */
const expectations: readonly (readonly [said: RegExp, as: RegExp])[] = [
  [/^Actor|^Relay actor|^Bot\/service actor|^Instance actor/, /^actor /],
  [/^Recorded HTTP response/, /^actor /],
  [/JSON-LD context/, /^(?:ignored|refused (?:redefined|reshaped))$/],
  [/^Ignore the embedded copy|^ATTACK\/BOGUS/, /^Announce of reference$/],
  [/^Moderation of a remote group/, /^(?:ignored|Undo of act Lock)$/],
  [/^Fragment|^Unknown|^Ignore\b|^Ignore \(202\)|^INVALID|^Lemmy-specific: (?:only|close|ignore)|^Link card|^Key document|^Read-only poll|^Show as a post with its options|^FEP-8a8e organizers|^Valid only if hosted/, /^(?:ignored|EmojiReact of reference|Dislike of reference|Undo of act (?:Lock|Dislike)|Create of ignored|audio|refused private)$/],
  [/^Private chat/, /refused private$/],
  [/^Poll vote/, /^Create of refused vote$/],
  [/^Expanded JSON-LD form|^Property with an object of the wrong type/, /^refused reshaped$/],
  [/Friendica Page/, /^Create of article$/],
  [/^Fetchable object|^Accept(?:;|$)|^Not addressed to Public|^Quote properties/, /^(?:note|Create of note)$/],
  [/^Follow `first`|^As OrderedCollection|^Page of a collection|^Members collection/, /^list$/],
  [/^Accept if signed|^`tag` is a single|^`actor` is an embedded/, /^(?:Create of note|Announce of reference|note)$/],
  [/^Parse dates|^Store as remote event/, /^(?:event|Create of event)$/],
  [/^WebFinger|^Discovery document/, /^(?:handle|handle to confirm|discovery)$/],
  [/^NodeInfo document/, /^node$/],
  [/^Show title|^Title \+ content|^Store as remote article|^Store as an Article|^Lemmy-style post/, /^(?:article|Create of article)$/],
  [/^Preview card|^Store as video/, /^(?:video|Create of video)$/],
  [/^Show as link to the sound/, /^(?:audio|Create of audio)$/],
  [/^If object is a local actor/, /^Follow of reference$/],
  [/^Only if the inner Follow|^Accept of OUR Follow|^Store `result`/, /^Accept of (?:named )?act /],
  [/^Quote refused/, /^Reject of named act /],
  [/^Only if signer == inner actor|^Signer == inner actor|^Lemmy restore/, /^Undo of act /],
  [/^Undo whose object|^Look up by id/, /^Undo of reference$/],
  [/^Only if signer == followed actor/, /^(?:Undo|Reject) of (?:named )?act Follow$/],
  [/^Fetch the object from ITS/, /^Announce of reference$/],
  [/^FEP-1b12/, /^Announce of named act /],
  [/^FEP-171b/, /^Add of named act Create$/],
  [/^Announce not addressed/, /^Announce of /],
  [/^If object is local: record|^As Like|^May be stored as a Like/, /^(?:Like|Dislike|EmojiReact) of /],
  [/^Delete only|^Same as Delete|^Account deletion/, /^Delete of /],
  [/^Object is gone/, /^tombstone$/],
  [/^Apply only|^Refetch the actor|^Accept only if signer/, /^Update of /],
  [/^Signer must own/, /^(?:Add|Remove) of reference$/],
  [/^Flag|^Signed by the other server/, /^Flag of /],
  [/^Do not act on content/, /^Block of reference$/],
  [/^Optional/, /^(?:Invite of reference|ignored)$/],
  [/^To a local Event/, /^Join of reference$/],
  [/^Only for signer/, /^Leave of reference$/],
  [/^Account move/, /^Move of reference$/],
  [/^Check canQuote/, /^QuoteRequest of reference$/],
  [/^Place|`address`|^VirtualLocation/, /^(?:place|ignored)$/],
  [/^needs Fedify/, /^(?:ignored|Accept of .*|list)$/],
  [/^golden file/, /^(?!refused|ignored)(?!.*(?:refused|ignored))/],
];

/** What is refused although the index makes something of it, and why. */
const refusals: readonly (readonly [file: RegExp, as: string, why: string])[] = [
  [/fedify\/.*announce|2931-02|d8c2-0[38]|1580-0[56]|client-post-activity/, "refused no-actor", "nobody says it"],
  [/misskey-like|cross-origin-actor/, "refused foreign-id", "its name stands on another server than its actor"],
  [/1b12-04/, "refused id-not-an-address", "its name is no address"],
  [/prismo-url-map/, "refused several-actors", "its actor is a list"],
  [/fep-e232\.json/, "refused no-id", "it has no name"],
  [/fedify\/.*example\.com\.create\.json/, "refused no-object", "it is about nothing"],
  [/relay\.accept-follow/, "refused object-not-an-address", "a template whose blanks were never filled in"],
  [/info\.pleroma\.site_activity3?\.json/, "refused foreign-author", "its author is of another server"],
  [/8a8e-(?:14|17|18|20|21|22)|7888-01|e232-0[12]|1311-06/, "refused no-id", "a part of a document, without a name"],
  [/8a8e-24/, "refused no-title", "a part of a document, without a title"],
  [/268d-03|2931-01/, "refused no-words", "it says nothing"],
  [/multiple-mixed-locations/, "refused not-an-object", "a list by itself is no document: it is read where it stands in an event"],
  [/fedify\/.*(?:person2?|users\.handle|users\.bob)\.json|1580-01|268d-04|8a8e-15|844e-01|d8c2-0[257]/, "ignored", "an actor without an inbox: nobody can write to them"],
  [/inline-paged\.a/, "ignored", "a page without an address"],
  [/winterdienst_webfinger|webfinger\.gnusocial|example-com-well-known/, "ignored", "it names no ActivityPub actor"],
];

interface Row {
  readonly file: string;
  readonly type: string;
  readonly said: string;
}

function rows(): Row[] {
  return readFileSync(join(folder, "INDEX.md"), "utf8").split("\n").map((line) => line.split("|").map((cell) => cell.trim())).filter((cells) => /\.json(?:ld)?$/.test(cells[1] ?? "")).map((cells) => ({ file: cells[1] ?? "", type: cells[2] ?? "", said: cells.at(-2) ?? "" }));
}

const hearing = { httpAllowed: true, now: Temporal.Instant.from("2026-11-25T12:00:00Z") };

/** As it would come: an answer that was recorded with its headers is unwrapped, and what says nobody as its author is sent by one of its own server. */
function replay(bytes: Uint8Array): string {
  const json = readJson(bytes);
  // WebFinger and NodeInfo are no ActivityPub, and come by another way.
  const body = json.done && json.value["type"] === undefined && json.value["links"] !== undefined ? json : readBody(bytes, "application/activity+json");
  if (!body.done) return `refused ${body.refusal}`;
  const inner = body.value["body"];
  if (typeof inner === "string") return inner.startsWith("{") ? replay(new TextEncoder().encode(inner)) : "ignored";
  const by = authorless(body.value) ? `${originOf(body.value["id"])}/somebody` : undefined;
  return understood(body.value, by === undefined ? hearing : { ...hearing, by }).as;
}

function authorless(value: JsonObject): boolean {
  return value["attributedTo"] === undefined && value["actor"] === undefined && originOf(value["id"]) !== null;
}

test.runIf(present)("each recording of another server is understood as the index says, or refused for a reason that is written here", () => {
  const all = rows();
  const strange: string[] = [];
  const counts = new Map<string, { understood: number; refused: number; as: Map<string, number> }>();
  for (const { file, type, said } of all) {
    const as = replay(readFileSync(join(folder, file)));
    const expected = expectations.find(([words]) => words.test(said));
    const refusal = refusals.find(([name, what]) => name.test(file) && what === as);
    const fits = expected?.[1].test(as) ?? false;
    if (!fits && !refusal) strange.push(`${file} (${type}): ${as}, where the index says: ${said.slice(0, 80)}`);
    const system = file.split("/")[0] === ".." ? "echosciences" : (file.split("/")[0] ?? "");
    const count = counts.get(system) ?? { understood: 0, refused: 0, as: new Map<string, number>() };
    counts.set(system, count);
    count[fits ? "understood" : "refused"]++;
    count.as.set(as, (count.as.get(as) ?? 0) + 1);
  }
  console.log(["| system | as the index says | refused, documented | what was made of them |", "| --- | --- | --- | --- |", ...[...counts].map(([system, count]) => `| ${system} | ${count.understood} | ${count.refused} | ${[...count.as].sort(([, a], [, b]) => b - a).map(([as, times]) => `${as} ${times}`).join(", ")} |`)].join("\n"));

  expect(strange).toEqual([]);
  expect(all.length).toBeGreaterThanOrEqual(540);
  expect([...counts.values()].reduce((sum, each) => sum + each.refused, 0)).toBeLessThan(60);
});
