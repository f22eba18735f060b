import type { TaskList } from "graphile-worker";
import { sql } from "kysely";
import { publishScheduled } from "../features/contents/change-state.ts";
import { deliverMail, type MailRoute } from "../features/mails/deliver.ts";
import { recount } from "../features/territories/count-network.ts";
import type { Database } from "../platform/database.ts";
import type { ContentId } from "../platform/ids.ts";
import { react } from "./reactions.ts";

/** What workers know how to do, by the name of the job. */
export function makeTasks(db: Database, mail: MailRoute, now: () => Temporal.Instant): TaskList {
  return {
    "react": async (payload) => react(db, (payload as { fact: number }).fact),
    "mail": async (payload) => deliverMail(db, mail, (payload as { mail: string }).mail),
    "publish-scheduled": async (payload) => publishScheduled(db, (payload as { content: ContentId }).content, now()),
    "recount": async () => recount(db),
    "forget-stale": async () => {
      await sql`delete from accounts.tokens where expires_at < now() - interval '1 day'`.execute(db);
      await sql`delete from accounts.sessions where expires_at < now()`.execute(db);
      await sql`delete from accounts.mails where created_at < now() - interval '30 days'`.execute(db);
      await sql`delete from throttles where expire < extract(epoch from now()) * 1000`.execute(db);
    },
  };
}

export const crontab = "*/5 * * * * recount\n17 3 * * * forget-stale\n";
