export const sessionDays = 60;

/** What a session says of where it was opened, so that its owner recognises it. */
export interface Device {
  readonly userAgent: string;
  readonly address: string;
}
