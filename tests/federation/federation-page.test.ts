import { existsSync } from "node:fs";
import { readFile, writeFile } from "node:fs/promises";
import { expect, test } from "vitest";
import { renderFederation } from "./federation-page.ts";

const page = "FEDERATION.md";

test("the page on federation shows what is said, as it is said", async () => {
  if (process.env["UPDATE_DOCS"]) await writeFile(page, renderFederation());

  expect(existsSync(page) ? await readFile(page, "utf8") : "").toBe(renderFederation());
});
