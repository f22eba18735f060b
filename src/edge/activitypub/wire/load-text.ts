import { listAttachmentsAnywhere } from "../../../features/attachments/find-attachment.ts";
import type { Attachment } from "../../../features/attachments/attachment.ts";
import type { CardPicture } from "../../../features/contents/card.ts";
import { listCitedAnywhere } from "../../../features/contents/list-cited.ts";
import { listEmbedsAnywhere } from "../../../features/embeds/list-embeds.ts";
import type { Mention } from "../../../features/mentions/mention.ts";
import type { ContentId, MediaId } from "../../../platform/ids.ts";
import type { TextDocument } from "../../../platform/text/document.ts";
import { citedIn, embedsOf, filesOf, mediaOf } from "../../../platform/text/plain.ts";
import { wireHtml } from "./html.ts";
import { mentionedBy } from "./naming.ts";
import type { SaidPicture } from "./pictures.ts";
import { asVisitor, originOf, pageOf, pictureOf, type Sources } from "./sources.ts";
import { sayingIn, type Mentioned } from "./words.ts";

/** A text ready for others, with those whom it names and the pictures that it shows. */
export interface LoadedText {
  readonly html: string;
  readonly mentions: readonly Mentioned[];
  readonly inline: readonly SaidPicture[];
}

interface TextSource {
  readonly body: TextDocument;
  readonly language: string;
  /** Where it is read. */
  readonly origin: string;
  readonly url: string;
  /** The content that offers its files, and shows its pictures. */
  readonly content: ContentId | null;
  readonly media: Readonly<Record<MediaId, CardPicture>>;
  readonly named: ReadonlyMap<string, Mention>;
}

/** What a text cites, offers and plays is looked up once for all of it. */
export async function loadText(sources: Sources, { body, language, origin, url, content, media, named }: TextSource): Promise<LoadedText> {
  const act = asVisitor(sources);
  const [cited, embeds, files, mentioned] = await Promise.all([
    listCitedAnywhere(act, citedIn(body) as ContentId[]),
    listEmbedsAnywhere(act.db, embedsOf(body)),
    content && filesOf(body).length > 0 ? listAttachmentsAnywhere(act, content) : new Map<string, Attachment>(),
    mentionedBy(sources, [...named.values()]),
  ]);
  const picture = (id: string) => {
    const found = media[id as MediaId];
    return found ? pictureOf(origin, found) : null;
  };
  const html = wireHtml(body, {
    origin,
    url,
    picture,
    file: (id) => {
      const file = files.get(id);
      return file ? { href: `${origin}/media/${file.id}/${encodeURIComponent(file.name)}`, name: file.name } : null;
    },
    embed: (address) => embeds.get(address)?.title ?? null,
    card: (id) => {
      const card = cited.get(id);
      return card ? { href: pageOf(sources, card), title: card.title } : null;
    },
    mention: (handle) => mentioned.get(named.get(handle)?.handle ?? "") ?? null,
  }, sayingIn(language));
  return {
    html,
    mentions: [...mentioned.values()].map(({ actor, handle }) => ({ actor, handle })),
    inline: mediaOf(body).flatMap((id) => picture(id) ?? []),
  };
}

/** The origin of the territory where a content is read. */
export function readAt(sources: Sources, content: Parameters<typeof pageOf>[1]): { readonly origin: string; readonly url: string } {
  return { origin: originOf(sources, content.territory), url: pageOf(sources, content) };
}
