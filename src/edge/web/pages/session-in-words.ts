import { todayIn } from "../../../platform/time.ts";
import { territoryOf, type WebContext } from "../../env.ts";
import { page, type Route } from "../../route.ts";
import { readRow, sessionOf } from "../event-draft.ts";
import { repeatedRowWords, sayingOf } from "../../session-words.ts";

/** A row of the form in words, while it is being filled. */
function words(c: WebContext) {
  const row = readRow((name) => c.req.query(name) ?? "");
  const zone = territoryOf(c)?.zone ?? "Europe/Paris";
  return c.text(row.repeat === "" ? "" : repeatedRowWords(sayingOf(c), sessionOf(row), zone, todayIn(zone, c.get("act").now())));
}

/** Stands before the form of one event, whose address has any word here. */
export const sessionInWordsRoutes: readonly Route[] = [page("/contribuer/evenement/en-toutes-lettres", "member", words)];
