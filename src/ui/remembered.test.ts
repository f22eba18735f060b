import { expect, test } from "vitest";
import { remembered } from "./remembered.ts";

test("a piece is made once for the same words, and again as soon as one of them changes", () => {
  const pieces = remembered(100_000);
  let made = 0;
  const piece = (title: string, full: boolean) => pieces([title, full], () => `<b>${title}${full ? " (complet)" : ""}</b> ${++made}`).toString();

  const first = piece("Nuit des étoiles", false);
  const again = piece("Nuit des étoiles", false);
  const changed = piece("Nuit des étoiles", true);

  expect(again).toBe(first);
  expect(changed).toContain("(complet)");
  expect(made).toBe(2);
});

test("words that meet at their edges are not taken for others", () => {
  const pieces = remembered(100_000);

  const one = pieces(["Café", "Sciences"], () => "un").toString();
  const other = pieces(["CaféSciences", ""], () => "deux").toString();

  expect([one, other]).toEqual(["un", "deux"]);
});
