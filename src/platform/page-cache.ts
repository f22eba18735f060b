import { LRUCache } from "lru-cache";
import type { Touch } from "./facts.ts";

/** A body, and its headers as they are sent: name, value, name, value. */
export interface CachedForm {
  readonly headers: string[];
  readonly body: Buffer;
}

export interface CachedPage {
  readonly plain: CachedForm;
  /** The same body compressed, made once. */
  readonly brotli: CachedForm | null;
  readonly etag: string;
}

interface Entry extends CachedPage {
  readonly touches: readonly Touch[];
}

/** A moment in the sequence of changes, taken before a page reads its data. */
export type Moment = number;

const changesKept = 4096;

/**
 * Whole pages for visitors without a session, forgotten when what they showed changes, in any process.
 * A page whose data were read before a change that touches it is never kept. While the line of changes is cut
 * (`suspend`), nothing is served from here.
 */
export class PageCache {
  readonly #entries: LRUCache<string, Entry>;
  readonly #keysByTouch = new Map<Touch, Set<string>>();
  readonly #lastChange = new Map<Touch, Moment>();
  #moment: Moment = 1;
  #oldestKnown: Moment = 0;
  #open = false;

  constructor(maxBytes: number, maxAgeMs: number) {
    this.#entries = new LRUCache({
      maxSize: maxBytes,
      sizeCalculation: (entry, key) => entry.plain.body.length + (entry.brotli?.body.length ?? 0) + key.length + 2000,
      ttl: maxAgeMs,
      dispose: (entry, key) => this.#unlink(key, entry),
    });
  }

  get(key: string): CachedPage | undefined {
    return this.#open ? this.#entries.get(key) : undefined;
  }

  /** Call before reading the data of a page. */
  now(): Moment {
    return this.#moment;
  }

  /** Keeps a page, unless something that it shows changed after `readAt`. */
  keep(key: string, page: CachedPage, touches: readonly Touch[], readAt: Moment): void {
    if (!this.#open || readAt < this.#oldestKnown) return;
    if (touches.some((each) => (this.#lastChange.get(each) ?? 0) > readAt)) return;
    this.#entries.set(key, { ...page, touches });
    for (const each of touches) {
      const keys = this.#keysByTouch.get(each);
      if (keys) keys.add(key);
      else this.#keysByTouch.set(each, new Set([key]));
    }
  }

  forget(touch: Touch): void {
    this.#moment++;
    if (this.#lastChange.size >= changesKept) {
      this.#lastChange.clear();
      this.#oldestKnown = this.#moment;
    }
    this.#lastChange.set(touch, this.#moment);
    for (const key of Array.from(this.#keysByTouch.get(touch) ?? [])) this.#entries.delete(key);
  }

  /** The line of changes is up: pages may be kept. */
  resume(): void {
    this.#moment++;
    this.#oldestKnown = this.#moment;
    this.#open = true;
  }

  /** Forgets every page, and keeps none whose data were read before now. */
  empty(): void {
    this.#moment++;
    this.#oldestKnown = this.#moment;
    this.#entries.clear();
  }

  /** The line of changes is cut: nothing here can be trusted any more. */
  suspend(): void {
    this.#open = false;
    this.empty();
  }

  get size(): number {
    return this.#entries.size;
  }

  #unlink(key: string, entry: Entry): void {
    for (const each of entry.touches) {
      const keys = this.#keysByTouch.get(each);
      keys?.delete(key);
      if (keys?.size === 0) this.#keysByTouch.delete(each);
    }
  }
}
