interface Kept {
  readonly session: number;
  readonly startsAt: Temporal.Instant;
  readonly dropped: boolean;
}

interface Coming {
  readonly session: number;
  readonly startsAt: Temporal.Instant;
}

export interface Matched<K, C> {
  /** The same time, or the one that it was moved to. */
  readonly kept: readonly { readonly from: K; readonly to: C; readonly moved: boolean }[];
  readonly added: readonly C[];
  readonly dropped: readonly K[];
}

/**
 * Which time of an event that was edited is which of before. One that starts at the same instant is the same; those left of
 * one session were moved, in their order, when as many are left on both sides; failing that, those left of all sessions.
 * What has no counterpart is new, or no longer. Times that are over stay as they were.
 */
export function matchTimes<K extends Kept, C extends Coming>(before: readonly K[], after: readonly C[], now: Temporal.Instant): Matched<K, C> {
  const kept: { from: K; to: C; moved: boolean }[] = [];
  const [left, coming] = [new Set(before), new Set(after)];
  const pair = (from: K, to: C, moved: boolean) => {
    kept.push({ from, to, moved });
    left.delete(from);
    coming.delete(to);
  };
  for (const from of before) {
    const same = [...coming].filter((each) => each.startsAt.equals(from.startsAt));
    const to = same.find((each) => each.session === from.session) ?? same[0];
    if (to) pair(from, to, false);
  }
  for (const from of left) if (from.dropped || Temporal.Instant.compare(from.startsAt, now) <= 0) left.delete(from);
  const inOrder = (froms: readonly K[], tos: readonly C[]) => {
    if (froms.length !== tos.length) return;
    froms.forEach((from, index) => {
      const to = tos[index];
      if (to) pair(from, to, true);
    });
  };
  for (const session of new Set([...left].map((each) => each.session))) inOrder([...left].filter((each) => each.session === session), [...coming].filter((each) => each.session === session));
  inOrder([...left], [...coming]);
  return { kept, added: [...coming], dropped: [...left] };
}
