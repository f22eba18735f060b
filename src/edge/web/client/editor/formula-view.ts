/** A formula as readers will see it, as soon as what draws it has come; until then, and when it can't be read, as it was typed. */
export function showFormula(latex: string, block: boolean): HTMLElement {
  const dom = document.createElement(block ? "div" : "span");
  dom.className = block ? "formula" : "formula-inline";
  const code = document.createElement("code");
  code.textContent = latex;
  dom.append(code);
  void import("../../../../platform/text/formula.ts").then(({ drawFormula }) => {
    const drawn = drawFormula(latex, block);
    // Nothing but MathML: platform/text/formula.ts lets nothing else out.
    if (drawn) dom.innerHTML = drawn;
    else code.className = "unreadable";
  });
  return dom;
}
