import { isSafeHref } from "./document.ts";

const followers = /^(?:utm_\w+|fbclid|gclid|gbraid|wbraid|dclid|msclkid|mc_[ce]id|igshid|igsh|twclid|yclid|_hs(?:enc|mi)|mkt_tok|vero_id|oly_(?:anon|enc)_id|wt\.mc_id|at_(?:medium|campaign)|xtor|si)$/i;
// Those that lead through themselves to count who leaves, with the parameter that says where.
const detours: readonly (readonly [host: RegExp, path: RegExp, parameter: string])[] = [
  [/^(?:www\.)?google\.[a-z.]+$/, /^\/url$/, "q"],
  [/\.safelinks\.protection\.outlook\.com$/, /^\//, "url"],
  [/^lm?\.facebook\.com$/, /^\/l\.php$/, "u"],
  [/^(?:www\.)?linkedin\.com$/, /^\/redir\/redirect$/, "url"],
];

/** Where a pasted link really leads, without what follows people around; null when that is nowhere for a reader. */
export function cleanHref(typed: string, hops = 0): string | null {
  const href = typed.trim();
  if (!/^(?:https?|mailto):/i.test(href) || !isSafeHref(href)) return null;
  if (href.toLowerCase().startsWith("mailto:")) return href.replace(/\?.*$/, "");
  const url = new URL(href);
  const detour = detours.find(([host, path, parameter]) => host.test(url.hostname) && path.test(url.pathname) && url.searchParams.has(parameter));
  if (detour && hops < 3) return cleanHref(url.searchParams.get(detour[2]) ?? "", hops + 1);
  const following = [...url.searchParams.keys()].filter((name) => followers.test(name));
  if (following.length === 0) return href;
  for (const name of following) url.searchParams.delete(name);
  return url.href;
}
