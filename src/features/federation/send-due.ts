import { inTransaction, type Database } from "../../platform/database.ts";
import { sendJob } from "../../platform/jobs.ts";
import { leaseDeliveries, nextDue, noteHealth, settleDeliveries, type ServerHealth, type SettledDelivery } from "./activity-store.ts";
import type { DueDelivery } from "./delivery.ts";
import { setSignatureForm } from "./server-store.ts";
import type { SignatureForm } from "./server.ts";
import { settleShut } from "./trust-store.ts";

/** What a server answered to one delivery. `status` is null when it didn't. */
export interface DeliveryAnswer {
  readonly status: number | null;
  readonly answer: string;
  /** Until when it asks to be left alone. */
  readonly retryAfter: Temporal.Instant | null;
  /** The form of signature that it took, if another than was known. */
  readonly signature: SignatureForm | null;
}

const leaseSeconds = 90;
const batch = 256;
/** At most so many to one server in one go: a slow one doesn't hold up the others. */
const perServer = 128;
const closesAfter = 5;
const closedMinutes = 30;
const expiresAfterDays = 4;
// 1 min, 4, 16, 64, then every 4 hours, each up to half as long again.
const firstWaitSeconds = 60;
const longestWaitSeconds = 4 * 3600;

const blocked: DeliveryAnswer = { status: 403, answer: "blocked", retryAfter: null, signature: null };

/** Sends what is due, until nothing is or `most` have gone. `post` may be called for many at once; it never throws. */
export async function sendDue(db: Database, now: () => Temporal.Instant, post: (delivery: DueDelivery) => Promise<DeliveryAnswer>, most = 20_000): Promise<number> {
  let sent = 0;
  while (sent < most) {
    const due = await inTransaction(db, async (tx) => {
      await settleShut(tx, now());
      return leaseDeliveries(tx, now(), now().add({ seconds: leaseSeconds }), batch, perServer);
    });
    if (due.length === 0) break;
    const answers = await Promise.all(due.map(async (delivery) => ({ delivery, answer: delivery.blocked ? blocked : await post(delivery) })));
    await settle(db, answers, now());
    sent += due.length;
  }
  await inTransaction(db, async (tx) => {
    const next = await nextDue(tx);
    if (next) await sendJob(tx, "deliver", {}, { key: "deliver-later", runAt: Temporal.Instant.compare(next, now()) > 0 ? next : now().add({ seconds: 1 }) });
  });
  return sent;
}

async function settle(db: Database, answers: readonly { delivery: DueDelivery; answer: DeliveryAnswer }[], at: Temporal.Instant): Promise<void> {
  const settled = answers.map(({ delivery, answer }) => settled1(delivery, answer, at));
  const servers = new Map<string, ServerHealth>();
  const forms = new Map<DueDelivery["server"], SignatureForm>();
  for (const { delivery, answer } of answers) {
    if (delivery.blocked) continue;
    const before = servers.get(delivery.server) ?? { server: delivery.server, failed: 0, reached: false, delivered: false, trouble: null };
    servers.set(delivery.server, afterAnswer(before, answer));
    if (answer.signature) forms.set(delivery.server, answer.signature);
  }
  await inTransaction(db, async (tx) => {
    await settleDeliveries(tx, settled, at);
    for (const [server, form] of forms) await setSignatureForm(tx, server, form);
    await noteHealth(tx, [...servers.values()], at, { after: closesAfter, until: at.add({ minutes: closedMinutes }) });
  });
}

function afterAnswer(before: ServerHealth, { status, answer }: DeliveryAnswer): ServerHealth {
  if (status === null || status >= 500 || status === 429) return { ...before, failed: before.failed + 1, trouble: { status, answer } };
  const reached = { ...before, reached: true, failed: 0 };
  if (status < 300) return { ...reached, delivered: true, trouble: null };
  // Who says no to us says no to all we send; a thing or an inbox that is no more says nothing of the server.
  return status === 401 || status === 403 ? { ...reached, trouble: { status, answer } } : reached;
}

function settled1(delivery: DueDelivery, { status, answer, retryAfter }: DeliveryAnswer, at: Temporal.Instant): SettledDelivery {
  const told = { id: delivery.id, status, answer: answer.slice(0, 500), due: at };
  if (status !== null && status >= 200 && status < 300) return { ...told, state: "delivered" };
  // What is refused for good isn't tried again; a signature may be refused while a key travels, and too much is asked to wait.
  if (status !== null && status >= 400 && status < 500 && status !== 401 && status !== 408 && status !== 429) return { ...told, state: "refused" };
  if (Temporal.Instant.compare(delivery.createdAt.add({ hours: 24 * expiresAfterDays }), at) < 0) return { ...told, state: "expired" };
  const wait = Math.min(longestWaitSeconds, firstWaitSeconds * 4 ** Math.min(delivery.attempts, 6)) * (1 + Math.random() / 2);
  const next = at.add({ milliseconds: Math.round(wait * 1000) });
  return { ...told, state: "waiting", due: retryAfter && Temporal.Instant.compare(retryAfter, next) > 0 ? retryAfter : next };
}
