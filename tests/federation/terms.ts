/** The words that the ActivityStreams context, and the two of keys, explain (W3C Recommendation, and Security Vocabulary v1). */
export const knownTerms: readonly string[] = [
  "@context", "id", "type", "actor", "object", "target", "result", "origin", "instrument", "to", "cc", "bto", "bcc", "audience", "attributedTo", "inReplyTo", "context", "content", "contentMap", "name", "nameMap", "summary",
  "summaryMap", "url", "href", "hreflang", "rel", "mediaType", "published", "updated", "deleted", "formerType", "startTime", "endTime", "duration", "tag", "attachment", "image", "icon", "preview", "location", "latitude", "longitude",
  "generator", "replies", "likes", "shares", "liked", "inbox", "outbox", "followers", "following", "endpoints", "sharedInbox", "oauthAuthorizationEndpoint", "oauthTokenEndpoint", "preferredUsername", "streams", "totalItems", "items", "orderedItems", "first", "last", "next", "prev",
  "partOf", "current", "width", "height", "units", "radius", "accuracy", "altitude", "closed", "oneOf", "anyOf", "source", "publicKey", "owner", "publicKeyPem", "controller", "publicKeyMultibase", "Multikey",
  "Accept", "Add", "Announce", "Block", "Create", "Delete", "Flag", "Follow", "Ignore", "Invite", "Join", "Leave", "Like", "Move", "Offer", "Reject", "Remove", "Undo", "Update", "Application", "Group", "Organization", "Person",
  "Service", "Article", "Audio", "Document", "Event", "Image", "Note", "Page", "Place", "Tombstone", "Video", "Link", "Mention", "Collection", "OrderedCollection", "CollectionPage", "OrderedCollectionPage", "Public",
];

/** Those of Mobilizon that we use. */
export const categories: readonly string[] = ["ARTS", "FAMILY_EDUCATION", "FILM_MEDIA", "LEARNING", "MEETING", "SCIENCE_TECH"];
