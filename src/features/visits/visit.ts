import type { Permit } from "../passports/passport.ts";

/** A provider of another server, as it says that it is, with this server's name and secret there. */
export interface HomeProvider {
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly described: Readonly<Record<string, unknown>>;
}

/** The log-in of somebody of another server, with what lets this one ask theirs to act for them. */
export interface Visit {
  readonly session: string;
  readonly provider: HomeProvider;
  /** The address of their actor. */
  readonly subject: string;
  readonly accessToken: string;
  readonly refreshToken: string | null;
  readonly permits: readonly Permit[];
  readonly expiresAt: Temporal.Instant;
}
