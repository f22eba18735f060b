import { describe, expect, test } from "vitest";
import { stopwatch } from "../../../tests/support/stopwatch.ts";
import { readDocument } from "./document.ts";
import { fromPaste } from "./from-paste.ts";
import { toMarkdown } from "./to-markdown.ts";

const pasted = (html: string) => {
  const document = fromPaste(html);
  expect(readDocument(document)).not.toBeNull();
  return toMarkdown(document);
};

describe("what Word puts on the clipboard", () => {
  const word = (body: string) => `<html xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:w="urn:schemas-microsoft-com:office:word"><head><meta name=Generator content="Microsoft Word 15"><!--[if gte mso 9]><xml><o:OfficeDocumentSettings/></xml><![endif]--><style><!-- p.MsoNormal {margin:0cm} --></style></head><body lang=FR><!--StartFragment-->${body}<!--EndFragment--></body></html>`;
  const line = (level: number, marker: string, text: string) => `<p class=MsoListParagraphCxSpMiddle style='margin-left:${level * 36}pt;text-indent:-18pt;mso-list:l0 level${level} lfo1'><![if !supportLists]><span style='font-family:Symbol'><span style='mso-list:Ignore'>${marker}<span style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp; </span></span></span><![endif]>${text}<o:p></o:p></p>`;

  test("keeps its headings one level down, its emphasis and its paragraphs, without the empty ones", () => {
    expect(pasted(word("<h1>Les mares<o:p></o:p></h1><p class=MsoNormal>Douze <b>espèces</b> <i style='mso-bidi-font-style:normal'>rares</i>.<o:p></o:p></p><p class=MsoNormal><o:p>&nbsp;</o:p></p><h2><b>Méthode</b></h2><p class=MsoNormal>Un comptage.</p>")))
      .toBe("## Les mares\n\nDouze **espèces** *rares*.\n\n### Méthode\n\nUn comptage.");
  });

  test("keeps its lists, one inside another, numbered or not", () => {
    expect(pasted(word(line(1, "·", "grenouilles") + line(2, "o", "rousses") + line(2, "o", "vertes") + line(1, "·", "tritons") + "<p class=MsoNormal>Puis :</p>" + line(1, "1.", "compter") + line(1, "2.", "noter"))))
      .toBe("- grenouilles\n\n  - rousses\n  - vertes\n- tritons\n\nPuis :\n\n1. compter\n2. noter");
  });

  test("keeps its tables and its notes, and says each note once", () => {
    const table = "<table class=MsoTableGrid border=1><tr><td><p class=MsoNormal>Mare</p></td><td><p class=MsoNormal>Espèces</p></td></tr><tr><td><p class=MsoNormal>A</p></td><td><p class=MsoNormal>7</p></td></tr></table>";
    const note = "<p class=MsoNormal>Douze<a style='mso-footnote-id:ftn1' href=\"file:///C:/x.docx#_ftn1\" name=\"_ftnref1\"><span class=MsoFootnoteReference>[1]</span></a> espèces.</p>";
    const end = "<div style='mso-element:footnote-list'><br clear=all><hr size=1><div style='mso-element:footnote' id=ftn1><p class=MsoFootnoteText><a style='mso-footnote-id:ftn1' href=\"#_ftnref1\" name=\"_ftn1\">[1]</a> Selon <i>l’inventaire</i>.</p></div></div>";
    const markdown = pasted(word(table + note + end));

    expect(markdown).toContain("| Mare | Espèces |\n| --- | --- |\n| A | 7 |");
    expect(markdown).toContain("Douze[^1] espèces.");
    expect(markdown.match(/Selon/g)).toHaveLength(1);
    expect(markdown).toContain("[^1]: Selon *l’inventaire*.");
  });

  test("drops its comments, its hidden words, its deletions and the pictures of its author's disk", () => {
    expect(pasted(word("<p>Vu<span style='display:none'> caché</span><del>, puis non</del><ins> hier</ins><span class=MsoCommentReference><a class=msocomanchor href=\"#_msocom_1\">[CB1]</a></span>.<img src=\"file:///C:/image001.png\" alt=\"x\"><!--[if gte vml 1]><v:shape/><![endif]--></p><div style='mso-element:comment-list'><p>À vérifier</p></div>"))).toBe("Vu hier.");
  });
});

describe("what Google Docs and LibreOffice put there", () => {
  test("bold and italic that are only styles are kept, and the bold of the wrapper isn't", () => {
    expect(pasted(`<meta charset="utf-8"><b style="font-weight:normal;" id="docs-internal-guid-1"><h2 dir="ltr"><span style="font-size:16pt">Titre</span></h2><p dir="ltr"><span style="font-weight:400">Un </span><span style="font-weight:700">mot</span><span style="font-style:italic"> penché</span></p><br><ul><li dir="ltr"><p dir="ltr" role="presentation"><span>a</span></p></li><li><p>b</p></li></ul></b>`))
      .toBe("## Titre\n\nUn **mot** *penché*\n\n- a\n- b");
  });

  test("links lose what follows people around, and the detour that counts them", () => {
    expect(pasted(`<p><a href="https://www.google.com/url?q=https://exemple.org/page?utm_source%3Dx%26a%3D1&amp;sa=D">là</a> <a href="https://exemple.org/?fbclid=abc">ici</a> <a href="javascript:alert(1)">non</a> <a href="file:///etc/passwd">fichier</a></p>`))
      .toBe("[là](https://exemple.org/page?a=1) [ici](https://exemple.org/) non fichier");
  });

  test("notes of both are kept", () => {
    expect(pasted(`<p>Un<sup><a href="#ftnt1" id="ftnt_ref1">[1]</a></sup></p><hr><div><p><a href="#ftnt_ref1" id="ftnt1">[1]</a><span> Note.</span></p></div>`)).toBe("Un[^1]\n\n---\n\n[^1]: Note.");
    expect(pasted(`<p>Deux<a class="sdfootnoteanc" name="sdfootnote1anc" href="#sdfootnote1sym"><sup>1</sup></a></p><div id="sdfootnote1"><p class="sdfootnote"><a class="sdfootnotesym" href="#sdfootnote1anc">1</a>Autre.</p></div>`)).toBe("Deux[^1]\n\n[^1]: Autre.");
  });
});

describe("what web pages put there", () => {
  test("the frame around the words is dropped, a formula is kept, and a table that only places things is undone", () => {
    expect(pasted(`<nav><a href="https://exemple.org">Accueil</a></nav><table><tr><td><p>Selon <span class="katex"><span class="katex-mathml"><math><semantics><mrow></mrow><annotation encoding="application/x-tex">E=mc^2</annotation></semantics></math></span><span aria-hidden="true">E=mc2</span></span>.</p></td></tr></table><script>alert(1)</script><button>Partager</button>`)).toBe("Selon $E=mc^2$.");
  });

  test("a page nested beyond reason is words, in no time", () => {
    const spent = stopwatch();

    expect(pasted(`${"<div>".repeat(50_000)}mot${"</div>".repeat(50_000)}`).trim()).toBe("mot");
    expect(spent()).toBeLessThan(2000);
  });
});
