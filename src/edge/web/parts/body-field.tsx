import type { Child } from "hono/jsx";
import { acceptedTypes } from "../../../features/attachments/attachment.ts";
import { Field, Group, TextField } from "../../../ui/form.tsx";
import type { WebContext } from "../../env.ts";
import type { Draft } from "../content-draft.ts";

const accepted = [...Object.keys(acceptedTypes), ...Object.values(acceptedTypes).map((ending) => `.${ending}`)].join(",");

function wordsOf(c: WebContext) {
  const t = c.get("t");
  return {
    bold: t("editor_bold"), italic: t("editor_italic"), heading: t("editor_heading"), subheading: t("editor_subheading"), bullets: t("editor_bullets"), numbers: t("editor_numbers"), quote: t("editor_quote"), link: t("editor_link"),
    table: t("editor_table"), row: t("editor_row"), column: t("editor_column"), row_gone: t("editor_row_gone"), column_gone: t("editor_column_gone"), untable: t("editor_untable"), image: t("editor_image"), undo: t("editor_undo"), redo: t("editor_redo"),
    toolbar: t("editor_toolbar"), address: t("editor_address"), alt: t("picture_alt"), credit: t("picture_credit"), caption: t("editor_caption"), insert: t("editor_insert"), cancel: t("cancel"), file: t("picture_file"), body: t("field_body"),
    media: t("editor_media"), media_address: t("editor_media_address"), media_unknown: t("editor_media_unknown"), attachment: t("editor_attachment"), attachment_file: t("editor_attachment_file"), attachment_name: t("editor_attachment_name"), attachment_types: accepted,
    note: t("editor_note"), note_words: t("editor_note_words"), formula: t("editor_formula"), formula_words: t("editor_formula_words"), code: t("editor_code"), code_block: t("editor_code_block"), help: t("editor_help"), close: t("editor_close"), mentions: t("mention_proposals"),
    key_control: t("key_control"), key_shift: t("key_shift"), key_escape: t("key_escape"), key_tab: t("key_tab"), key_cell: t("key_cell"), key_tools: t("key_tools"),
  };
}

/** The text: the rich editor where scripts run, Markdown with a way to put pictures and files into it where they don't. */
export function BodyField({ c, draft, fault }: { c: WebContext; draft: Draft; fault: string | undefined }): Child {
  const t = c.get("t");
  return (
    <>
      <Field name="body" label={t("field_body")} hint={t("field_body_hint")} fault={fault}>
        <es-editor data-words={JSON.stringify(wordsOf(c))} data-upload="/televerser" data-attach="/televerser/fichier" data-cite="/contribuer/citer" data-mention="/mentionner" data-json={draft.bodyJson}>
          <textarea id="body" name="body" class="tall" aria-describedby="body-hint">{draft.body}</textarea>
        </es-editor>
      </Field>
      <noscript>
        <Group title={t("add_to_text")}>
          <p class="soft">{t("add_to_text_hint")}</p>
          <Field name="add_file" label={t("editor_attachment_file")}><input id="add_file" name="add_file" type="file" accept={`image/*,${accepted}`} /></Field>
          <TextField name="add_alt" label={t("picture_alt")} />
          <TextField name="add_credit" label={t("picture_credit")} />
          <div><button class="button quiet" name="do" value="add">{t("add_to_text_do")}</button></div>
        </Group>
        <details class="group"><summary>{t("markdown_help")}</summary><pre class="inside">{t("markdown_help_text")}</pre></details>
      </noscript>
    </>
  );
}
