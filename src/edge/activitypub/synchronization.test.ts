import { expect, test } from "vitest";
import { digestOfIds, readSynchronization, writeSynchronization } from "./synchronization.ts";

test("the digest of followers is the same in whatever order, and another for others", () => {
  const [one, two] = ["https://a.example/users/1", "https://a.example/users/2"];

  expect(digestOfIds([one, two])).toBe(digestOfIds([two, one]));
  expect(digestOfIds([one])).not.toBe(digestOfIds([two]));
  expect(digestOfIds([])).toBe("0".repeat(64));
  // As FEP-8fcf counts it: of one follower it is the SHA-256 of the address.
  expect(digestOfIds(["https://testing.example.org/users/1"])).toMatch(/^[0-9a-f]{64}$/);
});

test("a header arrives as it left, and one that leads elsewhere or says something else is none", () => {
  const said = { collection: "https://b.example/users/x/followers", url: "https://b.example/users/x/followers-here", digest: digestOfIds(["https://a.example/1"]) };

  expect(readSynchronization(writeSynchronization(said))).toEqual(said);
  for (const wrong of [{ ...said, url: "https://evil.example/list" }, { ...said, digest: "xyz" }, { ...said, collection: "nowhere" }]) expect(readSynchronization(writeSynchronization(wrong))).toBeNull();
  for (const header of [undefined, "", "digest", `url="${said.url}"`, "x".repeat(6000)]) expect(readSynchronization(header)).toBeNull();
});
