import { randomBytes } from "node:crypto";
import pg from "pg";
import { afterAll, inject } from "vitest";
import { connect, type Connections } from "../../src/platform/database.ts";

const opened = new Map<string, Promise<{ connections: Connections; url: string }>>();

/** This file's own database, a clone of the migrated one; another for each name, where a test needs servers that share nothing. Dropped at the end. */
export function testDatabase(name = ""): Promise<{ connections: Connections; url: string }> {
  const before = opened.get(name) ?? open();
  opened.set(name, before);
  return before;
}

async function open(): Promise<{ connections: Connections; url: string }> {
  const serverUrl = inject("serverUrl");
  const name = `test_${randomBytes(6).toString("hex")}`;
  const admin = new pg.Client({ connectionString: serverUrl });
  await admin.connect();
  // Cloning a template is refused while another file clones it.
  await admin.query("select pg_advisory_lock(4242)");
  await admin.query(`create database ${name} template template_echosciences`);
  await admin.query("select pg_advisory_unlock(4242)");
  await admin.end();
  const url = serverUrl.replace(/\/[^/]*$/, `/${name}`);
  const connections = connect({ url, max: 8, onError: () => undefined });
  return { connections, url };
}

afterAll(async () => {
  for (const each of opened.values()) {
    const { connections, url } = await each;
    await connections.close();
    const admin = new pg.Client({ connectionString: inject("serverUrl") });
    await admin.connect();
    await admin.query(`drop database if exists ${new URL(url).pathname.slice(1)} with (force)`);
    await admin.end();
  }
});
