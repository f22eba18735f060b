import { cruise, type ICruiseResult, type IForbiddenRuleType, type IRegularForbiddenRuleType } from "dependency-cruiser";

/** A question's file begins with one of these. */
const questionWords = ["list", "show", "find", "count", "search"];

/**
 * An act's file begins with its verb. A file of a feature that begins otherwise is a thing, and must live as one: an act
 * with a verb that isn't here yet is noticed by what it imports, and its verb is added.
 */
const verbs = [
  "add", "admit", "answer", "apply", "archive", "arrange", "ask", "attach", "block", "book", "cancel", "change", "compare", "claim", "close", "confirm", "copy", "decide", "decline", "delete", "deliver",
  "dismiss", "duplicate", "edit", "ensure", "erase", "export", "feature", "finish", "follow", "forget", "found", "gather", "hand", "hide", "hold", "import", "invite", "join", "keep", "leave", "lift", "like", "log", "make", "manage", "mark", "meet", "moderate",
  "merge", "move", "name", "notify", "open", "pass", "promote", "propose", "publish", "rate", "read", "receive", "recount", "reindex", "relay", "remind", "remove", "rename", "reorder", "report", "restore", "review", "rotate",
  "save", "say", "schedule", "seed", "send", "set", "sign", "split", "start", "stop", "submit", "subscribe", "suggest", "suspend", "sweep", "settle", "take", "tell", "undo", "update", "upload", "verify", "vote", "withdraw", "write",
];

// Plain patterns: dependency-cruiser refuses those that could be slow.
const test = "\\.test\\.tsx?$";
const question = `^src/features/.+/(?:${questionWords.join("|")})[-.][^/]*ts$`;
const act = `^src/features/.+/(?:${verbs.join("|")})[-.][^/]*ts$`;
const store = "^src/features/.+[-/]store\\.ts$";
/** The demonstration writes its thousands of rows in bulk: its seeds are stores in all but name. */
const bulkSeeds = "^src/features/demonstration/seed[-.]";
const client = "^src/edge/web/client/";
/** What knows neither the database nor the network: every layer may use it. Text is pure, like time. */
const purePlatform = "^src/platform/(?:ids|viewer|outcome|time)\\.ts$|^src/platform/text/";
const driver = "node_modules/(?:kysely|pg)/";

/** Who may import whom, as HOUSE's table says it: what isn't allowed. */
export const walls: IForbiddenRuleType[] = ([
  { name: "platform-knows-nothing-of-science", from: { path: "^src/platform/" }, to: { path: "^src/(?:features|edge|ui|main)/" } },
  { name: "things-know-only-things", from: { path: "^src/features/", pathNot: [act, question, store, test] }, to: { path: [act, question, store, "^src/(?:edge|ui|main)/"] } },
  { name: "things-use-the-pure-platform", from: { path: "^src/features/", pathNot: [act, question, store, test] }, to: { path: "^src/platform/", pathNot: purePlatform } },
  { name: "acts-know-no-door", from: { path: [act, question] }, to: { path: "^src/(?:edge|ui|main)/" } },
  { name: "stores-remember-only", from: { path: store }, to: { path: [act, question, "^src/(?:edge|ui|main)/"] } },
  { name: "a-store-is-its-own-feature's", from: { path: "^src/features/([^/]+)/" }, to: { path: store, pathNot: "^src/features/$1/" } },
  { name: "a-store-is-no-door's", from: { path: "^src/(?:edge|ui|main|platform)/" }, to: { path: store } },
  { name: "doors-don't-open-the-database", from: { path: "^src/edge/" }, to: { path: "^src/platform/database(?:\\.ts$|/)", dependencyTypesNot: ["type-only"] } },
  { name: "doors-don't-open-onto-each-other", from: { path: "^src/edge/([^/]+)/" }, to: { path: "^src/edge/[^/]+/", pathNot: "^src/edge/$1/" } },
  { name: "the-threshold-is-before-the-doors", from: { path: "^src/edge/[^/]+$" }, to: { path: "^src/edge/[^/]+/" } },
  { name: "nobody-knows-main", from: { pathNot: "^src/main/" }, to: { path: "^src/main/" } },
  { name: "ui-holds-no-data-and-no-rules", from: { path: ["^src/ui/", client] }, to: { path: [act, question, store] } },
  { name: "ui-uses-the-pure-platform", from: { path: ["^src/ui/", client] }, to: { path: "^src/platform/", pathNot: purePlatform } },
  { name: "ui-knows-no-door", from: { path: "^src/ui/" }, to: { path: "^src/(?:edge|main)/" } },
  { name: "islands-know-only-islands", from: { path: client }, to: { path: "^src/(?:edge|main)/", pathNot: client } },
  { name: "sql-is-in-stores-questions-and-platform", from: { path: "^src/", pathNot: ["^src/platform/", store, question, bulkSeeds, test] }, to: { path: driver } },
] satisfies IRegularForbiddenRuleType[]).map((rule) => ({ severity: "error", ...rule }));

/** Reads a `src` folder. dependency-cruiser answers "all well" of no module at all, so callers count `modules`. */
export async function read(baseDir: string): Promise<ICruiseResult> {
  const { output } = await cruise(["src"], {
    baseDir,
    validate: true,
    ruleSet: { forbidden: walls },
    tsPreCompilationDeps: "specify",
    doNotFollow: { path: "node_modules" },
    enhancedResolveOptions: { extensions: [".ts", ".tsx", ".json"], exportsFields: ["exports"], conditionNames: ["import", "types", "default"] },
  });
  if (typeof output === "string") throw new Error("dependency-cruiser answered a report instead of modules");
  return output;
}

/** `rule: from -> to`, for each brick out of its place. */
export function breaches(result: ICruiseResult): string[] {
  return result.summary.violations.map((each) => `${each.rule.name}: ${each.from} -> ${each.to.replace(/^.*node_modules\//, "")}`).sort();
}

/** The circles among features: acts and questions of one that need those of another, and back. Things may be known by all. */
export function circles(result: ICruiseResult): string[] {
  const active = new RegExp(`${act}|${question}`);
  const needs = new Map<string, Set<string>>();
  for (const { source, dependencies } of result.modules) {
    const from = featureOf(source);
    if (!from || !active.test(source)) continue;
    for (const { resolved } of dependencies) {
      const to = featureOf(resolved);
      if (to && to !== from && active.test(resolved)) needs.set(from, (needs.get(from) ?? new Set()).add(to));
    }
  }
  const reaches = (from: string, goal: string, seen = new Set<string>()): boolean =>
    [...(needs.get(from) ?? [])].some((next) => next === goal || (!seen.has(next) && reaches(next, goal, seen.add(next))));
  return [...needs.keys()].filter((feature) => reaches(feature, feature)).sort();
}

function featureOf(path: string): string | null {
  return /^src\/features\/([^/]+)\//.exec(path)?.[1] ?? null;
}
