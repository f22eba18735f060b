import type { Database } from "../../platform/database.ts";
import { consumeArtefact, deleteArtefact, deleteArtefactsOf, deleteStaleArtefacts, readArtefact, writeArtefact, type Artefact } from "./artefact-store.ts";

export type { Artefact } from "./artefact-store.ts";

/** What the protocol keeps for a while, under the digest of its secret: whoever reads the table holds no token. */
export interface Artefacts {
  keep(kind: string, id: string, payload: Readonly<Record<string, unknown>>, seconds: number | undefined): Promise<void>;
  read(kind: string, id: string): Promise<Artefact | null>;
  /** False when it was used before. */
  consume(kind: string, id: string): Promise<boolean>;
  remove(kind: string, id: string): Promise<void>;
  removeOf(opening: string): Promise<void>;
}

export function keepArtefacts(db: Database, now: () => Temporal.Instant): Artefacts {
  return {
    keep: (kind, id, payload, seconds) => writeArtefact(db, kind, id, payload, seconds === undefined ? null : now().add({ seconds })),
    read: (kind, id) => readArtefact(db, kind, id),
    consume: (kind, id) => consumeArtefact(db, kind, id, now()),
    remove: (kind, id) => deleteArtefact(db, kind, id),
    removeOf: (opening) => deleteArtefactsOf(db, opening),
  };
}

export function forgetStaleArtefacts(db: Database, now: Temporal.Instant): Promise<void> {
  return deleteStaleArtefacts(db, now);
}
