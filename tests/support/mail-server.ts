import { once } from "node:events";
import { simpleParser, type ParsedMail } from "mailparser";
import { SMTPServer } from "smtp-server";
import { afterAll } from "vitest";

const servers: SMTPServer[] = [];

/** A mail server that takes what it is given, or refuses it. */
export async function mailServer(refuses = false): Promise<{ url: string; taken: ParsedMail[] }> {
  const taken: ParsedMail[] = [];
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ["STARTTLS"],
    onData: (stream, _session, done) => void simpleParser(stream).then((mail) => {
      if (refuses) return done(new Error("The box is full"));
      taken.push(mail);
      return done();
    }),
  });
  servers.push(server);
  const listening = server.listen(0, "127.0.0.1");
  await once(listening, "listening");
  const address = listening.address();
  return { url: `smtp://127.0.0.1:${typeof address === "object" && address ? address.port : 0}`, taken };
}

afterAll(async () => {
  await Promise.all(servers.splice(0).map((server) => new Promise<void>((resolve) => server.close(resolve))));
});
