// The load generator, a process of its own: asks as fast as it can for some seconds and tells what it saw.
import autocannon from "autocannon";

process.on("message", async ({ port, path, headers, connections, seconds, spread }) => {
  const times = [];
  const statuses = new Map();
  // The API counts what each address asks: many readers come from many addresses, through a proxy that names them.
  const requests = spread ? Array.from({ length: 250 }, (_, n) => ({ path, headers: { ...headers, "x-forwarded-for": `10.${Math.floor(Math.random() * 250)}.${Math.floor(Math.random() * 250)}.${n}` } })) : undefined;
  const run = autocannon({ url: `http://127.0.0.1:${port}${path}`, connections, duration: seconds, headers, requests });
  run.on("response", (_client, status, _bytes, millis) => {
    times.push(millis);
    statuses.set(status, (statuses.get(status) ?? 0) + 1);
  });
  const result = await run;
  times.sort((a, b) => a - b);
  const at = (part) => times[Math.min(times.length - 1, Math.floor(times.length * part))] ?? Number.NaN;
  process.send({ perSecond: result.requests.total / result.duration, p50: at(0.5), p95: at(0.95), failed: result.errors + result.timeouts + [...statuses].filter(([status]) => status !== 200).reduce((sum, [, count]) => sum + count, 0), count: times.length });
});
process.on("disconnect", () => process.exit(0));
