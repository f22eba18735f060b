import { createHash } from "node:crypto";
import { parseDocument } from "htmlparser2";
import { sql } from "kysely";
import sharp from "sharp";
import type { MemberViewer } from "../../src/platform/viewer.ts";
import type { Territory } from "../../src/features/territories/territory.ts";
import { settled, type TestServer } from "./server.ts";
import type { World } from "./world.ts";

/** What closes whatever it may have been put into, then runs, in each way that a browser knows. */
export const script = `"'>--></script></title></textarea></style><script>alert(1)</script><img src=x onerror=alert(1)><svg onload=alert(1)><iframe src=javascript:alert(1)></iframe><a href="javascript:alert(1)">x</a>{{7*7}}\${7*7}`;

/** What has ended queries, dates, numbers, identifiers, paths and templates before their time. */
export const injections: readonly string[] = [
  "' or 1=1 --", "1; drop table contents; --", "\\'; select pg_sleep(5); --", "-1", "1.5", "1e309", "NaN", "999999999999999999999", "0000-00-00", "0000-01-01", "9999-12-31", "2026-02-30",
  "------------------------------------", "999999999999999.------------------------------------", "9999-99-99.1.00000000-0000-0000-0000-000000000000", "253402300800001.00000000-0000-7000-8000-000000000000",
  "__proto__", "constructor", "%", "%zz", "..%2f..%2fetc%2fpasswd", "\u202e\u0000x", "\ud800", "%00", "a".repeat(3000), "[]", "{}", "\r\nSet-Cookie: a=b", "<script>alert(1)</script>", "+010000-01-01T00:00:00Z", "-000001-01-01T00:00:00Z", "0000-01-01T00:00:00Z",
];

interface Node {
  readonly type: string;
  readonly name?: string;
  readonly data?: string;
  readonly attribs?: Readonly<Record<string, string>>;
  readonly children?: readonly Node[];
}

const foreign = new Set(["iframe", "object", "embed", "base", "applet", "frame", "style", "foreignobject"]);

/** A drawn formula and nothing else: no element of HTML inside, nothing that leads or loads. */
function isPlainMath(node: Node): boolean {
  if (node.type !== "text" && (!/^m[a-z]+$/.test(node.name ?? "") || Object.keys(node.attribs ?? {}).some((name) => /href|src|style|^on/i.test(name)))) return false;
  return (node.children ?? []).every(isPlainMath);
}

/** All that a browser would run, load or be misled by in this HTML and that isn't ours. */
export function dangersIn(html: string): string[] {
  const dangers: string[] = [];
  const visit = (node: Node): void => {
    const attributes = node.attribs ?? {};
    const name = (node.name ?? "").toLowerCase();
    if (name === "script" && attributes["type"] !== "application/ld+json" && !/^\/assets\/[\w.-]+\.js$/.test(attributes["src"] ?? "")) dangers.push("script");
    if (foreign.has(name) || (name === "math" && !isPlainMath(node))) dangers.push(name);
    if (name === "meta" && attributes["http-equiv"]) dangers.push("meta http-equiv");
    for (const [key, value] of Object.entries(attributes)) {
      if (/^(on|style$|srcdoc$)/i.test(key)) dangers.push(`${name} ${key}`);
      if (/^(href|src|action|formaction|data)$/i.test(key) && /^\s*(javascript|vbscript|data):/i.test(value)) dangers.push(`${name} ${key}=${value}`);
      if (key === "src" && value === "x") dangers.push(`${name} src=x`);
    }
    node.children?.forEach(visit);
  };
  (parseDocument(html) as unknown as Node).children?.forEach(visit);
  return dangers;
}

/** The text of each element of this name, as a parser of XML reads it. */
export function textsOf(xml: string, element: string): string[] {
  const texts: string[] = [];
  const words = (node: Node): string => (node.data ?? "") + (node.children ?? []).map(words).join("");
  const visit = (node: Node): void => {
    if (node.name === element) texts.push(words(node));
    node.children?.forEach(visit);
  };
  (parseDocument(xml, { xmlMode: true }) as unknown as Node).children?.forEach(visit);
  return texts;
}

/** A member with an account, and the cookie that a real log-in gave at this territory. */
export async function signedIn(server: TestServer, home: Territory, more: { animates?: readonly Territory[]; coordinator?: boolean; name?: string } = {}): Promise<{ member: MemberViewer; cookie: string; email: string; host: string }> {
  const member = await server.world.member(home, more);
  const email = await server.world.account(member);
  const host = server.hostOf(home.slug);
  return { member, email, host, cookie: await server.logIn(email, "une phrase assez longue", host) };
}

const kept = ["contents", "content_authors", "content_tags", "events", "dossiers", "dossier_items", "comments", "likes", "follows", "media", "members", "territories", "animators", "accounts.users"];

/** What the database keeps of people and contents, as one word: equal before and after means that nothing changed. */
export async function digestOfAll(world: World): Promise<string> {
  await settled(world);
  const parts: string[] = [];
  for (const table of kept) {
    const { rows } = await sql<{ all: string | null }>`select md5(string_agg(t::text, '|' order by t::text)) as all from ${sql.table(table)} t`.execute(world.db);
    parts.push(`${table}=${rows[0]?.all ?? ""}`);
  }
  return createHash("sha256").update(parts.join()).digest("hex");
}

/** Lets a test ask more often than a person may. */
export async function forgetThrottles(world: World): Promise<void> {
  await sql`delete from throttles`.execute(world.db);
}

export async function png(width = 60, height = 40): Promise<Buffer> {
  return sharp({ create: { width, height, channels: 3, background: { r: 20, g: 120, b: 90 } } }).png().toBuffer();
}

/** A multipart body as a browser makes it, or as nobody should. */
export function multipart(fields: Readonly<Record<string, string>>, file?: { readonly name: string; readonly filename: string; readonly type: string; readonly bytes: Uint8Array }): { body: Uint8Array; headers: Record<string, string> } {
  const boundary = "----hostile7MA4YWxk";
  const parts = Object.entries(fields).map(([name, value]) => Buffer.from(`--${boundary}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`));
  if (file) parts.push(Buffer.from(`--${boundary}\r\nContent-Disposition: form-data; name="${file.name}"; filename="${file.filename}"\r\nContent-Type: ${file.type}\r\n\r\n`), Buffer.from(file.bytes), Buffer.from("\r\n"));
  return { body: Buffer.concat([...parts, Buffer.from(`--${boundary}--\r\n`)]), headers: { "content-type": `multipart/form-data; boundary=${boundary}` } };
}

export async function upload(server: TestServer, who: { cookie: string; host: string }, file: { filename: string; type: string; bytes: Uint8Array }, fields: Record<string, string> = {}) {
  return server.ask(who.host, "/televerser", { method: "POST", cookie: who.cookie, ...multipart({ alt: "Un carré", credit: "", ...fields }, { name: "picture", ...file }) });
}

/** The forms of contents, filled in as a careful person would. */
export const articleForm = { title: "Un article", summary: "Son résumé.", body: "Son texte.", tags: "", licence: "cc-by-sa", genre: "news", do: "publish", revision: "", lead: "" };
export const dossierForm = { title: "Un dossier", summary: "Son résumé.", body: "Son texte.", tags: "", licence: "cc-by-sa", contributions: "open", do: "publish", revision: "", lead: "" };
export function eventForm(): Record<string, string> {
  const date = Temporal.Now.plainDateISO("Europe/Paris").add({ days: 3 }).toString();
  return { title: "Un événement", summary: "Son résumé.", body: "Son texte.", tags: "", licence: "cc-by-sa", do: "publish", revision: "", lead: "", type: "conference", s_date: date, s_start: "14:00", s_end: "16:00", s_endDate: "", s_repeat: "", s_until: "", s_except: "", place_name: "Médiathèque", address: "", commune: "Grenoble", latitude: "", longitude: "", online_url: "", age_min: "", age_max: "", pricing: "free", booking_url: "", organiser: "", status: "on", status_reason: "" };
}
