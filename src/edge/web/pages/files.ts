import { canServeAnywhere, findServableAnywhere } from "../../../features/media/find-servable.ts";
import { addPicture } from "../../../features/media/add-picture.ts";
import { readId, type MediaId } from "../../../platform/ids.ts";
import { hueStylesheet } from "../../../ui/colour.ts";
import { territoryOf, type WebContext } from "../../env.ts";
import { missingPage, tooManyPage } from "../errors.tsx";
import { readForm } from "../form-data.ts";
import { form, page, type Route } from "../../route.ts";

const forever = "public, max-age=31536000, immutable";

/** Built files, and the two that a territory's hue makes. */
async function asset(c: WebContext) {
  const name = c.req.param("name") ?? "";
  const [, what, hue] = /^(hue|sign)-(\d{1,3})\.(?:css|svg)$/.exec(name) ?? [];
  if (what === "hue" && name.endsWith(".css")) return c.body(hueStylesheet(Number(hue)), 200, { "Content-Type": "text/css; charset=utf-8", "Cache-Control": forever });
  if (what === "sign" && name.endsWith(".svg")) return c.body(sign(Number(hue)), 200, { "Content-Type": "image/svg+xml", "Cache-Control": forever });
  const file = c.get("services").assets.file(name);
  if (!file) return missingPage(c);
  const small = /\bbr\b/.test(c.req.header("accept-encoding") ?? "") ? await file.packed() : null;
  return c.body(small ?? file.body, 200, { "Content-Type": file.type, "Cache-Control": forever, Vary: "Accept-Encoding", ...(small ? { "Content-Encoding": "br" } : {}) });
}

function sign(hue: number): string {
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32" fill="none" stroke="oklch(52% 0.14 ${hue % 360})" stroke-width="3" stroke-linecap="round"><circle cx="8" cy="24" r="4" fill="oklch(52% 0.14 ${hue % 360})" stroke="none"/><path d="M8 14a10 10 0 0 1 10 10M8 5a19 19 0 0 1 19 19"/></svg>`;
}

const imageTypes: Readonly<Record<string, string>> = { avif: "image/avif", webp: "image/webp" };

/** A picture, to those who may see what it stands in. Never served as anything but a picture. */
async function picture(c: WebContext) {
  const [, hash, form] = /^([0-9a-f]{64})-\d{1,4}\.(avif|webp)$/.exec(c.req.param("name") ?? "") ?? [];
  if (!hash || !form || !(await canServeAnywhere(c.get("act"), hash))) return missingPage(c);
  const bytes = await c.get("services").files.get(c.req.param("name") ?? "");
  if (!bytes) return missingPage(c);
  return c.body(bytes, 200, {
    "Content-Type": imageTypes[form] ?? "application/octet-stream",
    "Cache-Control": c.get("act").viewer.kind === "visitor" ? "public, max-age=86400" : "private, max-age=3600",
    "Content-Security-Policy": "default-src 'none'; sandbox",
    "Cross-Origin-Resource-Policy": "cross-origin",
  });
}

/** Where a picture that a text names by its id is: for the editor that opens the text again. */
async function pictureById(c: WebContext) {
  const id = readId<MediaId>(c.req.param("id"));
  const found = id ? await findServableAnywhere(c.get("act"), id) : null;
  return found ? c.redirect(`/media/${found.hash}-${found.widths.at(-1)}.webp`, 302) : missingPage(c);
}

/** The editor's way in: answers what it needs to show the picture. */
async function upload(c: WebContext) {
  const { viewer } = c.get("act");
  const services = c.get("services");
  const t = c.get("t");
  if (viewer.kind === "visitor") return c.json({ error: t("refused_text") }, 401);
  const allowed = await services.throttle("upload", 60, 3600).take(viewer.id);
  if (!allowed.ok) return tooManyPage(c, allowed.retryAfterSeconds);
  const values = await readForm(c);
  const file = values.file("picture");
  if (!file) return c.json({ error: t("picture_not-an-image") }, 422);
  const territory = territoryOf(c)?.id ?? viewer.home;
  const outcome = await addPicture(c.get("act"), services.files, territory, { bytes: new Uint8Array(await file.arrayBuffer()), alt: values.one("alt"), credit: values.one("credit") });
  if (!outcome.done) return c.json({ error: outcome.refusal === "sign-in" ? t("refused_text") : t(`picture_${outcome.refusal}`) }, 422);
  const { id, hash, width, height, widths } = outcome.value;
  return c.json({ id, src: `/media/${hash}-${widths.at(-1)}.webp`, width, height });
}

export const fileRoutes: readonly Route[] = [
  page("/assets/:name", "public", asset),
  page("/media/:name", "public", picture),
  page("/televerser/:id", "member", pictureById),
  form("/televerser", "member", upload, { maxBody: 11_000_000 }),
];
