import { hasChoices, mostQuestions, questionKinds, type QuestionKind } from "../../../features/forms/question.ts";
import type { MessageKey } from "../../../platform/messages.ts";
import { TextArea, TextField } from "../../../ui/form.tsx";
import type { WebContext } from "../../env.ts";
import type { QuestionRow } from "../composed-form.ts";
import type { FaultOf } from "../kinds/kind.ts";

interface ComposerProps {
  readonly c: WebContext;
  readonly rows: readonly QuestionRow[];
  readonly fault: FaultOf;
  /** Where the form around it posts to: the buttons come back at their question. */
  readonly action: string;
  readonly kinds?: readonly QuestionKind[];
}

/** The questions of a form, to write, order, add and take away. Each button sends the form and shows it again, so no script is needed. */
export function FormComposer({ c, rows, fault, action, kinds = questionKinds }: ComposerProps) {
  const t = c.get("t");
  const own = fault("questions");
  return (
    <fieldset class={own ? "field faulty" : "field"} id="questions" tabindex={-1}>
      <legend>{t("composer_title")}</legend>
      <span class="hint">{t("composer_hint")}</span>
      {own ? <span class="fault">{own}</span> : null}
      {rows.length > 0 ? <ol class="plain stack loose">{rows.map((row, index) => <li><QuestionFields c={c} row={row} index={index} last={index === rows.length - 1} fault={fault} action={action} /></li>)}</ol> : <p class="empty">{t("composer_empty")}</p>}
      {rows.length < mostQuestions ? (
        <div class="actions" role="group" aria-label={t("composer_add")}>
          <span class="soft">{t("composer_add")}</span>
          {kinds.map((kind) => <button class="button quiet" name="do" value={`question:add:${kind}`} formaction={`${action}#questions`} formnovalidate>{t(`question_kind_${kind}`)}</button>)}
        </div>
      ) : null}
    </fieldset>
  );
}

function QuestionFields({ c, row, index, last, fault, action }: { c: WebContext; row: QuestionRow; index: number; last: boolean; fault: FaultOf; action: string }) {
  const t = c.get("t");
  const n = index + 1;
  const kind = questionKinds.find((each) => each === row.kind) ?? "short";
  const button = (act: string, label: MessageKey) => <button class="linklike" name="do" value={`question:${act}:${row.id}`} formaction={`${action}#${act === "remove" ? "questions" : row.id}`} formnovalidate aria-label={t("composer_act", { act: t(label), n })}>{t(label)}</button>;
  // The name that is sent, and an id of its own for each question.
  const named = (name: string) => ({ name: `question_${name}`, id: `${row.id}-${name}` });
  return (
    <fieldset class="group" id={row.id} tabindex={-1}>
      <legend>{t("composer_n", { n, kind: t(`question_kind_${kind}`) })}</legend>
      <input type="hidden" name="question_id" value={row.id} />
      <input type="hidden" name="question_kind" value={kind} />
      <TextField {...named("label")} label={t(kind === "consent" ? "composer_consent" : "composer_label")} value={row.label} required fault={fault(`${row.id}-label`)} />
      <TextField {...named("help")} label={t("composer_help")} value={row.help} />
      {hasChoices(kind) ? <TextArea {...named("choices")} label={t("composer_choices")} hint={t("composer_choices_hint")} value={row.choices} fault={fault(`${row.id}-choices`)} /> : <input type="hidden" name="question_choices" value="" />}
      <div class="row">
        <label class="check"><input type="checkbox" name="question_required" value={row.id} checked={row.required} />{t("composer_required")}</label>
        {index > 0 ? button("up", "composer_up") : null}
        {last ? null : button("down", "composer_down")}
        {button("remove", "composer_remove")}
      </div>
    </fieldset>
  );
}
