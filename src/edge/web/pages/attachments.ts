import { acceptedTypes } from "../../../features/attachments/attachment.ts";
import { addAttachment } from "../../../features/attachments/add-attachment.ts";
import { findServableAttachmentAnywhere } from "../../../features/attachments/find-attachment.ts";
import { showContent } from "../../../features/contents/show-content.ts";
import { readId, type AttachmentId } from "../../../platform/ids.ts";
import { kindOfPlural } from "../../addresses.ts";
import { territoryOf, type WebContext } from "../../env.ts";
import { form, page, type Route } from "../../route.ts";
import { missingPage, tooManyPage } from "../errors.tsx";
import { readForm } from "../form-data.ts";

/** A file, to those who may see what offers it. Never opened in the page: always taken away, as what it was found to be. */
async function serve(c: WebContext) {
  const id = readId<AttachmentId>(c.req.param("id"));
  const file = id ? await findServableAttachmentAnywhere(c.get("act"), id) : null;
  const bytes = file ? await c.get("services").files.get(`${file.hash}.bin`) : null;
  if (!file || !bytes) return missingPage(c);
  return c.body(bytes, 200, {
    "Content-Type": acceptedTypes[file.type] ? file.type : "application/octet-stream",
    "Content-Disposition": `attachment; filename*=UTF-8''${encodeURIComponent(file.name).replace(/['()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16)}`)}`,
    "Cache-Control": "private, no-cache",
    "Content-Security-Policy": "default-src 'none'; sandbox",
    "Cross-Origin-Resource-Policy": "same-origin",
  });
}

/** The editor's way in for files: answers what it needs to offer it. */
async function upload(c: WebContext) {
  const { viewer } = c.get("act");
  const t = c.get("t");
  if (viewer.kind === "visitor") return c.json({ error: t("refused_text") }, 401);
  const allowed = await c.get("services").throttle("upload", 60, 3600).take(viewer.id);
  if (!allowed.ok) return tooManyPage(c, allowed.retryAfterSeconds);
  const values = await readForm(c);
  const file = values.file("file");
  if (!file) return c.json({ error: t("attachment_empty") }, 422);
  const outcome = await addAttachment(c.get("act"), c.get("services").files, territoryOf(c)?.id ?? viewer.home, { bytes: new Uint8Array(await file.arrayBuffer()), called: values.one("name") ? `${values.one("name")}.${file.name.split(".").at(-1) ?? ""}` : file.name });
  if (!outcome.done) return c.json({ error: outcome.refusal === "sign-in" ? t("refused_text") : t(`attachment_${outcome.refusal}`) }, 422);
  return c.json({ id: outcome.value.id, name: outcome.value.name });
}

/** The content of the network that an address leads to, if the writer may see it: for its card. */
async function cite(c: WebContext) {
  const address = c.req.query("adresse") ?? "";
  const url = address.length <= 2000 && URL.canParse(address) ? new URL(address) : null;
  const [, plural = "", slug = ""] = /^\/([a-z-]+)\/([^/]+)\/?$/.exec(url?.pathname ?? "") ?? [];
  const kind = kindOfPlural(plural);
  const host = url ? c.get("services").directory().find(url.host) : null;
  if (!kind || !slug || host?.kind !== "territory") return c.json({}, 404);
  const found = await showContent(c.get("act"), host.territory.id, kind, slug);
  const content = found && "moved" in found ? await showContent(c.get("act"), host.territory.id, kind, found.moved) : found;
  return content && "content" in content ? c.json({ id: content.content.id, title: content.content.title }, 200, { "Cache-Control": "private, no-store" }) : c.json({}, 404);
}

export const attachmentRoutes: readonly Route[] = [
  page("/media/:id/:name", "public", serve),
  form("/televerser/fichier", "member", upload, { maxBody: 21_000_000 }),
  page("/contribuer/citer", "member", cite),
];
