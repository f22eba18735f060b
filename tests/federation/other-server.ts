import { createServer, type Server } from "node:http";
import { once } from "node:events";
import { afterAll } from "vitest";
import { signedHeaders } from "../../src/edge/activitypub/signing.ts";
import { makeKeyPair } from "../../src/features/federation/ensure-actor.ts";
import type { OwnKey } from "../../src/features/federation/actor.ts";
import type { SignatureForm } from "../../src/features/federation/server.ts";
import type { Answer, TestServer } from "../support/server.ts";

/** Somebody of a server that isn't ours. */
export interface Stranger {
  readonly id: string;
  readonly inbox: string;
  readonly key: OwnKey;
}

export interface Heard {
  readonly path: string;
  readonly activity: Record<string, unknown>;
}

/** A server of another make: it serves what it is told to, at addresses of its own, and notes what is posted to it. */
export interface OtherServer {
  readonly origin: string;
  readonly heard: Heard[];
  /** How often each path was asked for. */
  readonly asked: Map<string, number>;
  person(name: string, more?: Record<string, unknown>): Promise<Stranger>;
  /** Serves this document, or answers so. */
  serve(path: string, document: unknown, more?: { status?: number; type?: string; headers?: Record<string, string> }): string;
  /** How inboxes answer from now on. */
  answerWith(status: number, headers?: Record<string, string>): void;
  stop(): Promise<void>;
}

const open: Server[] = [];

export async function otherServer(name: string): Promise<OtherServer> {
  const documents = new Map<string, { body: string | Buffer; status: number; type: string; headers: Record<string, string> }>();
  const heard: Heard[] = [];
  const asked = new Map<string, number>();
  const answer = { status: 202, headers: {} as Record<string, string> };
  const server = createServer((request, response) => {
    const path = request.url ?? "/";
    asked.set(path, (asked.get(path) ?? 0) + 1);
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      if (request.method === "POST") {
        if (answer.status < 300) heard.push({ path, activity: JSON.parse(Buffer.concat(chunks).toString("utf8")) as Record<string, unknown> });
        response.writeHead(answer.status, answer.headers).end();
        return;
      }
      const found = documents.get(path);
      if (!found) response.writeHead(404).end();
      else response.writeHead(found.status, { "content-type": found.type, ...found.headers }).end(found.body);
    });
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  open.push(server);
  const address = server.address();
  const origin = `http://${name}.localhost:${typeof address === "object" && address ? address.port : 0}`;
  const serve: OtherServer["serve"] = (path, document, more = {}) => {
    documents.set(path, { body: typeof document === "string" || Buffer.isBuffer(document) ? document : JSON.stringify(document), status: more.status ?? 200, type: more.type ?? "application/activity+json", headers: more.headers ?? {} });
    return `${origin}${path}`;
  };
  return {
    origin,
    heard,
    asked,
    serve,
    async person(handle, more = {}) {
      const id = `${origin}/users/${handle}`;
      const key: OwnKey = { uri: `${id}#main-key`, ...(await makeKeyPair()) };
      serve(`/users/${handle}`, { "@context": ["https://www.w3.org/ns/activitystreams", "https://w3id.org/security/v1"], id, type: "Person", preferredUsername: handle, name: `${handle} d’ailleurs`, inbox: `${id}/inbox`, outbox: `${id}/outbox`, followers: `${id}/followers`, endpoints: { sharedInbox: `${origin}/inbox` }, publicKey: { id: key.uri, owner: id, publicKeyPem: key.publicPem }, ...more });
      return { id, inbox: `${id}/inbox`, key };
    },
    answerWith(status, headers = {}) {
      Object.assign(answer, { status, headers });
    },
    async stop() {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}

/** Posts an activity to an inbox of ours as another server does: signed by this person, whatever it says. */
export async function post(to: TestServer, host: string, activity: unknown, by: Stranger | null, more: { path?: string; form?: SignatureForm; headers?: Record<string, string>; body?: string; drop?: readonly string[] } = {}): Promise<Answer> {
  const body = typeof activity === "string" ? activity : JSON.stringify(activity);
  const url = `http://${host}${more.path ?? "/inbox"}`;
  const signed: Record<string, string> = by ? await signedHeaders(by.key, more.form ?? "rfc9421", url, body) : { "content-type": "application/activity+json" };
  for (const name of more.drop ?? []) delete signed[name];
  // As servers do: without the origin that a browser would send.
  const { host: _host, ...headers } = { ...signed, ...more.headers };
  return to.ask(host, more.path ?? "/inbox", { method: "POST", headers: { ...headers, origin: `http://${host}`, connection: "close" }, body: more.body ?? body });
}

let counter = 0;

/** An activity of a stranger with an address of its own. */
export function activityOf(by: Stranger, type: string, object: unknown, more: Record<string, unknown> = {}): Record<string, unknown> {
  return { "@context": "https://www.w3.org/ns/activitystreams", id: `${by.id}/activities/${++counter}`, type, actor: by.id, object, to: ["https://www.w3.org/ns/activitystreams#Public"], ...more };
}

afterAll(async () => {
  for (const server of open.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
});
