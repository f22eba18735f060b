/** What becomes of what a member who leaves has written: it stays without their name, or goes with them. */
export const leavingChoices = ["keep", "delete"] as const;
export type LeavingChoice = (typeof leavingChoices)[number];
