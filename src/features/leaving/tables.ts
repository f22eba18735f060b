/** What becomes of the rows of one table when a territory leaves for another server. */
export type Fate =
  /** They travel: those of `x` that this condition names; `known`: beside them, those that tell of contents known from elsewhere. */
  | { readonly travels: string; readonly known?: true; readonly kept?: true }
  /** They don't; `cleared`: those that this condition names are forgotten where the territory was. */
  | { readonly stays: string; readonly cleared?: string };

// The sets are made by sets-store.ts.
const here = "x.territory_id = (select id from mv_territory)";
const content = (column = "content_id") => `x.${column} in (select id from mv_contents)`;
const member = (column = "member_id") => `x.${column} in (select id from mv_members)`;
const structure = (column = "structure_id") => `x.${column} in (select id from mv_structures)`;
const community = (column = "community_id") => `x.${column} in (select id from mv_communities)`;
/** Everybody may read it, here or elsewhere. */
const readable = (column = "content_id") => `x.${column} in (select id from mv_contents union all select id from mv_public)`;
const actor = (column = "actor_id") => `x.${column} in (select id from mv_actors)`;
const bookings = "x.booking_id in (select b.id from bookings b where b.event_id in (select id from mv_contents))";

const withThem = `x.conversation_id in (select v.id from conversations v where v.first_id in (select id from mv_members) or v.second_id in (select id from mv_members))`;

/** Every table there is. What is done with a power over others' things (roles, juries, claims) is only ever a member's of the territory's own. */
export const fates: Readonly<Record<string, Fate>> = {
  // The territory itself.
  "territories": { travels: "x.id = (select id from mv_territory)", kept: true },
  "territory_slugs": { travels: here, kept: true },
  "territory_domains": { travels: here, kept: true },
  "territory_themes": { travels: here },
  "tag_uses": { travels: here },
  "tag_synonyms": { travels: here },
  "tag_synonym_doubles": { travels: `${content()} and x.synonym_id in (select s.id from tag_synonyms s where s.territory_id = (select id from mv_territory))` },
  "tag_synonym_followers": { travels: `${member()} and x.synonym_id in (select s.id from tag_synonyms s where s.territory_id = (select id from mv_territory))` },
  "animators": { travels: `${here} and ${member()}`, kept: true },
  "accounts.animator_invitations": { travels: here },
  "reports": { travels: here },
  "report_subjects": { travels: "x.report_id in (select r.id from reports r where r.territory_id = (select id from mv_territory))" },
  "tombstones": { travels: here },

  // Its members.
  "members": { travels: "x.id in (select id from mv_members)", kept: true },
  "member_handles": { travels: member() },
  "accounts.users": { travels: "x.id in (select id from mv_members)" },
  "accounts.arrivals": { travels: member() },
  "accounts.api_tokens": { travels: member("user_id") },
  "accounts.mail_choices": { travels: member("user_id") },
  "suspensions": { travels: member(), kept: true },
  "follows": { travels: member() },
  "likes": { travels: `${content()} or ${member()} and ${readable()}`, kept: true },
  "relays": { travels: `${content()} or ${member()} and ${readable()}`, kept: true },
  "participations": { travels: `${content()} or ${member()} and ${readable()}`, kept: true },
  "comments": { travels: "x.id in (select id from mv_comments)", kept: true },
  "comment_versions": { travels: "x.comment_id in (select c.id from comments c where c.id in (select id from mv_comments) and c.author_id in (select id from mv_members))" },
  "mentions": { travels: `${content()} or x.comment_id in (select c.id from comments c where c.id in (select id from mv_comments) and c.content_id in (select id from mv_contents))` },
  // Words that were written to its members are theirs as well as of those who wrote them, who keep them too.
  "conversations": { travels: `${member("first_id")} or ${member("second_id")}`, kept: true },
  "conversation_members": { travels: withThem, kept: true },
  "messages": { travels: `${withThem} and (not x.withheld or ${member("author_id")})`, kept: true },
  "message_blocks": { travels: member() },
  "message_choices": { travels: member() },
  "kept_writings": { travels: member() },

  // What it shows.
  "media": { travels: `${here} or x.id in (select picture_id from members m where m.id in (select id from mv_members) union select lead_id from contents c where c.id in (select id from mv_contents) union select media_id from content_media p where p.content_id in (select id from mv_contents))`, kept: true },
  "attachments": { travels: `${here} or x.id in (select attachment_id from content_attachments a where a.content_id in (select id from mv_contents))` },

  // Its contents.
  "contents": { travels: "x.id in (select id from mv_contents)", known: true, kept: true },
  "content_slugs": { travels: content() },
  "content_authors": { travels: content(), known: true, kept: true },
  "content_tags": { travels: content(), known: true, kept: true },
  "content_themes": { travels: content(), known: true, kept: true },
  "content_versions": { travels: content() },
  "version_files": { travels: content() },
  "content_media": { travels: content(), kept: true },
  "content_attachments": { travels: content() },
  "content_sources": { travels: content(), kept: true },
  "content_structures": { travels: `${content()} and ${structure()}` },
  "declined_namings": { travels: `${content()} and ${structure()}` },
  "author_invitations": { travels: `${content()} and (x.member_id is null or ${member()})` },
  "search_entries": { travels: content(), kept: true },
  "events": { travels: content(), known: true, kept: true },
  "occurrences": { travels: content("event_id"), kept: true },
  "event_proposals": { travels: `${content("child_id")} and ${content("parent_id")}`, kept: true },
  "booking_offers": { travels: content("event_id") },
  "booking_times": { travels: content("event_id") },
  "bookings": { travels: content("event_id") },
  "booking_links": { travels: bookings },
  "announcements": { travels: content(), known: true, kept: true },
  "calls": { travels: content() },
  "answers": { travels: content() },
  "answer_files": { travels: content() },
  "juries": { travels: content() },
  "jurors": { travels: `${content()} and ${member()}` },
  "jury_notes": { travels: `${content()} and ${member()}` },
  "dossiers": { travels: content(), known: true, kept: true },
  "dossier_sections": { travels: content("dossier_id"), kept: true },
  "dossier_items": { travels: `${content("dossier_id")} and ${readable()}`, kept: true },
  "dossier_suggestions": { travels: `${content("dossier_id")} and ${readable()}` },
  "dossier_invitations": { travels: `${content("dossier_id")} and (x.member_id is null or ${member()})` },
  "places": { travels: content(), known: true, kept: true },
  "place_openings": { travels: content(), known: true, kept: true },
  "itineraries": { travels: content(), known: true, kept: true },
  "itinerary_stops": { travels: content("itinerary_id"), kept: true },
  "projects": { travels: content(), known: true, kept: true },
  "project_members": { travels: `${content("project_id")} and ${member()}` },
  "project_contents": { travels: `${content("project_id")} and ${readable()}`, kept: true },
  "project_updates": { travels: content("project_id"), kept: true },
  "operations": { travels: content(), known: true, kept: true },
  "operation_territories": { travels: `${content("operation_id")} and ${here}` },
  "operation_events": { travels: `${content("operation_id")} and ${content("event_id")}`, kept: true },

  // Its structures and communities.
  "structures": { travels: here },
  "structure_slugs": { travels: here },
  "structure_members": { travels: `${structure()} and ${member()}` },
  "structure_claims": { travels: `${structure()} and ${member()}` },
  "structure_merges": { travels: here },
  "structure_likenesses": { travels: `${structure("a_id")} and ${structure("b_id")}` },
  "structure_tombstones": { travels: here },
  "communities": { travels: here },
  "community_slugs": { travels: here },
  "community_members": { travels: `${community()} and ${member()}` },
  "community_invitations": { travels: community() },
  "community_tombstones": { travels: here },

  // What other servers know of it, and it of them.
  "federation.actors": { travels: "x.id in (select id from mv_actors)", kept: true },
  "federation.keys": { travels: actor(), kept: true },
  "federation.names": { travels: `${content()} or ${actor()}` },
  "federation.followers": { travels: actor() },
  "federation.following": { travels: actor("follower_id") },
  "federation.activities": { travels: actor() },
  "federation.deliveries": { travels: "x.state = 'waiting' and x.activity_id in (select a.id from federation.activities a where a.actor_id in (select id from mv_actors))" },
  "federation.listings": { travels: content() },
  "federation.offers": { travels: `${content("dossier_id")} and ${readable()}` },
  "federation.joins": { travels: `${content()} or ${member()} and ${readable()}` },
  "federation.memberships": { stays: "they join again: who keeps the community knows them, and lets them in at once", cleared: member() },
  "federation.admissions": { stays: "those of other servers follow it there, and ask again", cleared: community() },
  "federation.objects": { travels: "x.comment_id in (select id from mv_comments)", kept: true },
  "federation.servers": { travels: "false", kept: true },
  "federation.territory_trusts": { travels: here },
  "federation.restrictions": { travels: here },
  "federation.decisions": { travels: here },
  "federation.held_notes": { travels: here },
  "federation.welcomed": { travels: here },

  // What isn't anybody's of one territory, or is made again.
  "accounts.sessions": { stays: "one logs in again", cleared: member("user_id") },
  "accounts.site_sessions": { stays: "one logs in again" },
  "accounts.tokens": { stays: "secrets in mails, good for an hour", cleared: member("user_id") },
  "accounts.exports": { stays: "asked for again", cleared: member("user_id") },
  "accounts.mails": { stays: "the server sends what it wrote", cleared: `${member("about_id")} or x.recipient in (select u.email from accounts.users u where u.id in (select id from mv_members)
    union select b.email from bookings b where b.event_id in (select id from mv_contents) and b.email not in (select o.email from bookings o where o.event_id not in (select id from mv_contents)))` },
  "accounts.left_handles": { stays: "nobody bears them again on this server" },
  "dossier_exports": { stays: "made again when somebody asks", cleared: content("dossier_id") },
  "embeds": { stays: "looked up again" },
  "facts": { stays: "what happened here was told here", cleared: `${here} or x.subject_id in (select id from mv_members)` },
  "federation.received": { stays: "heard here; what wasn't yet is said again by those who compare" },
  "federation.refusals": { stays: "counted of other servers by this one, for a month" },
  "network.peers": { stays: "the server's" },
  "network.self": { stays: "the server's" },
  "passports.artefacts": { stays: "good for an hour" },
  "passports.deeds": { stays: "what was done by platforms that know this server", cleared: member() },
  "passports.keys": { stays: "the server's" },
  "passports.openings": { stays: "end with the session", cleared: member() },
  "passports.passports": { stays: "platforms know the server that gave them", cleared: member() },
  "passports.platforms": { stays: "the server's" },
  "schema_migrations": { stays: "the server's" },
  "search_words": { stays: "of all territories; gathered again" },
  "settings": { stays: "counted again" },
  "tags": { stays: "of all territories; gathered again" },
  "throttles": { stays: "the server's", cleared: "exists (select from mv_members m left join accounts.users u on u.id = m.id where strpos(x.key, m.id::text) > 0 or strpos(x.key, u.email) > 0)" },
  "visits.providers": { stays: "the server's" },
  "visits.visits": { stays: "end with the session" },
};

export interface Travelling {
  readonly table: string;
  readonly rows: string;
  readonly known: boolean;
  readonly kept: boolean;
}

/** The tables of which something travels. */
export const travelling: readonly Travelling[] = Object.entries(fates).flatMap(([table, fate]) => ("travels" in fate ? [{ table, rows: fate.travels, known: fate.known ?? false, kept: fate.kept ?? false }] : []));

/** The temporary table where the rows of one wait, on their way out or in. */
export function waitingTable(table: string): string {
  return `mt_${table.replace(".", "_")}`;
}
