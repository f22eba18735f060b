import type PdfKit from "pdfkit";
import { wellFormed } from "../text/well-formed.ts";
import type { Cut } from "./fonts.ts";

/** What no reader of a document can be shown: halves of characters and controls. */
export function printable(text: string): string {
  return wellFormed(text).replace(/[\p{Cc}\p{Cs}\p{Co}\p{Cn}]/gu, (sign) => (/\s/.test(sign) ? sign : ""));
}

/** Signs that our letters can't draw: pictograms are left out, anything else leaves a visible gap. */
export function drawable(text: string, draws: (code: number) => boolean): string {
  let drawn = "";
  for (const sign of text.normalize("NFC")) {
    const code = sign.codePointAt(0) ?? 0;
    if (sign === "\n" || draws(code)) drawn += sign;
    else if (/\s/u.test(sign)) drawn += " ";
    else if (!/[\p{Extended_Pictographic}\p{Cf}\p{Mn}\p{Emoji_Modifier}]/u.test(sign)) drawn += "□";
  }
  return drawn;
}

/** Which signs each cut can draw. The library opens the fonts, but doesn't say so in its types. */
export function glyphTest(doc: InstanceType<typeof PdfKit>): (cut: Cut, code: number) => boolean {
  const known = new Map<Cut, (code: number) => boolean>();
  return (cut, code) => {
    let test = known.get(cut);
    if (!test) {
      doc.font(cut);
      const { font } = (doc as unknown as { _font: { font: { hasGlyphForCodePoint(code: number): boolean } } })._font;
      test = (each) => font.hasGlyphForCodePoint(each);
      known.set(cut, test);
    }
    return test(code);
  };
}
