import { z } from "zod";
import { inTransaction, type Database } from "../../platform/database.ts";
import { touch, touchContent } from "../../platform/facts.ts";
import type { OutgoingClient } from "../../platform/fetch/outgoing.ts";
import type { FileStore } from "../../platform/files/file-store.ts";
import type { ContentId, MediaId, TerritoryId } from "../../platform/ids.ts";
import { playerOf } from "../../platform/text/players.ts";
import { addThumbnail } from "../media/add-picture.ts";
import { upsertEmbed } from "./store.ts";

const answered = z.object({ title: z.string().transform((text) => text.replace(/[\p{Cc}\p{Cf}\s]+/gu, " ").trim().slice(0, 300)).catch(""), thumbnail_url: z.url({ protocol: /^https$/ }).nullable().catch(null) });

export interface LookUp {
  readonly db: Database;
  readonly files: FileStore;
  readonly outgoing: Pick<OutgoingClient, "get">;
  readonly now: () => Temporal.Instant;
}

/** Asks the host of a video or sound for its title and picture (oEmbed), and keeps both here. Bears being run twice; a host that doesn't answer leaves a link. */
export async function takeEmbed({ db, files, outgoing, now }: LookUp, asked: { readonly url: string; readonly content: ContentId; readonly territory: TerritoryId }): Promise<void> {
  const player = playerOf(asked.url);
  if (player?.page !== asked.url || !player.oembed) return;
  const found = await outgoing.get(player.oembed, { maxBytes: 200_000, timeoutMs: 10_000 });
  const said = found.done && found.value.status === 200 ? answered.safeParse(parse(found.value.body)) : null;
  const { title = "", thumbnail_url: picture = null } = said?.data ?? {};
  const media = picture ? await takePicture({ files, outgoing, db, now }, picture, asked.territory) : null;
  await inTransaction(db, async (tx) => {
    await upsertEmbed(tx, { url: asked.url, title, media, at: now() });
    await touch(tx, [touchContent(asked.content)]);
  });
}

async function takePicture({ db, files, outgoing, now }: LookUp, address: string, territory: TerritoryId): Promise<MediaId | null> {
  const picture = await outgoing.get(address, { maxBytes: 5_000_000, timeoutMs: 10_000 });
  return picture.done && picture.value.status === 200 ? addThumbnail(db, files, territory, picture.value.body, now()) : null;
}

function parse(body: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(body));
  } catch {
    return null;
  }
}
