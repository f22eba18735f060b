// Other servers, all of them in one process: whoever asks for somebody gets their document, whoever posts is thanked. Told
// how many to send signed posts to, it sends them as bare node:crypto and undici do, to be compared with.
import { createHash, createSign, generateKeyPairSync } from "node:crypto";
import { createServer } from "node:http";
import { setTimeout as wait } from "node:timers/promises";
import { Agent, request } from "undici";

const { publicKey, privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048, publicKeyEncoding: { type: "spki", format: "pem" }, privateKeyEncoding: { type: "pkcs8", format: "pem" } });
let [taken, expected, whenAll] = [0, Number.POSITIVE_INFINITY, () => undefined];

const server = createServer((incoming, response) => {
  if (incoming.method === "POST") {
    incoming.resume();
    incoming.on("end", () => {
      response.writeHead(202).end();
      if (++taken === expected) whenAll();
    });
    return;
  }
  const id = `http://${incoming.headers.host}${incoming.url}`;
  response.writeHead(200, { "content-type": "application/activity+json" });
  response.end(JSON.stringify(documentOf(id)));
});

function documentOf(id) {
  return { "@context": ["https://www.w3.org/ns/activitystreams", "https://w3id.org/security/v1"], id, type: "Person", preferredUsername: id.split("/").at(-1), name: "Personne", inbox: `${id}/inbox`, endpoints: { sharedInbox: `${new URL(id).origin}/inbox` }, publicKey: { id: `${id}#main-key`, owner: id, publicKeyPem: publicKey } };
}

/** The headers of a post, signed by the draft that most servers send (draft-cavage-http-signatures-12). */
function signed(url, body, keyId) {
  const { host, pathname } = new URL(url);
  const date = new Date().toUTCString();
  const digest = `SHA-256=${createHash("sha256").update(body).digest("base64")}`;
  const signature = createSign("sha256").update(`(request-target): post ${pathname}\nhost: ${host}\ndate: ${date}\ndigest: ${digest}`).sign(privateKey, "base64");
  return { host, date, digest, "content-type": "application/activity+json", signature: `keyId="${keyId}",algorithm="rsa-sha256",headers="(request-target) host date digest",signature="${signature}"` };
}

async function inParallel(count, width, one) {
  let next = 0;
  await Promise.all(Array.from({ length: width }, async () => {
    while (next < count) await one(next++);
  }));
}

const loopback = { connect: { lookup: (_host, options, callback) => (options.all ? callback(null, [{ address: "127.0.0.1", family: 4 }]) : callback(null, "127.0.0.1", 4)) } };
const agent = new Agent({ connections: 32, pipelining: 0, ...loopback });

process.on("message", async (message) => {
  if (message.wait) {
    [taken, expected] = [0, message.wait];
    const done = new Promise((resolve) => (whenAll = resolve));
    process.send({ waiting: true });
    await done;
    process.send({ at: performance.timeOrigin + performance.now() });
  }
  if (message.bare) {
    const { inboxes, body } = message.bare;
    const started = performance.now();
    await inParallel(inboxes.length, 64, async (n) => {
      const { body: answer } = await request(inboxes[n], { method: "POST", dispatcher: agent, headers: signed(inboxes[n], body, "http://bench/key"), body });
      await answer.dump();
    });
    process.send({ millis: performance.now() - started });
  }
  if (message.send) {
    const { to, host, activities, width, perSecond = Number.POSITIVE_INFINITY } = message.send;
    const statuses = new Map();
    const posts = activities.map((activity) => {
      const body = JSON.stringify(activity);
      return { body, headers: { ...signed(`http://${host}/inbox`, body, `${activity.actor}#main-key`) } };
    });
    const started = performance.now();
    await inParallel(posts.length, width, async (n) => {
      const early = started + (n / perSecond) * 1000 - performance.now();
      if (early > 1) await wait(early);
      const post = () => request(to, { method: "POST", dispatcher: agent, ...posts[n] });
      // A connection that rested may be closed just when it is used again.
      const { statusCode, body: answer } = await post().catch(post);
      await answer.dump();
      statuses.set(statusCode, (statuses.get(statusCode) ?? 0) + 1);
    });
    process.send({ millis: performance.now() - started, statuses: [...statuses] });
  }
});
server.listen(0, "127.0.0.1", () => process.send({ port: server.address().port }));
process.on("disconnect", () => process.exit(0));
