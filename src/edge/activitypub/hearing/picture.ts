import { findPictureAnywhere } from "../../../features/federation/find-object.ts";
import { addPicture } from "../../../features/media/add-picture.ts";
import { wideWorld } from "../../../features/territories/territory.ts";
import type { Context } from "../../../platform/context.ts";
import type { MediaId } from "../../../platform/ids.ts";
import type { Fetching } from "../fetching.ts";
import { isInsecure } from "../guard/address.ts";
import type { HeardContent } from "../heard/content.ts";

const largest = 5_000_000;
const perHour = 300;

/** The picture of what somebody elsewhere published, read once and made anew here: readers ask no other server for it. Null where there is none to be had: the words come without. */
export async function leadOf({ db, files, outgoing, quota, httpAllowed }: Fetching, context: Context, { id, picture }: Pick<HeardContent, "id" | "picture">): Promise<MediaId | null> {
  if (!picture || (isInsecure(picture.url) && !httpAllowed)) return null;
  const before = await findPictureAnywhere(db, id);
  if (before && before.url === picture.url) return before.media;
  const { host } = new URL(picture.url);
  if (!(await quota("pictures-of-others", perHour, 3600).take(host)).ok) return null;
  const answer = await outgoing.get(picture.url, { maxBytes: largest, timeoutMs: 10_000, redirects: 3 });
  if (!answer.done || answer.value.status !== 200) return null;
  const added = await addPicture(context, files, wideWorld, { bytes: answer.value.body, alt: picture.alt, credit: host });
  return added.done ? added.value.id : null;
}
