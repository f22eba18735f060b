import { statfs } from "node:fs/promises";
import { parseArgs } from "node:util";
import { countDeliveriesAnywhere } from "../../features/federation/list-servers.ts";
import { answersAt, countLateMailsAnywhere } from "../../features/mails/list-mails.ts";
import { countFilesAnywhere } from "../../features/media/count-files.ts";
import { listTerritoriesAnywhere } from "../../features/territories/list-territories.ts";
import { serverClock, serverVersion } from "../../platform/health.ts";
import { countJobs } from "../../platform/jobs.ts";
import { WronglyCalled, type Command, type CommandContext } from "./command.ts";

interface Finding {
  readonly what: string;
  readonly fine: boolean;
  readonly said: string;
}

const leastFree = 500_000_000;
const clockSeconds = 5;
/** A few servers are always down; so many late deliveries are a worker that doesn't work, or a way out that is shut. */
const lateDeliveries = 1000;

async function examine(context: CommandContext): Promise<Finding[]> {
  const { db, now } = context;
  const find = (what: string, fine: boolean, said: string): Finding => ({ what, fine, said });
  const disk = await statfs(context.dataDir);
  const free = disk.bavail * disk.bsize;
  const skew = Math.abs(now().since(await serverClock(db)).total("seconds"));
  const pending = await context.pendingMigrations();
  const ground = [
    find("database", true, `PostgreSQL ${await serverVersion(db)}`),
    find("migrations", pending.length === 0, pending.length === 0 ? "up to date" : `waiting: ${pending.join(", ")}; the migrate command applies them`),
    find("disk", free >= leastFree, `${Math.floor(free / 1e6)} MB free in ${context.dataDir}`),
    find("clock", skew <= clockSeconds, skew <= clockSeconds ? "agrees with the database's" : `${Math.round(skew)} seconds away from the database's`),
  ];
  if (pending.length > 0) return ground;
  const stuck = await countDeliveriesAnywhere(db, now());
  const [territories, jobs, late, media] = await Promise.all([listTerritoriesAnywhere(db), countJobs(db), countLateMailsAnywhere(db, now()), countFilesAnywhere(db, context.files)]);
  const mail = context.smtpUrl ? await answersAt(context.smtpUrl) : null;
  return [
    ...ground,
    find("territories", true, String(territories.length)),
    find("jobs", jobs.failed === 0, `${jobs.waiting} waiting, ${jobs.failed} given up`),
    find("mail", late === 0 && mail !== false, `${late} late; ${mail === null ? "no SMTP_URL: mails are kept and not sent" : mail ? "the server answers" : "the server of SMTP_URL doesn't answer or refuses us"}`),
    find("federation", stuck.late < lateDeliveries, `${stuck.waiting} deliveries waiting, ${stuck.late} for an hour and more, ${stuck.failed} refused or given up in the last day${stuck.late > 0 ? "; federation servers --trouble says where" : ""}`),
    // Files that nothing names cost room only; pictures without their file are seen.
    find("media", media.missing.length === 0, `${media.pictures} pictures, ${media.missing.length} without their files${media.missing[0] ? ` (${media.missing[0]}…)` : ""}, ${media.orphans} files that nothing names`),
  ];
}

async function doctor(context: CommandContext, args: readonly string[]): Promise<number> {
  const { values, positionals } = parseArgs({ args: [...args], options: { json: { type: "boolean" } }, allowPositionals: true, strict: true });
  if (positionals.length > 0) throw new WronglyCalled(`Not known: ${positionals.join(" ")}`);
  const findings = await examine(context);
  const fine = findings.every((each) => each.fine);
  if (values.json) context.print(JSON.stringify({ fine, findings }));
  else context.print(`${findings.map((each) => `${each.fine ? "ok     " : "LOOK AT"} ${each.what.padEnd(12)} ${each.said}`).join("\n")}\n${fine ? "All is well." : "Something needs a look."}`);
  return fine ? 0 : 1;
}

export const doctorCommands: Readonly<Record<string, Command>> = {
  "doctor": { usage: "[--json]", summary: "Say whether all is well", ground: "as found", details: "Looks at the database, its level, the disk, the clock, jobs, mail, what waits for other servers and pictures. Changes nothing. Exit code 1 when something needs a look.", run: doctor },
};
