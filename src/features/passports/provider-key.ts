/** A key with which this server says who its members are. */
export interface ProviderKey {
  readonly id: string;
  /** Private, RFC 7517: whoever shows it to others takes the private half away. */
  readonly jwk: Readonly<Record<string, unknown>>;
  readonly madeAt: Temporal.Instant;
}

/** Days for which a key signs, and for which it is still shown: what it signed is read within minutes. */
export const signsDays = 90;
export const shownDays = 120;
