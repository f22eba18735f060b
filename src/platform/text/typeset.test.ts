import { expect, test } from "vitest";
import { keepTogether } from "./typeset.ts";

test("a line never breaks inside guillemets or before a question mark, and English is left as typed", () => {
  expect(keepTogether("Exposition « Les vaccins » : et vous ?")).toBe("Exposition «\u00a0Les vaccins\u00a0»\u00a0: et vous\u00a0?");

  expect(keepTogether("Vaccines: what about you?")).toBe("Vaccines: what about you?");
});
