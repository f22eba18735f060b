/** How ActivityPub documents are sent (ActivityPub, section 3.2), and the longer name that asks for the same. */
export const activityJson = "application/activity+json";
const longName = 'application/ld+json; profile="https://www.w3.org/ns/activitystreams"';

/** What a request for a document of another server accepts. */
export const acceptsActivity = `${activityJson}, ${longName}`;

/** Whether a request asks for the document rather than the page. A browser asks for HTML first. */
export function wantsActivity(accept: string | undefined): boolean {
  return /application\/(activity\+json|ld\+json\s*;\s*profile="?https:\/\/www\.w3\.org\/ns\/activitystreams)/i.test((accept ?? "").slice(0, 1000));
}
