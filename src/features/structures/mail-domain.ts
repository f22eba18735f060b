import { isOwnHost } from "./alike.ts";

// Where anybody opens a mailbox: an address there proves nothing.
const freeMail = new Set("gmail.com googlemail.com outlook.com outlook.fr hotmail.com hotmail.fr live.com live.fr msn.com yahoo.com yahoo.fr ymail.com icloud.com me.com aol.com aol.fr orange.fr wanadoo.fr free.fr sfr.fr neuf.fr cegetel.net club-internet.fr numericable.fr laposte.net bbox.fr dartybox.com gmx.com gmx.fr mail.com proton.me protonmail.com pm.me tutanota.com tutamail.com posteo.net riseup.net mailo.com netcourrier.com zaclys.net ik.me infomaniak.com yandex.com mail.ru qq.com".split(" "));

export function isFreeMail(domain: string): boolean {
  return freeMail.has(domain) || [...freeMail].some((each) => domain.endsWith(`.${each}`));
}

/** The host of a site, without www; null when it is no site, or one of a network that hosts many. */
export function ownHostOf(website: string): string | null {
  const host = URL.canParse(website) ? new URL(website).hostname.replace(/^www\./, "").toLowerCase() : null;
  return isOwnHost(host) && !isFreeMail(host) ? host : null;
}

/** Whether an address proves that its holder belongs to the structure of this site: same domain, or one under it. Never one above: it may belong to many. */
export function provesBelonging(email: string, website: string): boolean {
  const domain = email.slice(email.lastIndexOf("@") + 1).toLowerCase();
  const host = ownHostOf(website);
  return host !== null && !isFreeMail(domain) && (domain === host || domain.endsWith(`.${host}`));
}
