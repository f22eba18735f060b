import type { OperationDetails } from "../../features/operations/operation.ts";
import { todayIn } from "../../platform/time.ts";
import type { FormValues } from "./form-data.ts";

/** The form of an operation as it stands. */
export interface OperationDraft {
  readonly values: Readonly<Record<string, string>>;
  readonly territories: readonly string[];
  /** What the schema of an operation parses. */
  readonly input: object;
}

const names = ["starts_on", "ends_on", "call_until", "call_time", "labels"] as const;

export function emptyOperationDraft(now: Temporal.Instant, zone: string): OperationDraft {
  const today = todayIn(zone, now);
  return { values: { starts_on: today.add({ months: 3 }).toString(), ends_on: today.add({ months: 3, days: 9 }).toString(), call_until: today.add({ months: 1 }).toString() }, territories: [], input: {} };
}

export function readOperationDraft(form: FormValues): OperationDraft {
  const values: Record<string, string> = Object.fromEntries(names.map((name) => [name, form.one(name).trim()]));
  const { starts_on: startsOn, ends_on: endsOn, call_until: until = "", call_time: time = "", labels = "" } = values;
  const territories = form.all("territories");
  return { values, territories, input: { startsOn, endsOn, callUntil: until ? (time ? `${until}T${time}` : until) : null, labels: labels.split("\n"), territories } };
}

/** A stored operation, as the form shows it. */
export function operationDraft(details: OperationDetails): OperationDraft {
  const [until = "", time = ""] = (details.callUntil ?? "").split("T");
  return { values: { starts_on: details.startsOn, ends_on: details.endsOn, call_until: until, call_time: time.slice(0, 5), labels: details.labels.join("\n") }, territories: details.territories.map((each) => each.id), input: {} };
}
