// How long every listing, form and suggestion takes, asked one after another by a reader whose pages are made anew.
import { performance } from "node:perf_hooks";
import { figure } from "./results.mjs";

const turns = 60;

/** Addresses by name; those of `own` are asked by a logged-in member. What depends on the data is read from it. */
async function addresses({ client }) {
  const one = async (text) => (await client.query(text)).rows[0] ?? {};
  const grenoble = "(select id from territories where slug = 'grenoble')";
  const { tag } = await one("select tag from (select tag from content_tags where published_at is not null limit 3000) t group by tag order by count(*) desc, tag limit 1");
  const { slug: dossier } = await one(`select c.slug from contents c join dossier_items i on i.dossier_id = c.id where c.state = 'published' and c.territory_id = ${grenoble} group by c.id, c.slug order by count(*) desc limit 1`);
  const { slug: structure } = await one(`select slug from structures where territory_id = ${grenoble} and state = 'listed' order by created_at limit 1`);
  const slugOf = async (kind) => (await one(`select slug from contents where kind = '${kind}' and state = 'published' and territory_id = ${grenoble} order by published_at desc limit 1`)).slug;
  const { slug: community } = await one(`select c.slug from communities c join contents x on x.community_id = c.id where c.territory_id = ${grenoble} and c.access <> 'private' group by c.id, c.slug order by count(*) desc limit 1`);
  const { slug: festival } = await one(`select c.slug from contents c join events e on e.parent_id = c.id where c.state = 'published' and c.territory_id = ${grenoble} group by c.id, c.slug order by count(*) desc limit 1`);
  const { slug: operation } = await one("select slug from contents where kind = 'operation' and state = 'published' limit 1");
  const { handle } = await one("select handle from members where contributor order by id limit 1");
  return {
    public: {
      "home page": "/", "home page of the network": "portal:/", "agenda": "/agenda", "agenda, three filters": "/agenda?type=workshop&prix=gratuit&public=families", "agenda near a place": "/agenda?ou=Grenoble&rayon=10", "agenda of the network": "portal:/agenda",
      "articles": "/articles", "articles of a theme": "/articles?theme=astronomie", "announcements": "/annonces", "dossiers": "/dossiers", "structures": "/structures", "structures by name": "/structures?q=museum", "a structure": `/structures/${structure}`, "a dossier": `/dossiers/${dossier}`,
      "tags": "/mots-cles", "a tag": `/mots-cles/${tag}`, "members": "/membres", "a member": `/membres/${handle}`, "search": "/recherche?q=abeilles+sauvages", "search with errors": "/recherche?q=abeile+sovage", "search of the network": "portal:/recherche?q=astronomie", "map": "/carte", "places": "/lieux", "places that are open now": "/lieux?ouvert=maintenant", "a place": `/lieux/${await slugOf("place")}`, "projects": "/projets", "itineraries": "/parcours",
      "communities": "/communautes", "a community": `/communautes/${community}`, "contents of a community": `/communautes/${community}/contenus`, "a programme": `/evenements/${festival}/programme`, "operations": "/operations", "programme of an operation": `/operations/${operation}/programme`, "sitemap": "/sitemap.xml",
      "API events": "/api/v1/events?limit=100", "API articles of a tag": `/api/v1/articles?tag=${tag}`, "API changes": "/api/v1/contents?updated_since=2020-01-01T00:00:00Z", "API structures": "/api/v1/structures", "API search": "/api/v1/search?q=comete", "API members": "/api/v1/members",
      "feed of articles": "/articles.rss", "agenda as ICS": "/agenda.ics",
    },
    own: { "my space": "/mon-espace", "article form": "/contribuer/article", "event form": "/contribuer/evenement", "announcement form": "/contribuer/annonce", "place form": "/contribuer/lieu", "project form": "/contribuer/projet", "own dossiers": "/mon-espace/dossiers", "people while typing": "/mentionner?q=mar", "tags while typing": "/mots-cles-proposes?q=ast", "places while typing": "/lieux-par-nom?q=muse", "structure form": "/contribuer/structure", "structures by name while typing": "/structures-par-nom?q=museum", "doubles while typing": "/contribuer/structure/ressemblantes?name=Museum+d%27histoire+naturelle" },
  };
}

/** The 95th percentile of each, in milliseconds, one request at a time: at most 100. */
export async function measureListings({ data, server, session }, say) {
  const { public: open, own } = await addresses(data);
  const figures = [];
  for (const [name, at, cookie] of [...Object.entries(open).map(([name, at]) => [name, at, "es_lang=fr"]), ...Object.entries(own).map(([name, at]) => [name, at, session])]) {
    const portal = at.startsWith("portal:");
    const path = portal ? at.slice("portal:".length) : at;
    const times = [];
    for (let turn = 0; turn < turns + 5; turn++) {
      const started = performance.now();
      const answer = await server.ask(portal ? server.portal : server.host, path, { headers: { cookie, "x-forwarded-for": `10.1.${turn}.1` } });
      if (answer.status !== 200) {
        say(`${path} answered ${answer.status}`);
        break;
      }
      if (turn >= 5) times.push(performance.now() - started);
    }
    times.sort((a, b) => a - b);
    figures.push(figure(`${name}, 95th percentile`, times[Math.floor(times.length * 0.95)] ?? Number.POSITIVE_INFINITY, "ms", { target: 100, under: true }));
  }
  return figures;
}
