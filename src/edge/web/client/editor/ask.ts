export type Words = Readonly<Record<string, string>>;

export interface Asked {
  readonly name: string;
  readonly label: string;
  readonly type: "text" | "url" | "file" | "area";
  readonly value?: string;
  readonly accept?: string;
  readonly many?: boolean;
}

/** A small native dialog; answers what was typed, or null when it was left. `shown` stands above the fields. */
export function ask(host: HTMLElement, title: string, words: Words, fields: readonly Asked[], shown?: HTMLElement): Promise<FormData | null> {
  const { dialog, form } = openDialog(host, title);
  if (shown) form.append(shown);
  for (const field of fields) {
    const label = document.createElement("label");
    label.append(field.label, control(field));
    form.append(label);
  }
  const row = document.createElement("div");
  row.className = "row";
  row.append(button("button", "insert", words["insert"] ?? ""), button("button quiet", "", words["cancel"] ?? ""));
  form.append(row);
  dialog.showModal();
  return new Promise((resolve) => {
    dialog.addEventListener("close", () => {
      resolve(dialog.returnValue === "insert" ? new FormData(form) : null);
      dialog.remove();
    });
  });
}

/** Something to read, closed by its button or Escape. */
export function tell(host: HTMLElement, title: string, words: Words, shown: HTMLElement): void {
  const { dialog, form } = openDialog(host, title);
  form.append(shown, button("button", "", words["close"] ?? ""));
  dialog.addEventListener("close", () => dialog.remove());
  dialog.showModal();
}

function openDialog(host: HTMLElement, title: string): { dialog: HTMLDialogElement; form: HTMLFormElement } {
  const dialog = document.createElement("dialog");
  dialog.setAttribute("aria-label", title);
  const form = document.createElement("form");
  form.method = "dialog";
  form.append(Object.assign(document.createElement("strong"), { textContent: title }));
  dialog.append(form);
  host.append(dialog);
  return { dialog, form };
}

function control(field: Asked): HTMLInputElement | HTMLTextAreaElement {
  if (field.type === "area") return Object.assign(document.createElement("textarea"), { name: field.name, value: field.value ?? "", rows: 3 });
  const input = Object.assign(document.createElement("input"), { type: field.type, name: field.name });
  if (field.type === "file") Object.assign(input, { accept: field.accept ?? "image/*", multiple: field.many ?? false });
  else input.value = field.value ?? "";
  return input;
}

function button(className: string, value: string, textContent: string): HTMLButtonElement {
  return Object.assign(document.createElement("button"), { className, value, textContent, formNoValidate: value === "" });
}
