import { sql } from "kysely";
import { json, type Transaction } from "../../platform/database.ts";
import { fromMarkdown } from "../../platform/text/from-markdown.ts";
import { keepTogether } from "../../platform/text/typeset.ts";
import { chanceOf, idAt, type Chance } from "./chance.ts";
import { contributorsOf, demoSeed, type SeedOptions } from "./seed.ts";
import { demoTerritories, type DemoTerritory } from "./territories.ts";

const onArticles = [
  "Merci, je cherchais justement une source sur ce point.", "Nous l’avons fait avec une classe de CM2 : prévoyez plus de temps que prévu !", "Je ne suis pas certain du chiffre : auriez-vous la référence ?", "Belle idée, nous la reprendrons à la médiathèque.",
  "Mon grand-père racontait la même chose, sans connaître les mots. Merci.", "Un détail : chez nous, cela se passe plutôt au printemps.", "Lu à voix haute en réunion d’équipe, et adopté.", "Le passage sur les erreurs m’a fait du bien.",
  "Serait-il possible d’avoir la fiche en version imprimable ?", "J’ai partagé l’article avec mes collègues de l’autre bout du pays.", "On sent que c’est écrit par quelqu’un qui y était.", "Attention, le lien entre les deux n’est pas démontré, mais la piste est belle.",
];
const onEvents = [
  "Y aura-t-il un enregistrement ?", "Nous viendrons à quatre, dont deux en poussette. Est-ce accessible ?", "Je propose deux places en voiture depuis la gare.", "Très belle soirée, un grand merci à l’équipe pour l’accueil.", "Faut-il réserver pour les enfants aussi ?", "Hâte d’y être !",
  "L’an dernier, c’était complet en deux jours : ne tardez pas.", "Peut-on arriver en cours de route ?", "Ma fille de sept ans en parle encore.", "Dommage que ce soit le même soir que le conseil municipal…",
];
const answers = ["Oui, et merci de votre question !", "C’est noté, nous complétons la page.", "Merci pour ce retour.", "Écrivez-nous, nous vous l’envoyons.", "Bien vu, c’est corrigé."];
const all = [...onArticles, ...onEvents, ...answers];
const bodies = json(all.map((text) => fromMarkdown(keepTogether(text))));

interface Remark {
  readonly id: string;
  readonly parent: string | null;
  /** When what it answers was said. */
  readonly parent_at: string | null;
  readonly author: string;
  /** Its place in `all`. */
  readonly text: number;
  readonly at: string;
}

export interface Talk {
  readonly content: string;
  readonly likers: readonly string[];
  readonly at: string;
  readonly comments: readonly Remark[];
}

/** Who likes a content and what is said under it: nothing for most, a little for some, never after today began. */
export function talkOf(content: { readonly id: string; readonly kind: "article" | "event"; readonly territory: DemoTerritory; readonly author: string; readonly published: Temporal.Instant }, options: SeedOptions): Talk {
  const chance = chanceOf(demoSeed, content.id, "talk");
  const midnight = options.today.toZonedDateTime("Europe/Paris").toInstant();
  const likers = new Set(Array.from({ length: Math.floor(chance.next() ** 3 * 12) }, () => somebody(content.territory, chance, options.scale)));
  likers.delete(content.author);
  const comments: Remark[] = [];
  let at = content.published;
  for (let number = Math.floor(chance.next() ** 5 * 4.2); number > 0; number--) {
    at = at.add({ hours: chance.between(2, 30) });
    const list = content.kind === "article" ? onArticles : onEvents;
    const remark = { id: idAt("comment", content.id, comments.length), parent: null, parent_at: null, author: somebody(content.territory, chance, options.scale), text: all.indexOf(chance.pick(list)), at };
    if (Temporal.Instant.compare(at, midnight) >= 0 || comments.some((each) => each.text === remark.text)) break;
    comments.push({ ...remark, at: at.toString() });
    const answeredAt = at.add({ hours: 5 });
    if (chance.next() < 0.4 && Temporal.Instant.compare(answeredAt, midnight) < 0) comments.push({ id: idAt("comment", content.id, comments.length), parent: remark.id, parent_at: at.toString(), author: content.author, text: all.indexOf(chance.pick(answers)), at: answeredAt.toString() });
  }
  return { content: content.id, likers: [...likers], at: content.published.toString(), comments };
}

/** A contributor of the same territory, or one time in three of another. */
function somebody(home: DemoTerritory, chance: Chance, scale: number): string {
  const territory = chance.next() < 0.33 ? chance.pick(demoTerritories) : home;
  return idAt("member", territory.slug, chance.between(0, contributorsOf(territory, scale) - 1));
}

export async function insertTalk(tx: Transaction, talks: readonly Talk[]): Promise<void> {
  const rows = json(talks);
  await sql`insert into likes (content_id, member_id, at) select t.content, liker::uuid, t.at
    from jsonb_to_recordset(${rows}) as t(content uuid, at timestamptz, likers jsonb), jsonb_array_elements_text(t.likers) as liker`.execute(tx);
  await sql`insert into comments (id, content_id, parent_id, path, depth, author_id, body, created_at, told_at)
    select c.id, t.content, c.parent, coalesce(comment_step(c.parent, c.parent_at), '') || comment_step(c.id, c.at), case when c.parent is null then 0 else 1 end, c.author, ${bodies}::jsonb -> c.text, c.at, c.at
    from jsonb_to_recordset(${rows}) as t(content uuid, comments jsonb), jsonb_to_recordset(t.comments) as c(id uuid, parent uuid, parent_at timestamptz, author uuid, text int, at timestamptz)`.execute(tx);
}

/** What happens to a discussion after it was written: answers that name whom they answer, corrections, withdrawals, an end. */
export async function seedAfterthoughts(tx: Transaction, { today }: SeedOptions): Promise<void> {
  // By the last signs of identifiers that the seed decides: the same each time, and a few of each.
  const named = sql`from comments p join members m on m.id = p.author_id where k.parent_id = p.id and p.author_id <> k.author_id and right(k.id::text, 1) in ('0', '4', '8')`;
  await sql`insert into mentions (comment_id, handle, member_id, at) select k.id, m.handle, m.id, k.created_at from comments k, comments p join members m on m.id = p.author_id
    where k.parent_id = p.id and p.author_id <> k.author_id and right(k.id::text, 1) in ('0', '4', '8')`.execute(tx);
  await sql`update comments k set body = jsonb_set(k.body, '{content,0,content,0,text}', to_jsonb('@' || m.handle || ' ' || (k.body #>> '{content,0,content,0,text}'))) ${named}`.execute(tx);
  await sql`insert into comment_versions (comment_id, revision, body, at) select id, 1, jsonb_set(body, '{content,0,content,0,text}', to_jsonb((body #>> '{content,0,content,0,text}') || ' (suite à venir)')), created_at from comments where right(id::text, 1) = '2'`.execute(tx);
  await sql`update comments set revision = 2, edited_at = created_at + interval '40 minutes' where right(id::text, 1) = '2'`.execute(tx);
  await sql`update comments set state = case when right(id::text, 2) < '8' then 'withdrawn' else 'hidden' end where right(id::text, 1) = 'd' and depth = 0`.execute(tx);
  await sql`update contents c set comments = (select count(*) from comments k where k.content_id = c.id and k.state = 'visible') where id in (select content_id from comments where state <> 'visible')`.execute(tx);
  await sql`update contents set comments_closed_at = published_at + interval '20 days' where comments >= 2 and published_at < ${today.subtract({ days: 40 }).toString()} and right(id::text, 1) in ('3', 'c')`.execute(tx);
}

const words = ["À lire avant la prochaine réunion.", "Exactement ce qu’il nous faudrait ici.", "", "Je connais la personne qui a écrit : tout est vrai.", "Pour qui cherche une idée de sortie.", "", "Prenez dix minutes, vraiment.", "On en parle mardi ?"];

/** Some of those who like a content share it with those who follow them. */
export async function seedRelays(tx: Transaction, { today }: SeedOptions): Promise<void> {
  await sql`insert into relays (content_id, member_id, word, at, published_at)
    select l.content_id, l.member_id, (${words}::text[])[1 + ('x' || left(md5(l.content_id::text || l.member_id::text), 6))::bit(24)::int % ${sql.lit(words.length)}], l.at + interval '9 hours', c.published_at
    from likes l join contents c on c.id = l.content_id and c.state = 'published'
    where ('x' || left(md5(l.member_id::text || l.content_id::text), 6))::bit(24)::int % 9 = 0 and l.at < ${today.subtract({ days: 1 }).toString()}`.execute(tx);
  await sql`update contents c set relays = n from (select content_id, count(*)::int as n from relays group by content_id) r where r.content_id = c.id`.execute(tx);
}

/** Contributors follow their territory, a few others and the tags of what they write; the demonstration's member follows more. */
export async function seedFollows(tx: Transaction, { today }: SeedOptions): Promise<void> {
  const reader = idAt("member", "hauts-de-france", 0);
  const at = today.toString();
  await sql`insert into follows (member_id, kind, target, at) select id, 'territory', home_id::text, ${at} from members where contributor on conflict do nothing`.execute(tx);
  await sql`with people as (select id, row_number() over (order by id) as n, count(*) over () as many from members where contributor)
    insert into follows (member_id, kind, target, at) select a.id, 'member', b.id::text, ${at} from people a cross join (values (17), (101), (443)) as step(by)
    join people b on b.n = (a.n + step.by * (a.n % 5 + 1)) % a.many + 1 where a.id <> b.id on conflict do nothing`.execute(tx);
  await sql`insert into follows (member_id, kind, target, at) select distinct a.member_id, 'tag', t.tag, ${at}::timestamptz from content_authors a
    join content_tags t on t.content_id = a.content_id and t.position = 0 where left(a.content_id::text, 1) in ('1', '7', 'c') on conflict do nothing`.execute(tx);
  await sql`insert into follows (member_id, kind, target, at) select ${reader}::uuid, 'tag', tag, ${at}::timestamptz from (select distinct tag from content_tags order by tag limit 6) t on conflict do nothing`.execute(tx);
  await sql`insert into follows (member_id, kind, target, at) select ${reader}::uuid, 'member', id::text, ${at}::timestamptz from (select id from members where contributor and id <> ${reader}::uuid order by id limit 12) m on conflict do nothing`.execute(tx);
}
