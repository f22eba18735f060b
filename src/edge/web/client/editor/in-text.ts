import type { ChainedCommands, Editor } from "@tiptap/core";

/**
 * Commands on the text, which holds the keys from this moment on. The editor's own `focus` command
 * waits for the next frame: a letter typed before it would be lost.
 */
export function inText(editor: Editor): ChainedCommands {
  editor.view.focus();
  return editor.chain().scrollIntoView();
}
