import { z } from "zod";
import { readDate, readLocal } from "../../platform/time.ts";
import { localDates, mostOccurrences } from "./expand.ts";
import { mostSessions, type Session } from "./session.ts";

const local = z.string().refine((text) => readLocal(text) !== null, "not_a_date");
const date = z.string().refine((text) => readDate(text) !== null, "not_a_date");
const clock = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, "not_a_time");
const except = z.array(date).max(366, "too_many").default([]);

// Seconds, minutes and hours would fill the agenda with one event.
const ruleForm = /^FREQ=(DAILY|WEEKLY|MONTHLY|YEARLY)(;(INTERVAL=\d{1,3}|COUNT=\d{1,3}|UNTIL=\d{8}(T\d{6})?Z?|WKST=[A-Z]{2}|BYDAY=[-+A-Z0-9,]{2,60}|BYMONTHDAY=[-0-9,]{1,90}|BYMONTH=[0-9,]{1,30}|BYSETPOS=[-0-9,]{1,20}))*$/;
const rule = z.string().max(300, "rule_unknown").regex(ruleForm, "rule_unknown");

const slot = z.strictObject({ kind: z.literal("slot"), start: local, end: local.nullable().default(null) });
const repeated = z.strictObject({ kind: z.literal("repeated"), start: local, end: local.nullable().default(null), rule, except });
const hours = z.strictObject({ days: z.array(z.number().int().min(1).max(7)).min(1, "required").max(7), opens: clock.nullable(), closes: clock.nullable() });
const opening = z.strictObject({ kind: z.literal("opening"), from: date, until: date, hours: z.array(hours).min(1, "required").max(14), except });

const session: z.ZodType<Session> = z.discriminatedUnion("kind", [slot, repeated, opening]).superRefine((value, context) => {
  const fault = (path: string, message: string) => context.addIssue({ code: "custom", path: [path], message });
  if (value.kind === "opening") {
    const [from, until] = [readDate(value.from), readDate(value.until)];
    if (!from || !until) return;
    if (value.until < value.from) fault("until", "end_before_start");
    else if (from.until(until).total("days") > 3660) fault("until", "too_long");
    if (value.hours.some((range) => range.opens !== null && range.closes !== null && range.closes <= range.opens)) fault("hours", "end_before_start");
    return;
  }
  const start = readLocal(value.start);
  const end = value.end === null ? null : readLocal(value.end);
  if (!start) return;
  if (end && end.wholeDay !== start.wholeDay) fault("end", "not_a_date");
  else if (end && Temporal.PlainDateTime.compare(end.at, start.at) < (start.wholeDay ? 0 : 1)) fault("end", "end_before_start");
  else if (end && start.at.until(end.at).total("days") > 400) fault("end", "too_long");
  if (value.kind === "repeated") checkRule(value.rule, start.at, fault);
});

function checkRule(text: string, start: Temporal.PlainDateTime, fault: (path: string, message: string) => void): void {
  try {
    const dates = localDates(text, start);
    if (dates.length === 0) fault("rule", "rule_empty");
    if (dates.length >= mostOccurrences) fault("rule", "too_many");
  } catch {
    fault("rule", "rule_unknown");
  }
}

export const sessionsSchema = z.array(session).min(1, "required").max(mostSessions, "too_many");
