import { setTimeout as wait } from "node:timers/promises";
import pg from "pg";
import { touchChannel, type Touch } from "./facts.ts";

export interface TouchHandlers {
  onTouch(touch: Touch): void;
  /** Listening: from here on no change is missed. */
  onUp(): void;
  onDown(): void;
}

export interface TouchListener {
  stop(): Promise<void>;
}

const shortestPause = 20;
const longestPause = 500;

/** Hears what every process touches, over one connection of its own that is opened again when it breaks. */
export function listenForTouches(url: string, handlers: TouchHandlers): TouchListener {
  const state = { stopped: false };
  let current: pg.Client | null = null;
  const loop = async () => {
    let pause = longestPause;
    while (!state.stopped) {
      const listened = await listenOnce().catch(() => false);
      handlers.onDown();
      // A line that was cut is raised at once; one that can't be is asked for less and less.
      pause = listened ? shortestPause : Math.min(longestPause, pause * 2);
      if (!state.stopped) await wait(pause);
    }
  };
  const listenOnce = async () => {
    const client = new pg.Client({ connectionString: url, application_name: "echosciences listener", keepAlive: true });
    current = client;
    const ended = new Promise<void>((resolve) => {
      client.on("error", () => resolve());
      client.on("end", () => resolve());
    });
    await client.connect();
    client.on("notification", (message) => {
      if (message.payload) handlers.onTouch(message.payload as Touch);
    });
    await client.query(`listen ${touchChannel}`);
    handlers.onUp();
    // A connection that died without a word would leave old pages standing: ask now and then.
    const pulse = setInterval(() => {
      client.query({ text: "select 1", query_timeout: 1500 } as pg.QueryConfig).catch(() => void client.end().catch(() => undefined));
    }, 5000);
    pulse.unref();
    await ended;
    clearInterval(pulse);
    await client.end().catch(() => undefined);
    return true;
  };
  const running = loop();
  return {
    async stop() {
      state.stopped = true;
      await current?.end().catch(() => undefined);
      await running;
    },
  };
}
