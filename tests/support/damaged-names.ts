import { foldLetters } from "../../src/platform/text/slug.ts";

export interface Named {
  readonly name: string;
  readonly address: string;
}

/** What people do to a name and an address when they record a second time what is there already. */
export const damages: Readonly<Record<string, (each: Named) => Named>> = {
  accents: (each) => ({ name: foldLetters(each.name), address: each.address }),
  "a letter swapped": (each) => ({ name: each.name.replace(/([a-zé]{3})([a-z])([a-z])([a-z])/, "$1$3$2$4"), address: each.address }),
  "a letter lost": (each) => ({ name: each.name.replace(/([a-zé]{4})[a-z]([a-z])/, "$1$2"), address: each.address }),
  "abbreviations": (each) => ({ name: each.name.replace("Médiathèque", "Média").replace("Laboratoire", "Labo").replace("association", "asso").replace("Saint-", "St "), address: each.address }),
  "words moved": (each) => ({ name: each.name.split(" ").toReversed().join(" "), address: each.address }),
  "association before": (each) => ({ name: `Association ${each.name}`, address: each.address }),
  "another number of the street": (each) => ({ name: each.name, address: each.address.replace(/^\d+/, "3 bis") }),
};
