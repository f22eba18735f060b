import type { Child } from "hono/jsx";
import { fileExtensions } from "../../../features/forms/private-file.ts";
import type { Answered, Question } from "../../../features/forms/question.ts";
import { formatDay, readDate } from "../../../platform/time.ts";
import { Checks, Field, TextArea, TextField } from "../../../ui/form.tsx";
import type { WebContext } from "../../env.ts";
import type { Filled } from "../composed-form.ts";
import type { FaultOf } from "../kinds/kind.ts";

interface AskedProps {
  readonly c: WebContext;
  readonly questions: readonly Question[];
  readonly filled: Filled;
  readonly fault: FaultOf;
  /** The names of the files taken already, by their id. */
  readonly files?: ReadonlyMap<string, string>;
}

/** A composed form, to be filled in: its fields are named by their question's id. */
export function AskedQuestions({ c, questions, filled, fault, files = new Map() }: AskedProps) {
  return <>{questions.map((question) => <AskedQuestion c={c} question={question} value={filled[question.id] ?? ""} fault={fault(question.id)} files={files} />)}</>;
}

function AskedQuestion({ c, question, value, fault, files }: { c: WebContext; question: Question; value: Filled[string]; fault: string | undefined; files: ReadonlyMap<string, string> }): Child {
  const t = c.get("t");
  const { id, kind, required, choices } = question;
  const label = required || kind === "consent" ? question.label : t("question_optional", { label: question.label });
  const props = { name: id, label, hint: question.help || undefined, fault, required };
  const text = typeof value === "string" ? value : "";
  switch (kind) {
    case "short": return <TextField {...props} value={text} />;
    case "long": return <TextArea {...props} value={text} tall />;
    case "date": return <TextField {...props} type="date" value={text} />;
    case "one": return <Checks {...props} single values={text ? [text] : []} options={choices.map((each) => ({ value: each, label: each }))} />;
    case "several": return <Checks {...props} values={Array.isArray(value) ? value : []} options={choices.map((each) => ({ value: each, label: each }))} />;
    case "consent": return (
      <div class={fault ? "field faulty" : "field"}>
        {fault ? <span class="fault" id={`${id}-fault`}>{fault}</span> : null}
        <label class="check"><input type="checkbox" id={id} name={id} value="1" checked={value === true} required={required} aria-invalid={fault ? "true" : undefined} aria-describedby={fault ? `${id}-fault` : undefined} />{label}</label>
        {question.help ? <span class="hint">{question.help}</span> : null}
      </div>
    );
    case "file": return (
      <Field {...props} hint={[question.help, t("question_file_hint")].filter(Boolean).join(" ")}>
        <input type="hidden" name={id} value={text} />
        {text ? <p class="notice">{t("question_file_kept", { name: files.get(text) ?? "" })} <label class="check"><input type="checkbox" name={`${id}_remove`} value="1" />{t("question_file_remove")}</label></p> : null}
        <input type="file" id={id} name={`${id}_file`} accept={fileExtensions.map((each) => `.${each}`).join(",")} aria-invalid={fault ? "true" : undefined} aria-describedby={[`${id}-hint`, fault ? `${id}-fault` : ""].filter(Boolean).join(" ")} />
      </Field>
    );
  }
}

/** What was answered, in words; a file is its name. */
export function answerWords(c: WebContext, { kind, value, file }: Answered): string {
  const t = c.get("t");
  if (typeof value === "boolean") return t(value ? "question_yes" : "question_no");
  if (value === null) return "";
  if (typeof value !== "string") return value.join(" ; ");
  if (kind === "file") return file ?? "";
  const day = kind === "date" ? readDate(value) : null;
  return day ? formatDay(day, c.get("locale"), day.subtract({ years: 1 })) : value;
}

/** Answers beside their questions, as they were asked. */
export function AnsweredList({ c, answered, fileHref }: { c: WebContext; answered: readonly Answered[]; fileHref?: (id: string) => string }) {
  const t = c.get("t");
  return (
    <dl class="stack">
      {answered.map((each) => {
        const words = answerWords(c, each);
        const href = each.kind === "file" && typeof each.value === "string" ? fileHref?.(each.value) : undefined;
        return <div><dt class="soft small">{each.label}</dt><dd>{href ? <a href={href}>{words}</a> : words ? words.split("\n").map((line, index) => <>{index > 0 ? <br /> : null}{line}</>) : <span class="soft">{t("question_unanswered")}</span>}</dd></div>;
      })}
    </dl>
  );
}
