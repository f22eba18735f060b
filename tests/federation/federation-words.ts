export type Row = readonly string[];

/** The words of FEDERATION.md that no machine can write. */
export const head = `# What Echosciences says to the Fediverse

Written by \`tests/federation/federation-page.test.ts\` from the builders of \`src/edge/activitypub/wire/\`; after a change to one of them:
\`UPDATE_DOCS=1 npx vitest run --project unit tests/federation/federation-page.test.ts\`. It is also the document of FEP-67ff.

- **Protocols**: ActivityPub (server to server), WebFinger (RFC 7033), HTTP Signatures, NodeInfo.
- **FEPs**: 67ff (this document), 8a8e (events), b2b8 (long texts: \`preview\`, pictures also as attachments), 1b12 (communities: \`audience\`, both relays), 400e and 9f9f (dossiers as
  collections, of which the curator alone says what is in them), 7888 (\`context\` of a conversation), 044f (anybody may quote: \`canQuote\`), 5feb (\`indexable\`), 8fcf (who follows, compared), 844e (\`generator.implements\`).
- Nothing is said that a visitor may not read: drafts, contents that wait or are reserved to a private community, what was withdrawn, hidden comments. Private messages go to one person each, and stand at no address.
`;

export const actors: readonly Row[] = [
  ["a member", "`Person`", "`handle`", "no: it follows no person"],
  ["a structure", "`Organization`", "its slug", "yes"],
  ["a community, unless it is private", "`Group`, `es:kind` community", "its slug", "yes"],
  ["a project", "`Group`, `es:kind` project, only its team writes there", "its slug", "yes"],
  ["a tag of a territory", "`Service`, relays what the territory publishes under it", "`tag-` and the tag", "yes"],
  ["a territory", "`Application`, relays all that it publishes", "`relay`, and its slug", "yes: one follow brings the whole agenda"],
];

export const contents: readonly Row[] = [
  ["article", "`Article`", "title, summary of at most 500 characters, whole text, a short `preview`, licence"],
  ["event", "`Event`", "one place, times with the offset of its zone, state in the title and the summary too; FEP-8a8e and Mobilizon’s keys. `joinMode`: `external` where one books, then with what its times hold and what is left; `free`, `restricted` or `invite` where one says that one comes, with how many do"],
  ["event of several dates", "the `Event`, from first to last, and an `Event` for each date to come, with `es:parent`", "never a recurrence; openings are told in words; what is said under a date is said under the event: they have one `context`"],
  ["a change of date, of place, a postponement, a cancellation", "`Update`, and a `Note` that answers the event", "for those servers that pass over changes of events; once for each revision"],
  ["announcement", "`Article` with `es:kind` and `endTime`", "until when one may answer is the first line"],
  ["dossier", "`OrderedCollection` and a companion `Article`", "the ids of its contents, in order, of other servers too, at most 150; the article lists them as links. Its headings are in `es:details`: `sections`, each with its `title` and how many of the `orderedItems` it takes (`items`), one after the other; the first has no title and holds what stands before any heading"],
  ["project", "the actor, and an `Article` that presents it", "its logbook as `Article`s of the project"],
  ["operation", "`Article` with `startTime` and `endTime`", "its events are said one by one"],
  ["itinerary", "`Article`", "its stops as a list"],
  ["place", "`Place` with its text", "inside of an event only its name, address and position; the id changes when those do"],
  ["private message", "`Note` whose `to` is one person, who is its only `Mention`; `cc` empty", "sent to servers of our network and to those that somebody vouched for, and to no others; its id answers 404 to everybody, and its `Create`, `Update` and `Delete` go to that person alone. What its server refuses, or doesn’t answer, is told to its author, who may send it again: a `Create` of the same id"],
  ["comment", "`Note` with `inReplyTo`", "names whom it answers; of a dossier the notice is answered, of a project its presentation"],
];

/** What is done here, how it is said, and the words of the builders that say it: whether it is said yet is looked up in the code. */
export const activities: readonly (readonly [act: string, said: string, builders: readonly string[]])[] = [
  ["publish, change", "`Create`, `Update`: the whole object, with a later `updated`", ["create", "update"]],
  ["withdraw", "`Delete` with a `Tombstone`, which then stands at the id", ["deleteObject"]],
  ["follow, stop following", "`Follow`, `Undo` of it", ["follow", "undo"]],
  ["take a follower", "`Accept`, which repeats the `Follow`", ["accept"]],
  ["refuse a follower", "`Reject`, which repeats the `Follow`", ["reject"]],
  ["like, stop liking", "`Like`, `Undo` of it", ["like", "undo"]],
  ["relay: a member, a tag, a territory", "`Announce` of the id, `Undo` of it", ["announce", "undo"]],
  ["relay: a community", "`Announce` of the id, and `Announce` of the activity, for forums", ["announce", "announceActivity"]],
  ["close an account", "`Delete` of the actor, then a `Tombstone` at its id", ["deleteActor"]],
  ["change a profile", "`Update` of the actor", ["updateActor"]],
  ["suspend a member, restore them", "`Update` of the actor, with `suspended` and hardly anything else, then as before, to all who heard of them or of what they wrote", ["updateActor"]],
  ["I’m going, I’m not", "`Join`, `Leave`", ["join", "leave"]],
  ["answer who is coming", "`Accept`, `Reject`, or `Ignore` where one books on a page: to come is no seat", ["ignore"]],
  ["come into a community, leave it", "`Join` of the community, with `participationMessage`; `Leave`", ["join", "leave"]],
  ["let into a community, turn down, take out", "`Accept`, `Reject` of the `Join`, with the reason as `content`", ["accept", "reject"]],
  ["put into a dossier, take out", "`Add`, `Remove`, told to the content’s author", ["add", "remove"]],
  ["propose to another’s dossier", "`Offer`", ["offer"]],
  ["report", "`Flag` by the territory: whoever reported isn’t named", ["flag"]],
  ["move", "`Move`; the new actor names the old one in `alsoKnownAs`", ["move"]],
];

export const rules = `## Rules of the wire

- **Ids** are \`https://<territory>/ap/<kind>/<uuid>\` (\`src/edge/activitypub/uris.ts\`), of the server and territory where their **author** is at home, wherever the page is (\`url\`): nobody speaks for
  another host. Dates, places and changes of an event hang under its id.
- **Ids and authors last**: both are fixed when a thing is first said, served or named, whoever publishes it later. A territory that moves to another domain goes on answering at the former ones
  (\`/ap\`, \`/inbox\`, WebFinger, NodeInfo) for all that is called after them, with its pages at the new one as \`url\`; asked for at a host that it isn’t called after, a thing redirects (308).
  When an account closes, what it leaves behind for others to publish is said anew by them, under another id.
- **Keys** are RSA, one at a time, first under \`#main-key\`. A new one has another id; the \`Update\` of the actor that tells of it is signed with the former. Who missed it asks the actor when a signature
  doesn’t hold; so do we of others, at most every ten minutes each. Whoever closed their account shows a tombstone, and the key that was known of them signs the farewell.
- **Suspended** (\`toot:suspended\`) is whoever may not come in for now. Their actor stays, with its keys and nothing else of them; WebFinger leads there and nowhere else, their collections don’t know them; what they wrote alone answers
  403, neither 404 nor 410: it is back when they are. Nothing is deleted, and what they say meanwhile is nothing. A server that doesn’t know the word goes on showing what it has.
- **Who follows** is compared (FEP-8fcf): what goes to followers carries a signed \`Collection-Synchronization\`, and \`<id>/followers-synchronization\` lists, to whoever asks with a signature, the followers of their own
  host. Where another digest comes than ours, at most every ten minutes for each, that list is read: whom it lacks asks to follow again, at most once a day, and whom it has too many says \`Undo\`.
- **Public** is \`to\` the whole address of the public collection; \`cc\` are the author’s followers, those named, co-authors, the community. Lists are lists, also empty; nothing is null; one author, one
  place, one picture.
- **Texts** hold p, br, a, strong, em, ul, ol, li, blockquote, h2–h4, figure, figcaption, img, code, pre, and mentions as h-card. A player, a file, a card become links; a table becomes a list; a formula
  stays as it was typed; notes stand at the end. Addresses are whole.
- **Titles** have at most 100 characters, without HTML or hashtag; a cancelled or postponed event says so in front. **Hashtags**: at most eight, each at most 40 characters, several words joined
  (\`#CultureScientifique\`).
- **Pictures** are in \`image\` and first in \`attachment\`, with their type, size and text for those who don’t see them as \`name\`.
- **Languages**: \`contentMap\` has one key; \`inLanguage\` of events. What we add around a text is in its language, French or English.
- **From server to server** only: nobody reads an inbox or posts to an outbox, and both say so (405).
- **Contexts** are written out below; \`es:\` words are decoration that only our own servers read; they are explained at \`/ns\` of every host.
- **Between our own servers** an event, an announcement, an operation, an itinerary, a project, a place and an article carry \`es:details\`: what the form of that kind holds, without any identifier. The other server
  passes it through its own form's rules and shows the content as what it is; in words that no form takes, what is said to everybody counts. The text of what isn’t an article is then shown whole, whatever its
  licence: it is there to be passed on.
`;

/** What the inbox does with what comes: a row for each thing, once it does it. */
export const understood: readonly Row[] = [
  ["`Follow` of a member, a structure, a community, a project, a tag or a territory", "followed, and answered with `Accept`; whoever isn’t public isn’t there"],
  ["`Accept`, `Reject` of a `Follow`", "taken from the one who was asked, of an asking that stands; then what they published lately and their coming events are read once, from their own server"],
  ["`Create`, `Update` of a `Note` that answers something shown here", "a comment, under the same rules as everybody’s; a vote and what isn’t for everybody are none. Of somebody whose server is neither of our network nor known, it waits for those who animate the territory, where the territory chose so"],
  ["`Create`, `Update` of a `Note` to members of ours and to nobody but people whom it mentions (twelve in all), with the signature of its author", "a private message, whatever it answers, of servers of our network and of those that somebody vouched for; of others the door answers 422 (`private-untrusted`). Each of ours has it in a conversation of their own with its author, with the names of those who got it too; their answer goes to its author alone. For followers, for readers whom it doesn't mention, as a `ChatMessage`, or read at its address, it is none"],
  ["`Create`, `Update` of an `Event`, `Article`, `Page`, `Video`, `Audio`", "shown to those here who follow the author, with a link to where it stands; the whole text where its licence allows it. Of a server of our network, it stands in the portal’s lists, agenda, map and search too"],
  ["the same with `es:kind` and `es:details`, and a `Place` with `es:kind`", "an announcement, an operation, an itinerary, a project, a place as such, with all that its form holds; never what names something of ours"],
  ["`Announce` of something’s address; of a `Create` or `Update`, by a community", "a relay of what is known here; else, when somebody here follows who passes it on, it is read at its own address. What is carried inside is read by nobody"],
  ["`Like`", "counted once for each person"],
  ["`Undo` of a `Follow`, `Like`, `Announce`", "by the one who did it, told whole or by its address"],
  ["`Delete` of an object, of an actor", "by the one whose it is; it doesn’t come back for thirty days"],
  ["`Update` of an actor", "their document is read again. Where it says `suspended`, what they said is hidden here, whoever visits is out, and nothing more of theirs is heard but that it is over, a `Delete`; what is hidden shows again with them"],
  ["`Add`, `Remove` of a content of ours", "its author is told that a dossier elsewhere holds it, when the dossier at its own address says so, and may answer with `Reject`"],
  ["`Reject` of an `Add`", "the content leaves the dossier, and its curators are told"],
  ["`Join` of an event, or of one of its dates, with `participationMessage`", "counted once and answered with `Accept`; where the organisers answer they are told first; `Ignore` where one books, `Reject` where one can’t come"],
  ["`Leave`, `Undo` of a `Join`", "they don’t come any more"],
  ["`Accept`, `Reject`, `Ignore` of a `Join`", "taken from the event’s author, of an asking that stands; whoever asked is told"],
  ["`Join` of a community, with `participationMessage`", "they are among its members and followers, and it says `Accept`: at once where it is open, else when those in charge let them in, or `Reject`, with their reason as `content`. A later `Reject` takes them out"],
  ["`Leave` of a community", "they are neither any more"],
  ["`Accept`, `Reject` of a `Join` of a community", "taken from that community, of an asking that stands; whoever asked is told. What it passes on comes as long as they are in"],
  ["`Flag` of contents, comments, members or structures of ours", "read by those who animate their territory, with the server that says it; nothing happens to what is reported until they act"],
  ["`Move`", "believed when the old address says where it went and the new one whom it was, both read again; whoever follows the old one here follows the new one. Once a week"],
  ["`OrderedCollection` with `es:kind` dossier; the article that presents one", "a dossier, with what it holds in its order and under the headings that it says, each as its own server says it; what no heading takes stands under the last, and headings that can’t be read are none; `Add`, `Remove` and `Update` of who keeps it have it read again"],
  ["`Offer` of a content to a dossier of ours", "its curators see it with the others’ proposals and answer with `Accept` or `Reject`; put in at once where the dossier is open"],
  ["`Accept`, `Reject` of an `Offer`", "taken from who keeps the dossier, of a proposal that waits; whoever proposed is told"],
  ["`Block`, `Dislike`, `EmojiReact`, polls, quotations, and all else", "answered with 202, and nothing is made of it"],
];

/** What our own servers tell each other beside ActivityPub. */
export const network = `## A network of our servers

Servers of one network keep its list each by itself. The list of a server stands at \`/network.json\` of its portal, and every host of it says so in NodeInfo (\`metadata.echosciences.network\`). It is JSON,
signed as a whole: Ed25519 over the document without \`signature\`, written in the one way of RFC 8785; keys and signatures in base64, the key as SubjectPublicKeyInfo.

- \`acceptance\` is the server’s own word that it is of a network, signed by itself. \`members\` holds the words of those with whom it agreed: nobody can be put on a list who hasn’t given theirs. \`invites\` names
  those whom it invites. \`platforms\` are its territories, with their figures at the moment of \`issued\`.
- A server is believed of itself alone, and only what stands at its own address: an invitation is one when the list of who invites says it, an acceptance when the list of who accepts does. Whom a member has on its
  list is asked, then proposed to the coordination. A territory counts when it is under its server’s host, or names that server’s list in its own NodeInfo.
- A list signed with another key than a member’s, issued before the last one that was taken, more than 26 hours ago or ten minutes ahead, isn’t taken. A member whose list holds no acceptance of this network has left.
- \`POST /network.json\` with \`{"host": "…"}\` is a knock: the list of that server is looked at soon. Nothing else in it counts. Lists are read every hour in any case.
- Each actor but projects has \`digests\` under its id, an \`OrderedCollection\` of months (\`<id>/digests?page=2026-11\`, by publication, in UTC, the last thirteen), each with \`totalItems\` and \`es:digest\`: SHA-256,
  in hexadecimal, of the lines "uuid of the id, space, seconds of \`updated\`", in their order, joined by commas; of what the actor said, of who passes on what it passes on. A month’s page holds \`id\` and \`updated\` of each.
  Every night, and at the first word after two days of silence, a server compares those whom it follows at members of its network and at servers that somebody vouched for, reads what differs at its own
  address, at most 300 things an hour, and withdraws what that address answers 404 or 410 for. Of all other servers it reads the outbox and the coming events again after a silence.
- Of members, all territories are followed by one of ours, and trusted as the network’s. What they publish stands at our portal beside ours, and is read where it was published.
`;

/** How members of one server continue on another. */
export const oneAccount = `## One account

Each portal is an OpenID provider for its own members, found by \`http://openid.net/specs/connect/1.0/issuer\` in WebFinger (of a handle, or of a territory's address), and described at \`/.well-known/openid-configuration\`.
A person's document names it as \`es:issuer\`, with \`oauthAuthorizationEndpoint\` and \`oauthTokenEndpoint\` in \`endpoints\`.

- **Registration** (RFC 7591): \`client_name\`, one \`redirect_uris\`, \`backchannel_logout_uri\`, all of one host; \`client_secret_basic\`. Blocked servers are refused; what nobody ever used is forgotten after two days.
- **Log-in**: code flow with PKCE (S256), \`state\`, \`nonce\` and \`iss\` in the answer (RFC 9207). \`sub\` is the address of the member's actor. It is believed only if the document at that address, asked of its own host, says
  the same \`es:issuer\`; a person's address of mail is told to nobody.
- **Scopes**: \`openid\`, \`profile\` (\`name\`, \`preferred_username\`, \`profile\`, \`picture\`), and what the member permits: \`es:comment\`, \`es:applaud\`, \`es:follow\`, \`es:go\`, \`es:join\`.
- **Acts**: \`POST\` to \`echosciences_acts_endpoint\`, with the token as \`Bearer\` and JSON: \`act\` (\`comment\`, \`edit\`, \`withdraw\`, \`like\`, \`unlike\`, \`relay\`, \`unrelay\`, \`follow\`, \`unfollow\`, \`go\`, \`stay\`, \`join\`, \`leave\`),
  \`object\` (the address of what it is about: also a dossier, a place, an itinerary, an operation to follow), \`text\` (Markdown; to join, a word to those in charge), \`submission\` (a UUID: what comes twice is done once). It is done as the member's own: it stands at home and reaches everybody as an activity that the member's actor signs.
  \`200\` with \`{"done": true, "object": …}\`, where it stands; \`401\` \`invalid_token\`, \`403\` \`insufficient_scope\`, \`404\` \`unknown\`, \`409\` \`closed\`, \`422\` \`empty\`, \`429\`. A platform changes only what was said through it.
- **The end**: Back-Channel Logout with \`sid\` when the member logs out, withdraws the permission, is suspended or leaves; tokens are worth nothing from that moment. RFC 7009 the other way.
`;
