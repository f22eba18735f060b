import type { Child } from "hono/jsx";

export interface FieldProps {
  readonly name: string;
  /** Where several fields of a form have one name. */
  readonly id?: string;
  readonly label: string;
  readonly hint?: string | undefined;
  readonly fault?: string | undefined;
  readonly required?: boolean | undefined;
}

function describedBy({ name, id = name, hint, fault }: FieldProps): string | undefined {
  return [hint ? `${id}-hint` : "", fault ? `${id}-fault` : ""].filter(Boolean).join(" ") || undefined;
}

/** A label, its hint, its fault, and the control between them. */
export function Field(props: FieldProps & { children: Child }) {
  const { name, id = name, label, hint, fault, children } = props;
  return (
    <div class={fault ? "field faulty" : "field"}>
      <label for={id}>{label}</label>
      {hint ? <span class="hint" id={`${id}-hint`}>{hint}</span> : null}
      {fault ? <span class="fault" id={`${id}-fault`}>{fault}</span> : null}
      {children}
    </div>
  );
}

export interface TextFieldProps extends FieldProps {
  readonly value?: string | undefined;
  readonly type?: "text" | "email" | "password" | "url" | "search" | "number" | "date" | "time" | "datetime-local";
  readonly autocomplete?: string;
  readonly list?: string;
  readonly min?: string;
  readonly max?: string;
  readonly inputmode?: "numeric" | "decimal";
}

export function TextField(props: TextFieldProps) {
  const { name, id = name, value, type = "text", required, fault, autocomplete, list, min, max, inputmode } = props;
  return (
    <Field {...props}>
      <input id={id} name={name} type={type} value={value ?? ""} required={required} autocomplete={autocomplete} list={list} min={min} max={max} inputmode={inputmode} aria-invalid={fault ? "true" : undefined} aria-describedby={describedBy(props)} />
    </Field>
  );
}

export function TextArea(props: FieldProps & { value?: string | undefined; tall?: boolean }) {
  const { name, id = name, value, required, fault, tall } = props;
  return (
    <Field {...props}>
      <textarea id={id} name={name} required={required} class={tall ? "tall" : undefined} aria-invalid={fault ? "true" : undefined} aria-describedby={describedBy(props)}>{value ?? ""}</textarea>
    </Field>
  );
}

export interface Option {
  readonly value: string;
  readonly label: string;
}

export function Select(props: FieldProps & { value?: string | undefined; options: readonly Option[] }) {
  const { name, id = name, value, options, fault } = props;
  return (
    <Field {...props}>
      <select id={id} name={name} aria-invalid={fault ? "true" : undefined} aria-describedby={describedBy(props)}>
        {options.map((option) => <option value={option.value} selected={option.value === (value ?? "")}>{option.label}</option>)}
      </select>
    </Field>
  );
}

/** Boxes to tick or, with `single`, one choice among several. */
export function Checks(props: FieldProps & { values: readonly string[]; options: readonly Option[]; single?: boolean }) {
  const { name, label, hint, fault, values, options, single } = props;
  return (
    <fieldset class={fault ? "field faulty" : "field"} id={name} tabindex={-1}>
      <legend>{label}</legend>
      {hint ? <span class="hint">{hint}</span> : null}
      {fault ? <span class="fault">{fault}</span> : null}
      <div class="checks">
        {options.map((option) => (
          <label class="check">
            <input type={single ? "radio" : "checkbox"} name={name} value={option.value} checked={values.includes(option.value)} />
            {option.label}
          </label>
        ))}
      </div>
    </fieldset>
  );
}

/** One box to tick. */
export function Check({ name, label, checked, value = "1" }: { name: string; label: string; checked: boolean; value?: string }) {
  return (
    <label class="check">
      <input type="checkbox" name={name} value={value} checked={checked} />
      {label}
    </label>
  );
}

/** Labelled part of a form that opens when needed; open from the start when something in it is at fault. */
export function Group({ title, open, children }: { title: string; open?: boolean; children: Child }) {
  return (
    <details class="group" open={open}>
      <summary>{title}</summary>
      <div class="inside">{children}</div>
    </details>
  );
}

/** All faults together above a form, each a link to its field. */
export function Faults({ title, faults }: { title: string; faults: readonly { readonly field: string; readonly text: string }[] }) {
  if (faults.length === 0) return null;
  return (
    <div class="faults" role="alert" tabindex={-1} id="faults" autofocus>
      <h2>{title}</h2>
      <ul>
        {faults.map((fault) => <li><a href={`#${fault.field}`}>{fault.text}</a></li>)}
      </ul>
    </div>
  );
}
