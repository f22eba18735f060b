import { createServer, type Server } from "node:http";
import { once } from "node:events";
import { exportJWK, generateKeyPair, SignJWT, type CryptoKey } from "jose";
import { afterAll } from "vitest";

/** A provider that isn't ours, and says what it is told to say. */
export interface FalseProvider {
  readonly origin: string;
  readonly host: string;
  /** What it says in the next tokens: of whom, for whom, from whom. */
  says: Record<string, unknown>;
  /** Another key than the one that it shows. */
  signsWith: CryptoKey | null;
  /** Whom its WebFinger names as the provider; itself unless said. */
  names: string;
  /** How often its token endpoint was asked. */
  traded: number;
  nonce: string;
  token(claims: Record<string, unknown>, typ?: string): Promise<string>;
}

const open: Server[] = [];

export async function falseProvider(name: string): Promise<FalseProvider> {
  const { publicKey, privateKey } = await generateKeyPair("RS256", { extractable: true });
  const jwk = { ...(await exportJWK(publicKey)), kid: "k", alg: "RS256", use: "sig" };
  const server = createServer((request, response) => {
    request.resume();
    request.on("end", () => void answer(request.url ?? "/").then(({ status = 200, body }) => response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body))));
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  open.push(server);
  const address = server.address();
  const host = `${name}.localhost:${typeof address === "object" && address ? address.port : 0}`;
  const origin = `http://${host}`;
  const said: FalseProvider = {
    origin, host, says: {}, signsWith: null, names: origin, traded: 0, nonce: "",
    token: (claims, typ = "JWT") => {
      const now = Math.floor(Date.now() / 1000);
      return new SignJWT({ iss: origin, aud: "client", iat: now, exp: now + 300, ...claims }).setProtectedHeader({ alg: "RS256", kid: "k", typ }).sign(said.signsWith ?? privateKey);
    },
  };
  async function answer(url: string): Promise<{ status?: number; body: unknown }> {
    const path = url.split("?")[0];
    if (path === "/.well-known/webfinger") return { body: { subject: `acct:qui@${host}`, links: [{ rel: "self", type: "application/activity+json", href: `${origin}/qui` }, { rel: "http://openid.net/specs/connect/1.0/issuer", href: said.names }] } };
    if (path === "/.well-known/openid-configuration") return { body: { issuer: origin, authorization_endpoint: `${origin}/auth`, token_endpoint: `${origin}/token`, jwks_uri: `${origin}/jwks`, registration_endpoint: `${origin}/registration`, revocation_endpoint: `${origin}/revocation`, echosciences_acts_endpoint: `${origin}/acts`, authorization_response_iss_parameter_supported: true, response_types_supported: ["code"], subject_types_supported: ["public"], id_token_signing_alg_values_supported: ["RS256"] } };
    if (path === "/registration") return { status: 201, body: { client_id: "client", client_secret: "secret" } };
    if (path === "/jwks") return { body: { keys: [jwk] } };
    if (path === "/token") {
      said.traded++;
      return { body: { access_token: "a", token_type: "Bearer", expires_in: 3600, scope: "openid profile", id_token: await said.token({ nonce: said.nonce, ...said.says }) } };
    }
    return { body: {} };
  }
  return said;
}

afterAll(() => {
  for (const server of open.splice(0)) server.close();
});
