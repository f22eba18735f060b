import type { Editor } from "@tiptap/core";
import type { Words } from "./mount.ts";

interface Asked {
  readonly name: string;
  readonly label: string;
  readonly type: "text" | "url" | "file";
  readonly value?: string;
}

/** A small native dialog; answers what was typed, or null when it was left. */
function ask(host: HTMLElement, title: string, words: Words, fields: readonly Asked[]): Promise<FormData | null> {
  const dialog = document.createElement("dialog");
  dialog.setAttribute("aria-label", title);
  const form = document.createElement("form");
  form.method = "dialog";
  for (const field of fields) {
    const label = document.createElement("label");
    const input = document.createElement("input");
    input.type = field.type;
    input.name = field.name;
    if (field.type === "file") input.accept = "image/*";
    else input.value = field.value ?? "";
    label.append(field.label, input);
    form.append(label);
  }
  const insert = document.createElement("button");
  insert.className = "button";
  insert.value = "insert";
  insert.textContent = words["insert"] ?? "";
  const cancel = document.createElement("button");
  cancel.className = "button quiet";
  cancel.value = "";
  cancel.formNoValidate = true;
  cancel.textContent = words["cancel"] ?? "";
  form.append(insert, cancel);
  dialog.append(form);
  host.append(dialog);
  dialog.showModal();
  return new Promise((resolve) => {
    dialog.addEventListener("close", () => {
      resolve(dialog.returnValue === "insert" ? new FormData(form) : null);
      dialog.remove();
    });
  });
}

export async function askForLink(host: HTMLElement, editor: Editor, words: Words): Promise<void> {
  const present = String(editor.getAttributes("link")["href"] ?? "https://");
  const answer = await ask(host, words["link"] ?? "", words, [{ name: "href", label: words["address"] ?? "", type: "url", value: present }]);
  if (!answer) return void editor.commands.focus();
  const href = String(answer.get("href") ?? "").trim();
  const chain = editor.chain().focus().extendMarkRange("link");
  if (href === "" || href === "https://") chain.unsetLink().run();
  else chain.setLink({ href }).run();
}

/** The picture is sent first; alternative text and credit are asked with it. */
export async function askForPicture(host: HTMLElement, editor: Editor, words: Words): Promise<void> {
  const answer = await ask(host, words["image"] ?? "", words, [
    { name: "picture", label: words["file"] ?? "", type: "file" },
    { name: "alt", label: words["alt"] ?? "", type: "text" },
    { name: "caption", label: words["caption"] ?? "", type: "text" },
    { name: "credit", label: words["credit"] ?? "", type: "text" },
  ]);
  if (!answer || !(answer.get("picture") instanceof File)) return void editor.commands.focus();
  const response = await fetch(host.dataset["upload"] ?? "", { method: "POST", body: answer });
  const result = (await response.json()) as { id?: string; src?: string; error?: string };
  if (!response.ok || !result.id) return void window.alert(result.error ?? response.statusText);
  const text = (name: string) => String(answer.get(name) ?? "");
  editor.chain().focus().insertContent({ type: "image", attrs: { media: result.id, src: result.src, alt: text("alt"), caption: text("caption"), credit: text("credit") } }).run();
}
