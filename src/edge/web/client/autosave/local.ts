/** What one opening of a form held, as this browser keeps it. */
export interface LocalDraft {
  readonly submission: string;
  readonly values: readonly (readonly [string, string])[];
  readonly at: number;
}

const monthMillis = 30 * 86_400_000;
const prefix = (path: string) => `es-draft:${path}:`;

/** False when this browser has no room, or keeps nothing. */
export function keepLocally(path: string, draft: LocalDraft): boolean {
  try {
    localStorage.setItem(prefix(path) + draft.submission, JSON.stringify(draft));
    return true;
  } catch {
    return false;
  }
}

export function forgetLocally(path: string, submission: string): void {
  localStorage.removeItem(prefix(path) + submission);
}

/** What was typed at this address and that the server doesn't hold, the latest first. What it holds is forgotten. */
export function listLocal(path: string): LocalDraft[] {
  const held = new Set((/(?:^|; )es_saved=([^;]*)/.exec(document.cookie)?.[1] ?? "").split("."));
  const found: LocalDraft[] = [];
  for (const key of Object.keys(localStorage).filter((each) => each.startsWith(prefix(path)))) {
    const draft = readDraft(localStorage.getItem(key));
    if (!draft || held.has(draft.submission) || Date.now() - draft.at > monthMillis) localStorage.removeItem(key);
    else found.push(draft);
  }
  return found.sort((one, other) => other.at - one.at);
}

function readDraft(stored: string | null): LocalDraft | null {
  try {
    return stored ? (JSON.parse(stored) as LocalDraft) : null;
  } catch {
    return null;
  }
}

const lockName = (path: string, submission: string) => `es-writing:${path}:${submission}`;

/** Says to the other tabs, as long as this one is open, that it writes this. */
export function holdOpen(path: string, submission: string): void {
  void navigator.locks?.request(lockName(path, submission), () => new Promise<never>(() => undefined));
}

/** What other tabs are writing at this address. */
export async function openElsewhere(path: string): Promise<Set<string>> {
  const start = lockName(path, "");
  const { held = [] } = (await navigator.locks?.query()) ?? {};
  return new Set(held.flatMap(({ name }) => (name?.startsWith(start) ? [name.slice(start.length)] : [])));
}
