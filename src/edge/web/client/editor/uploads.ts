import type { Editor } from "@tiptap/core";
import { ask, type Words } from "./ask.ts";
import { inText } from "./in-text.ts";

interface Picture {
  readonly type: "image";
  readonly attrs: Readonly<Record<string, string>>;
}

/** Pictures are chosen with their alternative text, caption and credit; several make a gallery. */
export async function askForPictures(host: HTMLElement, editor: Editor, words: Words): Promise<void> {
  const answer = await ask(host, words["image"] ?? "", words, [{ name: "picture", label: words["file"] ?? "", type: "file", many: true }, ...aboutPicture(words)]);
  if (!answer) return void editor.view.focus();
  const [first, ...rest] = answer.getAll("picture").filter((each) => each instanceof File && each.size > 0) as File[];
  if (!first) return void editor.view.focus();
  answer.set("picture", first);
  const begun = await sendPicture(host, answer);
  await insert(editor, [...(begun ? [begun] : []), ...(await takePictures(host, words, rest))]);
}

/** Pictures that were pasted or dropped: each is shown while its words are asked. */
export async function addPictures(host: HTMLElement, editor: Editor, words: Words, files: readonly File[], at?: number): Promise<void> {
  await insert(editor, await takePictures(host, words, files), at);
}

async function takePictures(host: HTMLElement, words: Words, files: readonly File[]): Promise<Picture[]> {
  const pictures: Picture[] = [];
  for (const file of files) {
    const address = URL.createObjectURL(file);
    const preview = Object.assign(document.createElement("img"), { src: address, alt: file.name });
    const answer = await ask(host, words["image"] ?? "", words, aboutPicture(words), preview);
    URL.revokeObjectURL(address);
    if (!answer) continue;
    answer.set("picture", file);
    const picture = await sendPicture(host, answer);
    if (picture) pictures.push(picture);
  }
  return pictures;
}

function aboutPicture(words: Words) {
  return [
    { name: "alt", label: words["alt"] ?? "", type: "text" },
    { name: "caption", label: words["caption"] ?? "", type: "text" },
    { name: "credit", label: words["credit"] ?? "", type: "text" },
  ] as const;
}

async function sendPicture(host: HTMLElement, form: FormData): Promise<Picture | null> {
  const result = await send(host.dataset["upload"] ?? "", form);
  const text = (name: string) => String(form.get(name) ?? "");
  return result ? { type: "image", attrs: { media: result["id"] ?? "", src: result["src"] ?? "", alt: text("alt"), caption: text("caption"), credit: text("credit") } } : null;
}

async function insert(editor: Editor, pictures: readonly Picture[], at?: number): Promise<void> {
  const node = pictures.length > 1 ? { type: "gallery", content: [...pictures] } : pictures[0];
  if (!node) return void editor.view.focus();
  inText(editor).insertContentAt(at ?? editor.state.selection, node).run();
}

/** A file to take away: its name is what readers click. */
export async function askForFile(host: HTMLElement, editor: Editor, words: Words): Promise<void> {
  const answer = await ask(host, words["attachment"] ?? "", words, [{ name: "file", label: words["attachment_file"] ?? "", type: "file", accept: words["attachment_types"] ?? "" }, { name: "name", label: words["attachment_name"] ?? "", type: "text" }]);
  if (!answer || !(answer.get("file") instanceof File)) return void editor.view.focus();
  await addFile(editor, host, answer);
}

export async function addFile(editor: Editor, host: HTMLElement, form: FormData): Promise<void> {
  const result = await send(host.dataset["attach"] ?? "", form);
  if (result) inText(editor).insertContent({ type: "file", attrs: { file: result["id"] ?? "", name: result["name"] ?? "" } }).run();
}

async function send(address: string, body: FormData): Promise<Readonly<Record<string, string>> | null> {
  const response = await fetch(address, { method: "POST", body }).catch(() => null);
  const result = response ? ((await response.json().catch(() => ({}))) as Record<string, string>) : {};
  if (response?.ok && result["id"]) return result;
  window.alert(result["error"] ?? response?.statusText ?? "");
  return null;
}
