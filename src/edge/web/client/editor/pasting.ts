import type { Editor } from "@tiptap/core";
import { fromPaste } from "../../../../platform/text/from-paste.ts";
import type { Words } from "./ask.ts";
import { nodeOf } from "./dialogs.ts";
import { inText } from "./in-text.ts";
import { opened } from "./stored.ts";
import { addFile, addPictures } from "./uploads.ts";

/** What is pasted: pictures are taken, an address alone becomes what it stands for, outside HTML is cleaned. True when it was dealt with here. */
export function paste(host: HTMLElement, editor: Editor, words: Words, data: DataTransfer | null): boolean {
  if (!data) return false;
  const html = data.getData("text/html");
  const plain = data.getData("text/plain").trim();
  const files = [...data.files];
  // A word processor puts a picture of the text beside the text.
  if (files.length > 0 && !html.replace(/<[^>]*>/g, "").trim()) return take(host, editor, words, files);
  if (!editor.state.selection.empty && /^https?:\/\/\S+$/.test(plain)) return inText(editor).setLink({ href: plain }).run();
  if (editor.state.selection.empty && editor.state.selection.$from.parent.content.size === 0 && /^https?:\/\/\S+$/.test(plain)) {
    void nodeOf(host, plain).then((node) => inText(editor).insertContent(node ?? { type: "text", text: plain, marks: [{ type: "link", attrs: { href: plain } }] }).run());
    return true;
  }
  // What this editor copied is its own.
  if (!html || html.includes("data-pm-slice") || /^https?:\/\/\S+$/.test(plain) || editor.isActive("codeBlock")) return false;
  const blocks = fromPaste(html).content;
  if (blocks.length === 0) return false;
  const [only] = blocks;
  const inline = blocks.length === 1 && only?.type === "paragraph" ? (opened(only) as { content?: object[] }).content : undefined;
  inText(editor).insertContent((inline ?? blocks.map(opened)) as object[]).run();
  return true;
}

export function drop(host: HTMLElement, editor: Editor, words: Words, event: DragEvent): boolean {
  const files = [...(event.dataTransfer?.files ?? [])];
  if (files.length === 0) return false;
  const at = editor.view.posAtCoords({ left: event.clientX, top: event.clientY })?.pos;
  event.preventDefault();
  return take(host, editor, words, files, at);
}

function take(host: HTMLElement, editor: Editor, words: Words, files: readonly File[], at?: number): boolean {
  const pictures = files.filter((file) => file.type.startsWith("image/"));
  if (pictures.length > 0) void addPictures(host, editor, words, pictures, at);
  for (const file of files.filter((each) => !pictures.includes(each))) {
    const form = new FormData();
    form.set("file", file);
    void addFile(editor, host, form);
  }
  return true;
}
