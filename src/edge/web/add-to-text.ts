import { addAttachment } from "../../features/attachments/add-attachment.ts";
import { addPicture } from "../../features/media/add-picture.ts";
import type { Territory } from "../../features/territories/territory.ts";
import type { WebContext } from "../env.ts";
import type { Draft } from "./content-draft.ts";
import type { Fault, FormValues } from "./form-data.ts";

/** The picture or file chosen in a form without scripts, put at the end of its Markdown: whoever writes moves the line where it belongs. */
export async function addToText(c: WebContext, territory: Territory, values: FormValues, draft: Draft): Promise<[Draft, Fault[]]> {
  const t = c.get("t");
  const { files } = c.get("services");
  const file = values.file("add_file");
  if (!file) return [draft, [{ field: "add_file", text: t("attachment_empty") }]];
  const bytes = new Uint8Array(await file.arrayBuffer());
  const [alt, credit] = [values.one("add_alt"), values.one("add_credit")].map((words) => words.replace(/[\n"[\]|]/g, " ").trim());
  const withLine = (line: string): Draft => ({ ...draft, bodyJson: "", body: [draft.body.trimEnd(), line].filter(Boolean).join("\n\n") });
  if (file.type.startsWith("image/")) {
    const picture = await addPicture(c.get("act"), files, territory.id, { bytes, alt: alt ?? "", credit: credit ?? "" });
    if (picture.done) return [withLine(`![${alt ?? ""}](media:${picture.value.id}${credit ? ` " | ${credit}"` : ""})`), []];
    return [draft, [{ field: "add_file", text: picture.refusal === "sign-in" ? t("refused_text") : t(`picture_${picture.refusal}`) }]];
  }
  const added = await addAttachment(c.get("act"), files, territory.id, { bytes, called: file.name });
  if (added.done) return [withLine(`![${added.value.name}](fichier:${added.value.id})`), []];
  return [draft, [{ field: "add_file", text: added.refusal === "sign-in" ? t("refused_text") : t(`attachment_${added.refusal}`) }]];
}
