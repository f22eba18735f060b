import type { HeardLine, SentLine } from "../../../features/federation/list-traffic.ts";
import type { ListedServer } from "../../../features/federation/list-servers.ts";
import { troubleOf } from "../../../features/federation/server.ts";
import type { Locale, MessageKey, Translate } from "../../../platform/messages.ts";
import { formatAgo, formatDate, formatTime, formatWeekday } from "../../../platform/time.ts";

/** Whose clock and language. */
export interface Told {
  readonly t: Translate;
  readonly locale: Locale;
  readonly zone: string;
  readonly now: Temporal.Instant;
}

/** "since Tuesday", as one says it: the hour today, the day of this week, else the date. */
function since({ t, locale, zone, now }: Told, at: Temporal.Instant): string {
  const [then, today] = [at.toZonedDateTimeISO(zone), now.toZonedDateTimeISO(zone).toPlainDate()];
  const days = then.toPlainDate().until(today).total("days");
  if (days < 1) return t("server_since_hour", { hour: formatTime(then.toPlainTime(), locale) });
  return days < 7 ? t("server_since_day", { day: formatWeekday(then.toPlainDate(), locale, "long") }) : t("server_since_date", { date: formatDate(then.toPlainDate(), locale, today) });
}

/** What is wrong with a server, in a sentence; null when nothing is. */
export function troubleWords(told: Told, server: Pick<ListedServer, "failingSince" | "lastStatus">): string | null {
  const trouble = troubleOf(server);
  return trouble && server.failingSince ? told.t(`server_trouble_${trouble}`, { since: since(told, server.failingSince), status: String(server.lastStatus ?? "") }) : null;
}

const acts = ["create", "update", "delete", "like", "announce", "follow", "accept", "undo"] as const;

/** What somebody said, by the word of the wire. */
export function actWords(t: Translate, type: string): string {
  const known = acts.find((each) => each === type.toLowerCase());
  return known ? t(`server_act_${known}`) : t("server_act_other", { type });
}

/** What became of what was sent. */
export function sentWords({ t, locale, now }: Told, line: Pick<SentLine, "state" | "status" | "answer" | "dueAt" | "attempts">): string {
  if (line.state === "waiting") return line.attempts === 0 || Temporal.Instant.compare(line.dueAt, now) <= 0 ? t("server_sent_soon") : t(line.status === null ? "server_sent_again_silent" : "server_sent_again", { when: formatAgo(line.dueAt, now, locale), status: String(line.status ?? "") });
  if (line.state === "refused" && (line.answer === "shut" || line.answer === "blocked")) return t("server_sent_shut");
  if (line.state === "refused") return t(line.status === 404 || line.status === 410 ? "server_sent_gone" : "server_sent_refused", { status: String(line.status ?? "") });
  return t(`server_sent_${line.state}`);
}

const reasons: Readonly<Record<string, MessageKey>> = {
  "nobody here follows them": "server_heard_unasked",
  "not for everybody": "server_heard_private",
  "it isn't public": "server_heard_private",
  "an older word": "server_heard_old",
  "long past": "server_heard_old",
  "it was taken back": "server_heard_gone",
  "out of reach": "server_heard_unreachable",
  "shut": "server_heard_shut",
  "blocked": "server_heard_shut",
  "suspended": "server_heard_shut",
  "closed": "server_heard_closed",
  "somebody else's": "server_heard_others",
  "somebody else's act": "server_heard_others",
  "another server's": "server_heard_others",
  "nothing is made of it": "server_heard_unused",
};
const nothingHere = /^(an answer to nothing|nothing that is liked|nothing of ours|nobody of ours|nothing that was done|it wasn't followed|nothing is taken back|unknown)/;

/** Why nothing was made of what a server said. */
export function heardWords(t: Translate, { state, reason }: Pick<HeardLine, "state" | "reason">): string {
  if (state === "waiting" || state === "applied") return t(`server_heard_${state}`);
  return t((reasons[reason] ?? (nothingHere.test(reason) ? "server_heard_nothing" : reason.endsWith("taken back here") ? "server_heard_unused" : "server_heard_unreadable")) as "server_heard_applied");
}
