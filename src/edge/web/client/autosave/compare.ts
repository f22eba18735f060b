import { diffWordsWithSpace } from "diff";
import type { TextDocument } from "../../../../platform/text/document.ts";
import { toMarkdown } from "../../../../platform/text/to-markdown.ts";


type Words = Readonly<Record<string, string>>;
type Values = readonly (readonly [string, string])[];

/** What differs between the form as the server gave it and what was found again, for whoever wants to know before going on. */
export function showChanges(place: HTMLElement, words: Words, saved: Values, found: Values): void {
  for (const name of ["title", "summary", "body"]) {
    const [before, now] = [wordsOf(saved, name), wordsOf(found, name)];
    if (before === now) continue;
    const heading = document.createElement("strong");
    heading.textContent = words[name] ?? name;
    const text = document.createElement("div");
    text.className = "compared";
    for (const part of diffWordsWithSpace(before, now)) {
      const piece = document.createElement(part.added ? "ins" : part.removed ? "del" : "span");
      piece.textContent = part.value;
      text.append(piece);
    }
    place.append(heading, text);
  }
  const rest = (values: Values) => JSON.stringify(values.filter(([name]) => !/^(title|summary|body|body_json|revision)$/.test(name)));
  if (rest(saved) !== rest(found)) place.append(Object.assign(document.createElement("p"), { textContent: words["others"] ?? "" }));
}

function wordsOf(values: Values, name: string): string {
  const structured = name === "body" ? values.find(([each]) => each === "body_json")?.[1] : undefined;
  if (structured) return toMarkdown(JSON.parse(structured) as TextDocument);
  return values.find(([each]) => each === name)?.[1] ?? "";
}
