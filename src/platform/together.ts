import DataLoader from "dataloader";

/** Most that one question carries. */
const most = 100;

/**
 * Puts what many ask for at the same moment into one question: while one is on its way, the next are gathered. Whoever is alone waits for
 * nobody, and a crowd costs the database little more. `ask` answers in the order of what it was given. When it says that what it was given
 * can't be written (SQLSTATE 22, 23), each is asked alone: who is at fault harms nobody else. `pauseMillis` is how long is waited for others.
 */
export function together<Asked, Answer>(ask: (all: readonly Asked[]) => Promise<readonly Answer[]>, pauseMillis = () => 0): (asked: Asked) => Promise<Answer> {
  const alone = async (one: Asked): Promise<Answer | Error> => {
    try {
      const [answer] = await ask([one]);
      return answer as Answer;
    } catch (error) {
      return error instanceof Error ? error : new Error(String(error));
    }
  };
  const askAll = async (all: readonly Asked[]): Promise<readonly (Answer | Error)[]> => {
    try {
      return await ask(all);
    } catch (error) {
      if (all.length === 1 || !isOfData(error)) throw error;
      return Promise.all(all.map(alone));
    }
  };
  let before: Promise<unknown> = Promise.resolve();
  const loader = new DataLoader<Asked, Answer>((all) => {
    const now = askAll(all);
    before = now.catch(() => undefined);
    return now;
  }, { cache: false, maxBatchSize: most, batchScheduleFn: (go) => void before.then(() => (pauseMillis() > 0 ? setTimeout(go, pauseMillis()) : setImmediate(go))) });
  return (asked) => loader.load(asked);
}

function isOfData(error: unknown): boolean {
  return error instanceof Error && "code" in error && typeof error.code === "string" && /^2[23]/.test(error.code);
}
