/** A video or a sound elsewhere that can be played inside a page, once the reader asks for it. */
export interface Player {
  /** As readers know it. */
  readonly host: string;
  readonly kind: "video" | "audio";
  /** The one address of its page: without what follows people around. */
  readonly page: string;
  /** What the frame shows. */
  readonly frame: string;
  /** Where its title and picture are asked for; null where nobody tells. */
  readonly oembed: string | null;
}

/** PeerTube is thousands of servers: these are the ones that we send readers to. */
const peertubes = ["framatube.org", "skeptikon.fr", "tilvids.com", "video.blender.org", "tube.numerique.gouv.fr"];
const peertubeFamilies = [".apps.education.fr"];

const id = "[A-Za-z0-9_-]";

/** The player of an address; null unless it is a page of a host that we know. */
export function playerOf(address: string): Player | null {
  if (address.length > 500 || !URL.canParse(address)) return null;
  const url = new URL(address);
  if (url.protocol !== "https:" && url.protocol !== "http:") return null;
  if (url.username || url.password || url.port) return null;
  const host = url.hostname.replace(/^(?:www|m)\./, "");
  if (host === "youtube.com" || host === "youtu.be" || host === "youtube-nocookie.com") return youtube(url, host);
  if (host === "vimeo.com" || host === "player.vimeo.com") return vimeo(url);
  if (host === "dailymotion.com" || host === "dai.ly") return dailymotion(url, host);
  if (host === "soundcloud.com") return soundcloud(url);
  if (host === "embed.radiofrance.fr") return radioFrance(url);
  if (peertubes.includes(host) || peertubeFamilies.some((family) => host.endsWith(family))) return peertube(url);
  return null;
}

function part(path: string, pattern: string): string | null {
  return new RegExp(`^${pattern}/?$`).exec(path)?.[1] ?? null;
}

function youtube(url: URL, host: string): Player | null {
  const found = host === "youtu.be" ? part(url.pathname, `/(${id}{11})`) : url.pathname === "/watch" ? part(`/${url.searchParams.get("v") ?? ""}`, `/(${id}{11})`) : part(url.pathname, `/(?:shorts|live|embed)/(${id}{11})`);
  if (!found) return null;
  const page = `https://www.youtube.com/watch?v=${found}`;
  return { host: "YouTube", kind: "video", page, frame: `https://www.youtube-nocookie.com/embed/${found}?autoplay=1`, oembed: `https://www.youtube.com/oembed?format=json&url=${encodeURIComponent(page)}` };
}

function vimeo(url: URL): Player | null {
  const [, found, hash] = /^\/(?:video\/)?(\d{6,12})(?:\/([0-9a-f]{8,12}))?\/?$/.exec(url.pathname) ?? [];
  if (!found) return null;
  const page = `https://vimeo.com/${found}${hash ? `/${hash}` : ""}`;
  return { host: "Vimeo", kind: "video", page, frame: `https://player.vimeo.com/video/${found}?dnt=1&autoplay=1${hash ? `&h=${hash}` : ""}`, oembed: `https://vimeo.com/api/oembed.json?url=${encodeURIComponent(page)}` };
}

function dailymotion(url: URL, host: string): Player | null {
  const found = part(url.pathname, host === "dai.ly" ? "/([a-z0-9]{5,12})" : "/(?:embed/)?video/([a-z0-9]{5,12})");
  if (!found) return null;
  const page = `https://www.dailymotion.com/video/${found}`;
  return { host: "Dailymotion", kind: "video", page, frame: `https://geo.dailymotion.com/player.html?video=${found}`, oembed: `https://www.dailymotion.com/services/oembed?format=json&url=${encodeURIComponent(page)}` };
}

function soundcloud(url: URL): Player | null {
  const found = part(url.pathname, `(/${id}{2,60}(?:/sets)?/${id}{1,120})`);
  if (!found) return null;
  const page = `https://soundcloud.com${found}`;
  return { host: "SoundCloud", kind: "audio", page, frame: `https://w.soundcloud.com/player/?url=${encodeURIComponent(page)}&auto_play=true`, oembed: `https://soundcloud.com/oembed?format=json&url=${encodeURIComponent(page)}` };
}

/** What Radio France's "share" gives for a podcast or a programme. */
function radioFrance(url: URL): Player | null {
  const found = part(url.pathname, "(/[a-z]{3,30}/player/aod/[0-9a-f-]{36})");
  return found ? { host: "Radio France", kind: "audio", page: `https://embed.radiofrance.fr${found}`, frame: `https://embed.radiofrance.fr${found}`, oembed: null } : null;
}

function peertube(url: URL): Player | null {
  const found = part(url.pathname, `/(?:w|videos/watch|videos/embed)/(${id}{20,40})`);
  if (!found) return null;
  const page = `https://${url.hostname}/w/${found}`;
  return { host: "PeerTube", kind: "video", page, frame: `https://${url.hostname}/videos/embed/${found}?autoplay=1`, oembed: `https://${url.hostname}/services/oembed?format=json&url=${encodeURIComponent(page)}` };
}
