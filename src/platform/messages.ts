export type Locale = "fr" | "en";
/** A file of messages/fr, by its sentences. A new file gets a line here: a sentence that doesn't exist doesn't compile. */
type MessageFiles =
  | typeof import("../../messages/fr/accounts.json")
  | typeof import("../../messages/fr/announcements.json")
  | typeof import("../../messages/fr/answers.json")
  | typeof import("../../messages/fr/bookings.json")
  | typeof import("../../messages/fr/co-authors.json")
  | typeof import("../../messages/fr/comments.json")
  | typeof import("../../messages/fr/communities.json")
  | typeof import("../../messages/fr/contents.json")
  | typeof import("../../messages/fr/editor.json")
  | typeof import("../../messages/fr/dossiers.json")
  | typeof import("../../messages/fr/elsewhere.json")
  | typeof import("../../messages/fr/federation.json")
  | typeof import("../../messages/fr/forms.json")
  | typeof import("../../messages/fr/itineraries.json")
  | typeof import("../../messages/fr/messages.json")
  | typeof import("../../messages/fr/moving.json")
  | typeof import("../../messages/fr/network.json")
  | typeof import("../../messages/fr/operations.json")
  | typeof import("../../messages/fr/participations.json")
  | typeof import("../../messages/fr/passports.json")
  | typeof import("../../messages/fr/places.json")
  | typeof import("../../messages/fr/projects.json")
  | typeof import("../../messages/fr/programmes.json")
  | typeof import("../../messages/fr/hours.json")
  | typeof import("../../messages/fr/juries.json")
  | typeof import("../../messages/fr/own-data.json")
  | typeof import("../../messages/fr/reports.json")
  | typeof import("../../messages/fr/servers.json")
  | typeof import("../../messages/fr/site.json")
  | typeof import("../../messages/fr/structures.json")
  | typeof import("../../messages/fr/suspensions.json")
  | typeof import("../../messages/fr/tags.json")
  | typeof import("../../messages/fr/territory.json")
  | typeof import("../../messages/fr/themes.json");
type KeysOf<File> = File extends unknown ? Exclude<keyof File, "default"> & string : never;
export type MessageKey = KeysOf<MessageFiles>;
export type MessageParams = Readonly<Record<string, string | number>>;
export type Translate = (key: MessageKey, params?: MessageParams) => string;

type Message = string | Readonly<Partial<Record<Intl.LDMLPluralRule, string>>>;

const files = import.meta.glob<Record<string, Message>>("../../messages/*/*.json", { eager: true, import: "default" });

function catalogue(locale: Locale): ReadonlyMap<string, Message> {
  return new Map(Object.entries(files).filter(([path]) => path.includes(`/${locale}/`)).flatMap(([, messages]) => Object.entries(messages)));
}

const catalogues: Readonly<Record<Locale, ReadonlyMap<string, Message>>> = { fr: catalogue("fr"), en: catalogue("en") };
const plurals = { fr: new Intl.PluralRules("fr"), en: new Intl.PluralRules("en") };
const numbers = { fr: new Intl.NumberFormat("fr-FR"), en: new Intl.NumberFormat("en-GB") };

/** The sentences of a language. A plural is chosen by the parameter `count`; numbers are written as the reader writes them. */
export function messagesFor(locale: Locale): Translate {
  const messages = catalogues[locale];
  return (key, params = {}) => {
    const message = messages.get(key) ?? catalogues.fr.get(key);
    if (message === undefined) throw new Error(`No message ${key}`);
    const text = typeof message === "string" ? message : (message[plurals[locale].select(Number(params["count"] ?? 0))] ?? message.other ?? "");
    if (!text.includes("{")) return text;
    return text.replace(/\{(\w+)\}/g, (whole, name: string) => {
      const value = params[name];
      if (value === undefined) return whole;
      return typeof value === "number" ? numbers[locale].format(value) : value;
    });
  };
}

/** The language of an answer: what the reader chose, else what their browser prefers among what the place speaks. */
export function negotiateLocale(header: string | null, available: readonly string[], chosen: string | null): Locale {
  const known = (tag: string): tag is Locale => (tag === "fr" || tag === "en") && available.includes(tag);
  if (chosen && known(chosen)) return chosen;
  const wishes = (header ?? "").slice(0, 200).split(",").map((part) => {
    const [tag = "", quality = "q=1"] = part.trim().split(";");
    return { tag: tag.trim().slice(0, 2).toLowerCase(), quality: Number(quality.replace(/^\s*q=/, "")) || 0 };
  });
  return wishes.filter((wish) => wish.quality > 0).sort((a, b) => b.quality - a.quality).map((wish) => wish.tag).find(known) ?? "fr";
}
