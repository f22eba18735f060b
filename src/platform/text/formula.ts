import { LRUCache } from "lru-cache";
import temml from "temml";
import { longestFormula } from "./document.ts";

const known = new LRUCache<string, string>({ max: 2000 });

// What may stand in a drawn formula. Colours, links and styles of one's own may not.
const elements = new Set("math mrow mi mn mo mtext ms mspace mfrac msqrt mroot msub msup msubsup munder mover munderover mmultiscripts mprescripts none mtable mtr mtd mpadded mphantom menclose merror semantics annotation".split(" "));
const attributes = new Set("display xmlns mathvariant stretchy fence separator form lspace rspace accent accentunder movablelimits largeop minsize maxsize linethickness width height depth voffset columnalign rowspacing columnspacing columnlines rowlines displaystyle scriptlevel symmetric notation encoding".split(" "));

/** A formula in LaTeX as MathML; null when it can't be read. Definitions are refused, and what expands is bounded. */
export function drawFormula(latex: string, block: boolean): string | null {
  if (latex.length > longestFormula || /\\(?:[gex]?def|let|futurelet|newcommand|renewcommand|providecommand|newenvironment|href|url|includegraphics|class|id|style|data|htmlData)(?![A-Za-z])/.test(latex)) return null;
  const key = `${block ? "block" : "inline"} ${latex}`;
  const before = known.get(key);
  if (before !== undefined) return before || null;
  const drawn = draw(latex, block);
  known.set(key, drawn ?? "");
  return drawn;
}

function draw(latex: string, block: boolean): string | null {
  try {
    return onlyMathML(temml.renderToString(latex, { displayMode: block, throwOnError: true, trust: false, maxExpand: 200, maxSize: [20, 20], annotate: false, macros: {} }));
  } catch {
    return null;
  }
}

/** What the library wrote, without the styles that no page of ours may hold. Null when it wrote what we don't know. */
function onlyMathML(markup: string): string | null {
  let strange = false;
  const clean = markup.replace(/<(\/?)([a-zA-Z]+)((?:\s+[a-zA-Z-]+(?:="[^"]*")?)*)\s*(\/?)>/g, (_whole, end: string, name: string, rest: string, closed: string) => {
    if (!elements.has(name)) strange = true;
    const kept = [...rest.matchAll(/\s+([a-zA-Z-]+)="([^"<>]*)"/g)].filter(([, attribute = ""]) => attributes.has(attribute)).map(([, attribute, value]) => ` ${attribute}="${value}"`);
    return `<${end}${name}${kept.join("")}${closed ? "/" : ""}>`;
  });
  return strange ? null : clean;
}
