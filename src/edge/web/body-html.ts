import type { Attachment } from "../../features/attachments/attachment.ts";
import { listAttachmentsAnywhere } from "../../features/attachments/find-attachment.ts";
import type { CardPicture } from "../../features/contents/card.ts";
import { listCitedAnywhere, type Cited } from "../../features/contents/list-cited.ts";
import type { Content } from "../../features/contents/show-content.ts";
import type { Embed } from "../../features/embeds/embed.ts";
import { listEmbedsAnywhere } from "../../features/embeds/list-embeds.ts";
import { touchContent, type Touch } from "../../platform/facts.ts";
import type { ContentId, MediaId } from "../../platform/ids.ts";
import { citedIn, embedsOf, filesOf } from "../../platform/text/plain.ts";
import { playerOf } from "../../platform/text/players.ts";
import { escapeHtml, renderText, type RenderOptions } from "../../platform/text/render.ts";
import { hrefOf } from "../addresses.ts";
import type { WebContext } from "../env.ts";

export interface BodyHtml {
  readonly html: string;
  /** What of others it shows: when it changes, the page is made again. */
  readonly touches: readonly Touch[];
  /** The hosts whose players the reader may ask for, as origins. */
  readonly frames: readonly string[];
}

/** The text of a content as its reader sees it: what it cites, offers and plays is looked up once for all of it. */
export async function bodyHtml(c: WebContext, content: Content, mention: RenderOptions["mention"]): Promise<BodyHtml> {
  const act = c.get("act");
  const t = c.get("t");
  const cited = citedIn(content.body) as ContentId[];
  const urls = embedsOf(content.body);
  const [cards, embeds, files] = await Promise.all([
    listCitedAnywhere(act, cited),
    listEmbedsAnywhere(act.db, urls),
    filesOf(content.body).length > 0 ? listAttachmentsAnywhere(act, content.id) : new Map<string, Attachment>(),
  ]);
  const html = renderText(content.body, {
    image: (attrs) => bodyImage(content, attrs),
    tableLabel: t("table"),
    notes: { title: t("notes_title"), back: (n) => t("notes_back", { n }) },
    file: ({ file }) => fileLink(c, files.get(file)),
    embed: ({ url }) => player(c, url, embeds.get(url)),
    card: ({ content: id }) => card(c, cards.get(id)),
    ...(mention ? { mention } : {}),
  });
  return { html, touches: cited.map(touchContent), frames: [...new Set(urls.flatMap((url) => (URL.canParse(playerOf(url)?.frame ?? "") ? [new URL(playerOf(url)?.frame ?? "").origin] : [])))] };
}

function bodyImage(content: Content, attrs: { media: string; alt: string; credit: string; caption: string }): string {
  const picture = content.media[attrs.media as MediaId];
  if (!picture) return "";
  const caption = [attrs.caption, attrs.credit ? `© ${attrs.credit}` : ""].filter(Boolean).join(" – ");
  return `<figure>${pictureHtml(picture, attrs.alt || picture.alt)}${caption ? `<figcaption>${escapeHtml(caption)}</figcaption>` : ""}</figure>`;
}

function pictureHtml(picture: CardPicture, alt: string): string {
  const set = (form: string) => picture.widths.map((width) => `/media/${picture.hash}-${width}.${form} ${width}w`).join(", ");
  return `<picture><source type="image/avif" srcset="${set("avif")}" sizes="(min-width: 44rem) 40rem, 92vw"><img src="/media/${picture.hash}-${picture.widths.at(-1)}.webp" srcset="${set("webp")}" sizes="(min-width: 44rem) 40rem, 92vw" width="${picture.width}" height="${picture.height}" alt="${escapeHtml(alt)}" loading="lazy"></picture>`;
}

/** What is taken away, with what it weighs. */
function fileLink(c: WebContext, file: Attachment | undefined): string {
  if (!file) return "";
  const size = new Intl.NumberFormat(c.get("locale"), { style: "unit", unit: file.size < 1_000_000 ? "kilobyte" : "megabyte", maximumFractionDigits: file.size < 1_000_000 ? 0 : 1 }).format(Math.max(1, file.size / 1000) / (file.size < 1_000_000 ? 1 : 1000));
  return `<p class="boxed"><a href="/media/${file.id}/${encodeURIComponent(file.name)}" download>${escapeHtml(file.name)}</a> <span class="soft">(${escapeHtml(size)})</span></p>`;
}

/** A picture of ours and a link; the island adds the button that loads the player. Nothing of the host loads before. */
function player(c: WebContext, url: string, known: Embed | undefined): string {
  const found = playerOf(url);
  if (!found) return "";
  const t = c.get("t");
  const title = known?.title || t(`embed_${found.kind}`, { host: found.host });
  return `<es-embed data-frame="${escapeHtml(found.frame)}" data-title="${escapeHtml(title)}" data-play="${escapeHtml(t(`embed_play_${found.kind}`))}" data-told="${escapeHtml(t("embed_told", { host: found.host }))}"><figure class="boxed">${known?.picture ? pictureHtml(known.picture, "") : ""}<figcaption><a href="${escapeHtml(url)}" rel="nofollow ugc noopener">${escapeHtml(title)}</a> <span class="soft">(${escapeHtml(found.host)})</span></figcaption></figure></es-embed>`;
}

/** Another content, as its own page would introduce it to this reader; those whom it isn't for learn nothing of it. */
function card(c: WebContext, cited: Cited | undefined): string {
  const t = c.get("t");
  if (!cited) return `<p class="boxed soft">${escapeHtml(t("cited_gone"))}</p>`;
  return `<div class="boxed"><p class="soft small">${escapeHtml(t(`kind_${cited.kind}`))}</p><p><strong><a href="${escapeHtml(hrefOf(c, cited))}">${escapeHtml(cited.title)}</a></strong></p>${cited.summary ? `<p>${escapeHtml(cited.summary)}</p>` : ""}</div>`;
}
