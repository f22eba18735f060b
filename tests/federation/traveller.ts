import type { Answer } from "../support/server.ts";
import type { TestServer } from "../support/server.ts";

export interface Seen extends Answer {
  readonly url: URL;
}

/** A browser without JavaScript that goes from server to server: keeps cookies as browsers do, follows redirects and what refreshes itself. */
export interface Traveller {
  /** Cookies by host, as they stand. */
  readonly jar: Map<string, Map<string, { readonly value: string; readonly path: string }>>;
  open(url: string | URL): Promise<Seen>;
  send(url: string | URL, form: Record<string, string | string[]>): Promise<Seen>;
  /** One answer, without going on. */
  step(url: string | URL, form?: Record<string, string | string[]>): Promise<Seen>;
  cookieAt(host: string): string;
}

const longestWay = 20;

export function traveller(servers: readonly TestServer[]): Traveller {
  const jar: Traveller["jar"] = new Map();
  const cookieFor = (url: URL) => [...(jar.get(url.host) ?? [])].filter(([, { path }]) => url.pathname === path || url.pathname.startsWith(path.endsWith("/") ? path : `${path}/`)).map(([name, { value }]) => `${name}=${value}`).join("; ");

  async function step(target: string | URL, form?: Record<string, string | string[]>): Promise<Seen> {
    const url = new URL(target);
    const server = servers.find((each) => String(each.port) === url.port);
    if (!server) throw new Error(`Nobody answers at ${url.href}`);
    const cookie = cookieFor(url);
    const answer = await server.ask(url.host, `${url.pathname}${url.search}`, { ...(form ? { method: "POST", form } : {}), ...(cookie ? { cookie } : {}), headers: { accept: "text/html,*/*" } });
    for (const line of answer.cookies) remember(url, line);
    return { ...answer, url };
  }

  function remember(url: URL, line: string): void {
    const [pair = "", ...rest] = line.split(/;\s*/);
    const [name = "", value = ""] = [pair.slice(0, pair.indexOf("=")), pair.slice(pair.indexOf("=") + 1)];
    const said = new Map(rest.map((each) => [each.split("=")[0]?.toLowerCase() ?? "", each.split("=")[1] ?? ""]));
    const kept = jar.get(url.host) ?? new Map<string, { value: string; path: string }>();
    const gone = value === "" || said.get("max-age") === "0" || (said.has("expires") && Date.parse(said.get("expires") ?? "") < Date.now());
    if (gone) kept.delete(name);
    else kept.set(name, { value, path: said.get("path") ?? "/" });
    jar.set(url.host, kept);
  }

  async function onwards(first: Seen): Promise<Seen> {
    let seen = first;
    for (let hop = 0; hop < longestWay; hop++) {
      const next = seen.status >= 300 && seen.status < 400 ? String(seen.headers["location"]) : /^0; url=(.+)$/.exec(String(seen.headers["refresh"] ?? ""))?.[1];
      const url = next ? new URL(next, seen.url) : null;
      // Where nobody of ours answers, it stays before the door.
      if (!url || !servers.some((each) => String(each.port) === url.port)) return seen;
      seen = await step(url);
    }
    throw new Error(`It leads in a circle: ${seen.url.href}`);
  }

  return { jar, step, open: async (url) => onwards(await step(url)), send: async (url, form) => onwards(await step(url, form)), cookieAt: (host) => cookieFor(new URL(`http://${host}/`)) };
}

/** The values of hidden fields of the form that is sent to this path. */
export function hiddenIn(page: string, action: string): Record<string, string> {
  const form = page.split("<form").find((each) => each.includes(`action="${action}"`))?.split("</form>")[0] ?? "";
  const fields = [...form.matchAll(/<input type="hidden" name="([^"]*)" value="([^"]*)"/g)].map(([, name = "", value = ""]) => [name, value.replaceAll("&amp;", "&")]);
  return Object.fromEntries(fields) as Record<string, string>;
}
