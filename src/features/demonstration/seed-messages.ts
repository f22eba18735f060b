import { sql } from "kysely";
import { json, type Transaction } from "../../platform/database.ts";
import { fromMarkdown } from "../../platform/text/from-markdown.ts";
import { keepTogether } from "../../platform/text/typeset.ts";
import { idAt } from "./chance.ts";
import type { SeedOptions } from "./seed.ts";

type Place = readonly [territory: string, index: number];

interface Told {
  readonly between: readonly [Place, Place];
  /** Days ago, hour of the day, which of the two, what. */
  readonly said: readonly (readonly [days: number, hour: number, by: 0 | 1, words: string])[];
  /** How many of the last ones the first of the two hasn't read. */
  readonly unread: number;
}

const [nord, grenoble, bretagne] = [(index: number): Place => ["hauts-de-france", index], (index: number): Place => ["grenoble", index], (index: number): Place => ["bretagne", index]];

const told: readonly Told[] = [
  { between: [nord(0), nord(4)], unread: 0, said: [
    [9, 18, 0, "Bonsoir, votre article sur les mares m’a donné envie de faire la même chose avec le club nature. Quelle épuisette utilisez-vous avec les plus jeunes ?"],
    [8, 9, 1, "Bonjour ! Une passoire de cuisine au bout d’un manche à balai : moins cher, et on abîme moins les larves. Comptez-en une pour trois enfants."],
    [8, 12, 0, "Parfait, on en a six à la maison de quartier. Merci beaucoup."],
    [7, 10, 1, "Si vous voulez, je vous prête nos clés de détermination plastifiées. Je passe à Lille mardi."],
    [7, 19, 0, "Avec plaisir. Mardi à 17 h, devant la médiathèque ?"],
    [6, 8, 1, "C’est noté."],
  ] },
  { between: [nord(0), grenoble(0)], unread: 1, said: [
    [3, 14, 0, "Bonjour, nous préparons un dossier sur les lichens et la qualité de l’air. Peut-on reprendre votre protocole de relevé avec une classe ?"],
    [2, 16, 1, "Bonjour, bien sûr, il est sous licence ouverte. Pensez à noter l’orientation du tronc : nous l’avions oubliée la première année, et **toutes** nos comparaisons sont tombées à l’eau."],
  ] },
  { between: [nord(0), nord(7)], unread: 2, said: [
    [1, 20, 1, "Bonjour, j’étais à votre soirée d’observation. Auriez-vous la référence du filtre lunaire dont vous parliez ?"],
    [1, 20, 1, "Et merci pour l’accueil, ma fille veut revenir avec sa classe."],
  ] },
  { between: [grenoble(0), grenoble(3)], unread: 1, said: [
    [4, 11, 0, "Bonjour, votre annonce se termine vendredi. Voulez-vous que nous la mettions à la une d’ici là ?"],
    [3, 17, 1, "Oui, avec plaisir ! Il nous manque encore deux bénévoles pour l’atelier du samedi."],
  ] },
  { between: [grenoble(0), bretagne(0)], unread: 0, said: [
    [12, 15, 1, "Bonjour, la réunion du réseau tombe pendant vos journées portes ouvertes. Le jeudi suivant vous irait ?"],
    [11, 9, 0, "Beaucoup mieux, merci. Je préviens l’équipe."],
  ] },
];

/** A few credible conversations between those with whom the demonstration is tried. */
export async function seedMessages(tx: Transaction, { today }: SeedOptions): Promise<void> {
  for (const [number, { between, said, unread }] of told.entries()) {
    const [one, other] = [idAt("member", ...between[0]), idAt("member", ...between[1])];
    const conversation = idAt("conversation", between[0][0], number);
    const at = ([days, hour]: Told["said"][number], turn: number) => `${today.subtract({ days }).toString()}T${String(hour).padStart(2, "0")}:${String(turn * 4 + 3).padStart(2, "0")}:00Z`;
    const [first, last] = [said[0], said.at(-1)];
    if (!first || !last) continue;
    const until = at(last, said.length - 1);
    await sql`insert into conversations (id, first_id, second_id, opened_by, opened_at) values (${conversation}, least(${one}::uuid, ${other}::uuid), greatest(${one}::uuid, ${other}::uuid), ${first[2] === 0 ? one : other}, ${at(first, 0)})`.execute(tx);
    await sql`insert into conversation_members (conversation_id, member_id, last_at, unread, read_at) values (${conversation}, ${one}, ${until}, ${unread}, ${at(first, 0)}), (${conversation}, ${other}, ${until}, 0, ${until})`.execute(tx);
    for (const [turn, each] of said.entries()) await sql`insert into messages (id, conversation_id, author_id, body, told_at, at) values (${idAt("message", between[0][0], number * 100 + turn)}, ${conversation}, ${each[2] === 0 ? one : other}, ${json(fromMarkdown(keepTogether(each[3])))}, ${at(each, turn)}, ${at(each, turn)})`.execute(tx);
  }
}
