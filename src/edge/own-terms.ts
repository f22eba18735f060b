/** The words that our servers add to those of ActivityStreams, under one name for all: which host says them doesn't matter. */
export const ownNamespace = "https://echosciences.example/ns#";

/** Each with the form of its value. */
export const ownTerms = {
  kind: "text", details: "json", coAuthors: "addresses", type: "text", status: "text", statusReason: "text", audience: "text", accessibility: "text", sessions: "things", parent: "address", dossier: "address", project: "address", hours: "text",
} as const;
export type OwnTerm = keyof typeof ownTerms;
