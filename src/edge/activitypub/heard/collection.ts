import { readAddress, sameOrigin } from "../guard/address.ts";
import { isObject, listOf, type Json, type JsonObject } from "../guard/json.ts";
import { isOfType } from "./content.ts";
import { nameOf } from "./links.ts";

/** A list that another server keeps, or a page of it. */
export interface HeardPage {
  readonly id: string;
  readonly items: readonly HeardItem[];
  /** Where it goes on: at the same server, and elsewhere than here. */
  readonly next: string | null;
  /** How many there are, it says. */
  readonly claimed: number | null;
}

export interface HeardItem {
  readonly id: string;
  /** What was said of it, where the server that keeps the list answers for it; else it is fetched. */
  readonly value: JsonObject | null;
}

const mostOnAPage = 200;
const most = 1_000_000_000;

/** Reads a collection or a page of one, with its first page when it holds that. Null when it isn't one. */
export function hearCollectionPage(value: JsonObject): HeardPage | null {
  const id = readAddress(value["id"]);
  if (id === null || !isOfType(value, "Collection", "OrderedCollection", "CollectionPage", "OrderedCollectionPage", "OrganizersCollection")) return null;
  const { first } = value;
  const page = isObject(first) && (nameOf(first) === null || sameOrigin(nameOf(first), id)) ? first : value;
  const items = [...itemsOf(value, id), ...(page === value ? [] : itemsOf(page, id))];
  const goesOn = page === value ? (nameOf(value["next"]) ?? (items.length === 0 ? nameOf(first) : null)) : nameOf(page["next"]);
  const total = value["totalItems"];
  return {
    id, items: [...new Map(items.map((each) => [each.id, each])).values()].slice(0, mostOnAPage), next: goesOn !== null && goesOn !== id && goesOn !== nameOf(page) && sameOrigin(goesOn, id) ? goesOn : null,
    claimed: typeof total === "number" && Number.isInteger(total) && total >= 0 && total <= most ? total : null,
  };
}

function itemsOf(page: JsonObject, collection: string): HeardItem[] {
  return [...listOf(page["orderedItems"]), ...listOf(page["items"])].slice(0, mostOnAPage).flatMap((each: Json): HeardItem[] => {
    const id = nameOf(each) ?? (isObject(each) ? readAddress(each["href"]) : null);
    return id === null ? [] : [{ id, value: isObject(each) && sameOrigin(id, collection) ? each : null }];
  });
}
