// How well doubles of a structure are proposed in a large census: true names, damaged as people damage them, are asked
// as the form asks while somebody types.
import { performance } from "node:perf_hooks";
import { damages } from "../tests/support/damaged-names.ts";
import { figure } from "./results.mjs";

/** One damage for each structure, turn about. As many as one member may ask for in ten minutes. */
const asked = 560;

/**
 * Recall: the share of damaged names for which the structure itself is among the proposals. Precision: the share of the
 * proposals that are that structure, or carry its very name in its commune (the census of the demonstration repeats some).
 */
export async function measureDuplicates({ data, server, session }) {
  const { rows } = await data.client.query(`select slug, name, address, commune_code as commune from structures
    where state = 'listed' and commune_code is not null and name <> '' order by md5(id::text) limit ${asked}`);
  await data.client.query("delete from throttles");
  const kinds = Object.values(damages);
  const seen = { found: 0, proposed: 0, right: 0, times: [] };
  for (const [index, each] of rows.entries()) {
    const { name, address } = kinds[index % kinds.length](each);
    const query = new URLSearchParams({ name, address, communeCode: each.commune });
    const started = performance.now();
    const answer = await server.ask(server.host, `/contribuer/structure/ressemblantes?${query}`, { headers: { cookie: session } });
    seen.times.push(performance.now() - started);
    if (answer.status !== 200) throw new Error(`The proposals answered ${answer.status}`);
    const proposals = JSON.parse(answer.body.toString());
    const itself = (one) => one.href.endsWith(`/structures/${each.slug}`);
    seen.found += proposals.some(itself) ? 1 : 0;
    seen.proposed += proposals.length;
    seen.right += proposals.filter((one) => itself(one) || one.name === each.name).length;
  }
  seen.times.sort((a, b) => a - b);
  return [
    figure(`doubles proposed, recall over ${rows.length} damaged names`, seen.found / rows.length, "", { target: 0.9 }),
    figure(`doubles proposed, precision over ${seen.proposed} proposals`, seen.right / seen.proposed, "", { target: 0.85 }),
    figure("doubles proposed, 95th percentile", seen.times[Math.floor(seen.times.length * 0.95)] ?? 0, "ms", { target: 100, under: true }),
  ];
}
