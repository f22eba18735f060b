import type { CardPicture } from "../contents/card.ts";

/** What the host of a video or sound said of it. */
export interface Embed {
  /** The address of its page, as platform/text/players.ts writes it. */
  readonly url: string;
  readonly title: string;
  /** Fetched once and kept here: readers ask nobody else for it. */
  readonly picture: CardPicture | null;
}
