// Two answers measured turn about, so that what else the machine does falls on both; the middle of the turns counts.
import { fork } from "node:child_process";
import { join } from "node:path";
import { root } from "../scripts/prepare.mjs";

export function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length / 2;
  return sorted.length % 2 === 1 ? sorted[Math.floor(middle)] : (sorted[middle - 1] + sorted[middle]) / 2;
}

/** A helper process that answers each message with one. */
export function helper(name) {
  const child = fork(join(root, "bench", name), [], { serialization: "advanced" });
  const next = () => new Promise((resolve, reject) => {
    child.once("message", resolve);
    child.once("exit", (code) => reject(new Error(`${name} ended with ${code}`)));
  });
  return {
    pid: child.pid,
    next,
    async ask(message) {
      child.removeAllListeners("exit");
      const answer = next();
      child.send(message);
      return answer;
    },
    stop() {
      child.removeAllListeners("exit");
      if (child.connected) child.disconnect();
    },
  };
}

/**
 * Loads `ours` and `theirs` by turns. Answers the medians of each and of their quotients turn by turn, ours by theirs:
 * requests a second (`rate`), milliseconds (`p50`, `p95`), and milliseconds of processor for a request (`work`), which
 * hold even on a machine that does other things.
 */
export async function compare(load, ours, theirs, { rounds, seconds, connections }) {
  const turn = async ({ worked, ...target }) => {
    const before = worked();
    const seen = await load.ask({ ...target, connections, seconds });
    if (seen.failed > 0 || seen.count === 0) throw new Error(`${target.path}: ${seen.failed} of ${seen.count} requests failed`);
    return { ...seen, work: (worked() - before) / seen.count };
  };
  // The first turns warm both up, and are forgotten.
  await turn(theirs);
  await turn(ours);
  const pairs = [];
  for (let round = 0; round < rounds; round++) {
    const first = round % 2 === 0 ? ours : theirs;
    const a = await turn(first);
    const b = await turn(first === ours ? theirs : ours);
    pairs.push(first === ours ? [a, b] : [b, a]);
  }
  const of = (pick) => median(pairs.map(pick));
  return {
    ours: { perSecond: of(([a]) => a.perSecond), p50: of(([a]) => a.p50), p95: of(([a]) => a.p95), work: of(([a]) => a.work) },
    theirs: { perSecond: of(([, b]) => b.perSecond), p50: of(([, b]) => b.p50), p95: of(([, b]) => b.p95), work: of(([, b]) => b.work) },
    rate: of(([a, b]) => a.perSecond / b.perSecond),
    p50: of(([a, b]) => a.p50 / b.p50),
    p95: of(([a, b]) => a.p95 / b.p95),
    work: of(([a, b]) => a.work / b.work),
  };
}
