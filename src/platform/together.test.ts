import { expect, test } from "vitest";
import { together } from "./together.ts";

test("what is asked at the same moment is one question, what is asked meanwhile is the next, each with its own answer", async () => {
  const questions: number[][] = [];
  let answer = () => undefined as void;
  const ask = together(async (all: readonly number[]) => {
    questions.push([...all]);
    await new Promise<void>((resolve) => (answer = resolve));
    return all.map((each) => each * 10);
  });
  const first = [ask(1), ask(2)];
  await expect.poll(() => questions).toEqual([[1, 2]]);
  const next = [ask(3), ask(3)];
  await new Promise((resolve) => setTimeout(resolve, 20));
  expect(questions).toHaveLength(1);
  answer();
  expect(await Promise.all(first)).toEqual([10, 20]);
  await expect.poll(() => questions).toEqual([[1, 2], [3, 3]]);
  answer();
  expect(await Promise.all(next)).toEqual([30, 30]);
});

test("what can't be written fails alone, and what fails for another reason isn't asked again for each", async () => {
  let turns = 0;
  const fault = (code: string) => Object.assign(new Error("unwritten"), { code });
  const ask = together(async (all: readonly string[]) => {
    turns++;
    for (const each of all) if (each !== "good") throw fault(each);
    return all;
  });
  expect((await Promise.allSettled([ask("good"), ask("22P05"), ask("good")])).map((each) => each.status)).toEqual(["fulfilled", "rejected", "fulfilled"]);
  expect(turns).toBe(4);
  expect((await Promise.allSettled([ask("good"), ask("08006")])).map((each) => each.status)).toEqual(["rejected", "rejected"]);
  expect(turns).toBe(5);
  expect(await ask("good")).toBe("good");
});
