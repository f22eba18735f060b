/** What doesn't come along, for whoever decides to go to know before. */
export const leftBehind = ["roles-beside", "roles-of-others", "operations", "programmes", "structures-of-others", "new-addresses", "platforms", "unpublished-beside"] as const;
export type LeftBehind = Readonly<Record<(typeof leftBehind)[number], number>>;
