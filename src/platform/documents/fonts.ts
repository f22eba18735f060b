import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";

/** The cuts that our documents are set in: the project's own letters, whole, since a document travels without them. */
export type Cut = "regular" | "italic" | "bold" | "boldItalic" | "title";

const files: Readonly<Record<Cut, string>> = {
  regular: "@expo-google-fonts/source-sans-3/400Regular/SourceSans3_400Regular.ttf",
  italic: "@expo-google-fonts/source-sans-3/400Regular_Italic/SourceSans3_400Regular_Italic.ttf",
  bold: "@expo-google-fonts/source-sans-3/700Bold/SourceSans3_700Bold.ttf",
  boldItalic: "@expo-google-fonts/source-sans-3/700Bold_Italic/SourceSans3_700Bold_Italic.ttf",
  title: "@expo-google-fonts/bricolage-grotesque/700Bold/BricolageGrotesque_700Bold.ttf",
};
export const cuts = Object.keys(files) as Cut[];

const { resolve } = createRequire(import.meta.url);
let loaded: Promise<ReadonlyMap<Cut, Buffer>> | null = null;

/** The bytes of every cut, read once. */
export function loadFonts(): Promise<ReadonlyMap<Cut, Buffer>> {
  loaded ??= Promise.all(cuts.map(async (cut) => [cut, await readFile(resolve(files[cut]))] as const)).then((entries) => new Map(entries));
  return loaded;
}
