/** Why something that another server sent, or served, is not read: what stands in the log, never shown to a person. */
export type GuardRefusal = BodyRefusal | ActivityRefusal;

export type BodyRefusal =
  | "too-large" | "encoded" | "not-activity-json"
  | "not-utf-8" | "not-json" | "not-an-object" | "too-deep" | "too-many" | "doubled-word" | "strange-word" | "broken-text"
  /** Graphs, inclusions, reversed properties: shapes in which JSON-LD says something else than what is read. */
  | "reshaped"
  /** A context that gives one of our words another meaning, or one of our meanings another word. */
  | "redefined";

export type ActivityRefusal =
  | "no-type" | "no-id" | "id-not-an-address" | "no-actor" | "several-actors" | "actor-not-an-address" | "insecure" | "foreign-id"
  | "no-object" | "several-objects" | "object-not-an-address" | "object-without-id" | "target-not-an-address"
  /** What it carries says that somebody else wrote it. */
  | "foreign-author";
