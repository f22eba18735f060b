import { said, type WireObject } from "./wire.ts";

export interface SaidPicture {
  readonly url: string;
  readonly mediaType: string;
  /** Empty where nobody said what it shows. */
  readonly alt: string;
  readonly width: number;
  readonly height: number;
}

/** Pictures of the text that are also said beside it: Mastodon shows four, a text may hold dozens. */
const mostPictures = 16;

/** The one picture of a content. The text for those who don't see it is its name: nothing has to be called "Banner". */
export function image(picture: SaidPicture): WireObject {
  return said({ type: "Image", ...partsOf(picture) });
}

/** The pictures of a content, its first one in front, each with its type: a reader stops at an attachment without. */
export function pictureAttachments(type: "Image" | "Document", lead: SaidPicture | null, inline: readonly SaidPicture[]): WireObject[] {
  const all = [...new Map([...(lead ? [lead] : []), ...inline].map((each) => [each.url, each])).values()].slice(0, mostPictures);
  return all.map((each) => said({ type, ...partsOf(each), isBannerImage: type === "Document" && each.url === lead?.url ? true : undefined }));
}

function partsOf({ url, mediaType, alt, width, height }: SaidPicture) {
  return { mediaType, url, name: alt || undefined, width, height };
}
