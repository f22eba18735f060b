/** Runs `act` while no other process of this machine runs one for the same `folder` and `purpose`. */
export function withTurn<T>(folder: string, purpose: string, act: () => T | Promise<T>, seconds?: number): Promise<T>;
