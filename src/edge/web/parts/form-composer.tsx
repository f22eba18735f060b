import { hasChoices, mostQuestions, questionKinds, type QuestionKind } from "../../../features/forms/question.ts";
import type { MessageKey } from "../../../platform/messages.ts";
import { TextArea, TextField } from "../../../ui/form.tsx";
import type { WebContext } from "../../env.ts";
import { previewOf, type QuestionRow } from "../composed-form.ts";
import type { FaultOf } from "../kinds/kind.ts";
import { AskedQuestions } from "./asked-questions.tsx";

interface ComposerProps {
  readonly c: WebContext;
  readonly rows: readonly QuestionRow[];
  readonly fault: FaultOf;
  /** Where the form around it posts to: the buttons come back at their question. */
  readonly action: string;
  readonly kinds?: readonly QuestionKind[];
  /** Whether what the answerers will see was just asked for. */
  readonly previewing?: boolean | undefined;
}

/** The questions of a form, to write, order, add and take away. Each button sends the form and shows it again, so no script is needed. */
export function FormComposer({ c, rows, fault, action, kinds = questionKinds, previewing = false }: ComposerProps) {
  const t = c.get("t");
  const own = fault("questions");
  return (
    <fieldset class={own ? "field composing faulty" : "field composing"} id="questions" tabindex={-1}>
      <legend>{t("composer_title")}</legend>
      <span class="hint">{t("composer_hint")}</span>
      {own ? <span class="fault">{own}</span> : null}
      {rows.length > 0 ? <ol class="plain stack">{rows.map((row, index) => <li><QuestionFields c={c} row={row} index={index} last={index === rows.length - 1} fault={fault} action={action} /></li>)}</ol> : <p class="empty">{t("composer_empty")}</p>}
      {rows.length < mostQuestions ? (
        <div class="question adding stack tight" role="group" aria-labelledby="composer-add">
          <strong id="composer-add">{t("composer_add")}</strong>
          <div class="actions">{kinds.map((kind) => <button class="button quiet" name="do" value={`question:add:${kind}`} formaction={`${action}#questions`} formnovalidate>{t(`question_kind_${kind}`)}</button>)}</div>
        </div>
      ) : null}
      <Preview c={c} rows={rows} action={action} open={previewing} />
    </fieldset>
  );
}

/** The form as whoever answers reads it: what was typed last, in fields that send nothing. */
function Preview({ c, rows, action, open }: { c: WebContext; rows: readonly QuestionRow[]; action: string; open: boolean }) {
  const t = c.get("t");
  const questions = previewOf(rows);
  return (
    <details class="group" id="apercu" open={open}>
      <summary>{t("composer_preview")}</summary>
      <div class="inside">
        <div class="actions"><button class="button quiet" name="do" value="question:preview" formaction={`${action}#apercu`} formnovalidate>{t("composer_preview_again")}</button></div>
        {questions.length > 0 ? <fieldset disabled class="composed"><legend class="hidden-text">{t("composer_preview")}</legend><AskedQuestions c={c} questions={questions} filled={{}} fault={() => undefined} /></fieldset> : <p class="empty">{t("composer_preview_empty")}</p>}
      </div>
    </details>
  );
}

function QuestionFields({ c, row, index, last, fault, action }: { c: WebContext; row: QuestionRow; index: number; last: boolean; fault: FaultOf; action: string }) {
  const t = c.get("t");
  const n = index + 1;
  const kind = questionKinds.find((each) => each === row.kind) ?? "short";
  const button = (act: string, label: MessageKey) => <button class="button quiet" name="do" value={`question:${act}:${row.id}`} formaction={`${action}#${act === "remove" ? "questions" : row.id}`} formnovalidate aria-label={t("composer_act", { act: t(label), n })}>{t(label)}</button>;
  // The name that is sent, and an id of its own for each question.
  const named = (name: string) => ({ name: `question_${name}`, id: `${row.id}-${name}` });
  return (
    <fieldset class="question" id={row.id} tabindex={-1}>
      <legend>{t("composer_n", { n, kind: t(`question_kind_${kind}`) })}</legend>
      <input type="hidden" name="question_id" value={row.id} />
      <input type="hidden" name="question_kind" value={kind} />
      <TextField {...named("label")} label={t(kind === "consent" ? "composer_consent" : "composer_label")} value={row.label} required fault={fault(`${row.id}-label`)} />
      <TextField {...named("help")} label={t("composer_help")} value={row.help} />
      {hasChoices(kind) ? <TextArea {...named("choices")} label={t("composer_choices")} hint={t("composer_choices_hint")} value={row.choices} fault={fault(`${row.id}-choices`)} /> : <input type="hidden" name="question_choices" value="" />}
      <div class="spread">
        <label class="check"><input type="checkbox" name="question_required" value={row.id} checked={row.required} />{t("composer_required")}</label>
        <div class="actions">
          {index > 0 ? button("up", "composer_up") : null}
          {last ? null : button("down", "composer_down")}
          {button("remove", "composer_remove")}
        </div>
      </div>
    </fieldset>
  );
}
