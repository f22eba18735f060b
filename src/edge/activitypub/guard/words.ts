const activityStreams = "https://www.w3.org/ns/activitystreams#";
const security = "https://w3id.org/security#";

/** Short forms that contexts use without saying what they stand for. */
export const knownPrefixes: Readonly<Record<string, string>> = { as: activityStreams, sec: security, ldp: "http://www.w3.org/ns/ldp#" };

const addresses = [
  "actor", "object", "target", "origin", "result", "instrument", "attributedTo", "to", "cc", "bto", "bcc", "audience", "inReplyTo", "context", "generator",
  "outbox", "followers", "following", "endpoints", "sharedInbox", "alsoKnownAs", "movedTo", "first", "last", "next", "prev", "partOf", "items", "replies", "published", "updated", "deleted", "formerType",
];
const types = [
  "Create", "Update", "Delete", "Undo", "Accept", "Reject", "Announce", "Like", "Dislike", "Follow", "Add", "Remove", "Move", "Block", "Flag", "Join", "Leave", "Invite", "Offer", "Ignore",
  "Person", "Group", "Organization", "Application", "Service", "Note", "Article", "Event", "Page", "Place", "Tombstone", "Collection", "OrderedCollection", "CollectionPage", "OrderedCollectionPage",
];

/** The words on which it rests who says what to whom, each with the one meaning in which it is read. */
export const meanings: ReadonlyMap<string, string> = new Map([
  ["id", "@id"],
  ["type", "@type"],
  ...[...addresses, ...types].map((word): [string, string] => [word, activityStreams + word]),
  ["orderedItems", `${activityStreams}items`],
  ["inbox", "http://www.w3.org/ns/ldp#inbox"],
  ...["publicKey", "owner", "publicKeyPem", "controller", "assertionMethod", "publicKeyMultibase"].map((word): [string, string] => [word, security + word]),
]);

/** The same, the other way round: what no other word may come to mean. */
export const wordsOfMeaning: ReadonlySet<string> = new Set(meanings.values());

/** Said twice in one object, nobody knows which one its signer meant. */
export function restsAuthority(word: string): boolean {
  return meanings.has(word) || word === "@context" || word === "url" || word === "href";
}

/** The long name of one of our words, used as a word itself. */
export function isLongName(word: string): boolean {
  return word.startsWith(activityStreams) || word.startsWith("http://www.w3.org/ns/activitystreams#") || (word.startsWith("as:") && meanings.has(word.slice(3)));
}
