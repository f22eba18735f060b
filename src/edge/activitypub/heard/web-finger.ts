import { readAddress, sameOrigin } from "../guard/address.ts";
import { isObject, listOf, textOf, type JsonObject } from "../guard/json.ts";

export interface HeardHandle {
  /** `camille@other.example`: how the server that was asked says that they are called. */
  readonly subject: string;
  readonly actor: string;
  readonly profile: string | null;
  /** Where one answers from there, with `{uri}` for what is answered. */
  readonly interact: string | null;
  /**
   * Whether the host of the name answers for the actor. Otherwise somebody says of another server's actor that it bears
   * their name: it must be asked at the host of `subject` before it is believed.
   */
  readonly confirmed: boolean;
}

/** Reads WebFinger's answer about `asked`, a handle like `camille@other.example`. Null when it names no actor. */
export function hearWebFinger(value: JsonObject, asked: string): HeardHandle | null {
  const links = listOf(value["links"]).slice(0, 60).filter(isObject);
  const self = links.filter((each) => each["rel"] === "self" && /^application\/(?:activity\+json|ld\+json)/i.test(textOf(each["type"]))).map((each) => readAddress(each["href"])).find((each) => each !== null);
  const subject = handleIn(textOf(value["subject"])) ?? handleIn(asked);
  if (self === undefined || subject === null) return null;
  const host = subject.slice(subject.indexOf("@") + 1);
  const template = textOf(links.find((each) => each["rel"] === "http://ostatus.org/schema/1.0/subscribe")?.["template"]);
  return {
    subject, actor: self, profile: links.filter((each) => each["rel"] === "http://webfinger.net/rel/profile-page").map((each) => readAddress(each["href"])).find((each) => each !== null) ?? null,
    interact: template.includes("{uri}") && readAddress(template.replace("{uri}", "x")) !== null ? template : null,
    confirmed: subject === handleIn(asked) && (sameOrigin(self, `https://${host}`) || sameOrigin(self, `http://${host}`)),
  };
}

/** `acct:Camille@Other.example` as `Camille@other.example`; null for anything else. */
export function handleIn(text: string): string | null {
  const [, user = "", host = ""] = /^(?:acct:)?@?([^@\s/:?#]{1,100})@([^@\s/?#]{1,255})$/.exec(text.slice(0, 400)) ?? [];
  const read = host === "" ? null : readAddress(`https://${host}/`);
  return read === null || /[\p{C}\p{Z}]/u.test(user) ? null : `${user}@${read.slice("https://".length, -1)}`;
}
