// What the server is compared with: bare node:http that answers the same bytes from memory, or after the same statements
// to the database by bare pg. A process of its own; the answers to give come by message.
import { createServer } from "node:http";
import pg from "pg";

let answers = new Map();
let pool = null;

const server = createServer(async (request, response) => {
  const answer = answers.get(request.url);
  if (!answer) {
    response.writeHead(404).end();
    return;
  }
  // What can be asked at the same time is; a page whose last statements need the first ones' answers can't do better.
  try {
    if (answer.statements.length > 0) await Promise.all(answer.statements.map((statement) => pool.query(statement)));
  } catch (error) {
    console.error(error);
    response.writeHead(500).end();
    return;
  }
  response.writeHead(200, answer.headers);
  response.end(answer.body);
});

process.on("message", (message) => {
  if (message.database) {
    pool = new pg.Pool({ connectionString: message.database, max: 12 });
    pool.on("error", () => undefined);
  }
  if (message.answers) answers = new Map(message.answers.map((answer) => [answer.path, { ...answer, body: Buffer.from(answer.body) }]));
  process.send({ ready: true });
});
server.listen(0, "127.0.0.1", () => process.send({ port: server.address().port }));
process.on("disconnect", () => process.exit(0));
