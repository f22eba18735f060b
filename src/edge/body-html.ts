import type { Attachment } from "../features/attachments/attachment.ts";
import { listAttachmentsAnywhere } from "../features/attachments/find-attachment.ts";
import type { CardPicture } from "../features/contents/card.ts";
import { listCitedAnywhere, type Cited } from "../features/contents/list-cited.ts";
import type { Content } from "../features/contents/show-content.ts";
import type { Embed } from "../features/embeds/embed.ts";
import { listEmbedsAnywhere } from "../features/embeds/list-embeds.ts";
import { listMentionsInAnywhere } from "../features/mentions/list-mentions.ts";
import type { Context } from "../platform/context.ts";
import { touchContent, type Touch } from "../platform/facts.ts";
import type { ContentId, MediaId, TerritoryId } from "../platform/ids.ts";
import type { TextDocument } from "../platform/text/document.ts";
import { citedIn, embedsOf, filesOf } from "../platform/text/plain.ts";
import { playerOf } from "../platform/text/players.ts";
import { escapeHtml, renderText, type RenderOptions } from "../platform/text/render.ts";
import { canonicalOf, hrefOf, originOf } from "./addresses.ts";
import type { WebContext } from "./env.ts";
import { absoluteMentionLinks } from "./mention-links.ts";

export interface BodyHtml {
  readonly html: string;
  /** What of others it shows: when it changes, the page is made again. */
  readonly touches: readonly Touch[];
  /** The hosts whose players the reader may ask for, as origins. */
  readonly frames: readonly string[];
}

/** The text of a content as this viewer sees it: what it cites, offers and plays is looked up once for all of it. */
export async function bodyHtml(c: WebContext, content: Content, mention: NonNullable<RenderOptions["mention"]>): Promise<BodyHtml> {
  return render(c, c.get("act"), content, { base: "", mention, hrefOf: (cited) => hrefOf(c, cited), player: playable });
}

/** The same for those who show it elsewhere: whole addresses, nothing that needs our scripts, and only what everybody may see. */
export async function publicBodyHtml(c: WebContext, act: Context, content: Content): Promise<string> {
  const named = await listMentionsInAnywhere(act.db, content.id);
  return (await render(c, act, content, { base: originOf(c, content.territory), mention: absoluteMentionLinks(c, named), hrefOf: (cited) => canonicalOf(c, cited), player: linked })).html;
}

/** Any other text of ours for those who show it elsewhere: a note, a logbook, what a structure says of itself. */
export function plainBodyHtml(c: WebContext, territory: TerritoryId, body: TextDocument): string {
  return renderText(body, { image: () => "", base: originOf(c, territory), ...wordsFor(c) });
}

function wordsFor(c: WebContext): Pick<RenderOptions, "tableLabel" | "notes"> {
  const t = c.get("t");
  return { tableLabel: t("table"), notes: { title: t("notes_title"), back: (n) => t("notes_back", { n }) } };
}

/** Where a text is read: `base` comes before the addresses of this host. */
interface Place {
  readonly base: string;
  readonly mention: NonNullable<RenderOptions["mention"]>;
  readonly hrefOf: (cited: Cited) => string;
  readonly player: (c: WebContext, playing: Playing, figure: string) => string;
}

async function render(c: WebContext, act: Context, content: Content, place: Place): Promise<BodyHtml> {
  const cited = citedIn(content.body) as ContentId[];
  const urls = embedsOf(content.body);
  const [cards, embeds, files] = await Promise.all([
    listCitedAnywhere(act, cited),
    // Which videos are known is no public list; these are named by a text that the viewer may read.
    listEmbedsAnywhere(c.get("services").db, urls),
    filesOf(content.body).length > 0 ? listAttachmentsAnywhere(act, content.id) : new Map<string, Attachment>(),
  ]);
  const html = renderText(content.body, {
    ...wordsFor(c),
    base: place.base,
    mention: place.mention,
    image: (attrs) => bodyImage(content, attrs, place.base),
    file: ({ file }) => fileLink(c, files.get(file), place.base),
    embed: ({ url }) => player(c, url, embeds.get(url), place),
    card: ({ content: id }) => card(c, cards.get(id), place),
  });
  return { html, touches: cited.map(touchContent), frames: [...new Set(urls.flatMap((url) => (URL.canParse(playerOf(url)?.frame ?? "") ? [new URL(playerOf(url)?.frame ?? "").origin] : [])))] };
}

function bodyImage(content: Content, attrs: { media: string; alt: string; credit: string; caption: string }, base: string): string {
  const picture = content.media[attrs.media as MediaId];
  if (!picture) return "";
  const caption = [attrs.caption, attrs.credit ? `© ${attrs.credit}` : ""].filter(Boolean).join(" – ");
  return `<figure>${pictureHtml(picture, attrs.alt || picture.alt, base)}${caption ? `<figcaption>${escapeHtml(caption)}</figcaption>` : ""}</figure>`;
}

function pictureHtml(picture: CardPicture, alt: string, base: string): string {
  const set = (form: string) => picture.widths.map((width) => `${base}/media/${picture.hash}-${width}.${form} ${width}w`).join(", ");
  return `<picture><source type="image/avif" srcset="${set("avif")}" sizes="(min-width: 44rem) 40rem, 92vw"><img src="${base}/media/${picture.hash}-${picture.widths.at(-1)}.webp" srcset="${set("webp")}" sizes="(min-width: 44rem) 40rem, 92vw" width="${picture.width}" height="${picture.height}" alt="${escapeHtml(alt)}" loading="lazy"></picture>`;
}

/** What is taken away, with what it weighs. */
function fileLink(c: WebContext, file: Attachment | undefined, base: string): string {
  if (!file) return "";
  const size = new Intl.NumberFormat(c.get("locale"), { style: "unit", unit: file.size < 1_000_000 ? "kilobyte" : "megabyte", maximumFractionDigits: file.size < 1_000_000 ? 0 : 1 }).format(Math.max(1, file.size / 1000) / (file.size < 1_000_000 ? 1 : 1000));
  return `<p class="boxed"><a href="${base}/media/${file.id}/${encodeURIComponent(file.name)}" download>${escapeHtml(file.name)}</a> <span class="soft">(${escapeHtml(size)})</span></p>`;
}

interface Playing {
  readonly frame: string;
  readonly host: string;
  readonly kind: "video" | "audio";
  readonly title: string;
}

/** A picture of ours and a link to what plays elsewhere. Nothing of the host loads. */
function player(c: WebContext, url: string, known: Embed | undefined, place: Place): string {
  const found = playerOf(url);
  if (!found) return "";
  const title = known?.title || c.get("t")(`embed_${found.kind}`, { host: found.host });
  return place.player(c, { ...found, title }, `<figure class="boxed">${known?.picture ? pictureHtml(known.picture, "", place.base) : ""}<figcaption><a href="${escapeHtml(url)}" rel="nofollow ugc noopener">${escapeHtml(title)}</a> <span class="soft">(${escapeHtml(found.host)})</span></figcaption></figure>`);
}

const linked: Place["player"] = (_c, _playing, figure) => figure;

/** The island adds the button that loads the player. */
function playable(c: WebContext, { frame, title, kind, host }: Playing, figure: string): string {
  const t = c.get("t");
  return `<es-embed data-frame="${escapeHtml(frame)}" data-title="${escapeHtml(title)}" data-play="${escapeHtml(t(`embed_play_${kind}`))}" data-told="${escapeHtml(t("embed_told", { host }))}">${figure}</es-embed>`;
}

/** Another content, as its own page would introduce it to this reader; those whom it isn't for learn nothing of it. */
function card(c: WebContext, cited: Cited | undefined, { hrefOf: to }: Place): string {
  const t = c.get("t");
  if (!cited) return `<p class="boxed soft">${escapeHtml(t("cited_gone"))}</p>`;
  return `<div class="boxed"><p class="soft small">${escapeHtml(t(`kind_${cited.kind}`))}</p><p><strong><a href="${escapeHtml(to(cited))}">${escapeHtml(cited.title)}</a></strong></p>${cited.summary ? `<p>${escapeHtml(cited.summary)}</p>` : ""}</div>`;
}
