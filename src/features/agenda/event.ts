export const eventTypes = ["conference", "science-cafe", "exhibition", "workshop", "visit", "screening", "show", "festival", "training", "meetup", "other"] as const;
export type EventType = (typeof eventTypes)[number];

export const audiences = ["everyone", "families", "children", "teenagers", "adults", "schools", "students", "professionals"] as const;
export type Audience = (typeof audiences)[number];

export const accessibilities = ["wheelchair", "sign-language", "hearing-loop", "easy-to-read", "audio-description", "tactile"] as const;
export type Accessibility = (typeof accessibilities)[number];

export const eventStatuses = ["on", "full", "postponed", "cancelled"] as const;
export type EventStatus = (typeof eventStatuses)[number];

/** Who may say that they come: whoever likes, whom its organisers accept, whom they invite; `none`: it isn't said. Where one books, that counts. */
export const joinings = ["free", "restricted", "invite", "none"] as const;

export interface Price {
  /** "Tarif plein", "Moins de 12 ans". */
  readonly label: string;
  /** Euro cents. */
  readonly cents: number;
}
