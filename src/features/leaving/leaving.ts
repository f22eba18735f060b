import type { ContentKind } from "../contents/content.ts";
import type { TerritoryId } from "../../platform/ids.ts";
import type { LeftBehind } from "./left-behind.ts";

/** How what is published is called on the wire and in pages: the doors say it, whoever writes or reads an archive needs it. */
export interface Naming {
  readonly kinds: Readonly<Record<ContentKind, { readonly word: string; readonly page: string }>>;
  /** Where each territory of this server answers. */
  readonly origins: Readonly<Record<TerritoryId, string>>;
  /** The portal's own origin. */
  readonly portal: string;
}

/** What the archive of a territory says of itself, before its rows. */
export interface Departure {
  readonly territory: TerritoryId;
  readonly slug: string;
  readonly name: string;
  /** Where it answers, before and after. */
  readonly origin: string;
  /** The hosts where it answered before: they lead to the present one. */
  readonly formerHosts: string[];
}

/** What was written, and what of the territory doesn't come along. */
export interface Departed extends Luggage {
  readonly behind: LeftBehind;
}

/** What was written, or taken in: rows by table, and files. */
export interface Luggage {
  readonly tables: Readonly<Record<string, number>>;
  readonly files: number;
}

export type LeavingRefusal = "unknown" | "not-leaving" | "left";

/** Why nothing was taken in; `detail` says more where there is more to say. */
export interface ArrivalRefusal {
  readonly kind: "not-an-archive" | "damaged" | "passphrase" | "other-version" | "here-already" | "slug-taken" | "domain-taken" | "other-origin" | "not-its-own" | "clash" | "wrong-keys";
  readonly detail?: string;
}
