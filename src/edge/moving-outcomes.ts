/** What the page of a member's other addresses is told by the door that asks other servers. */
export const movingFaults = ["unknown", "not-an-address", "unreachable", "ours", "full", "not-named", "too-soon", "too-often"] as const;
export type MovingFault = (typeof movingFaults)[number];

export const movingDone = ["added", "removed", "moved", "back"] as const;
export type MovingDone = (typeof movingDone)[number];
