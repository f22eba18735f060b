import type { WaitingClaim } from "../../../features/structures/list-claims.ts";
import { formatAgo } from "../../../platform/time.ts";
import type { WebContext } from "../../env.ts";

/** Who asks to act for a structure, in their words, with the two answers. */
export function ClaimLine({ c, claim, back }: { c: WebContext; claim: WaitingClaim; back: string }) {
  const t = c.get("t");
  return (
    <li class="stack tight">
      <p><a href={`/membres/${claim.handle}`}><strong>{claim.name}</strong></a> → <a href={`/structures/${claim.slug}`}>{claim.structureName}</a> <span class="soft">{formatAgo(claim.askedAt, c.get("act").now(), c.get("locale"))}</span></p>
      {claim.words ? <blockquote>{claim.words}</blockquote> : null}
      <form class="actions" method="post" action={`/structures/demandes/${claim.id}`}>
        <input type="hidden" name="retour" value={back} />
        <button class="button" name="reponse" value="oui" aria-label={`${t("structure_grant")} – ${claim.name}`}>{t("structure_grant")}</button>
        <button class="button quiet" name="reponse" value="non" aria-label={`${t("structure_deny")} – ${claim.name}`}>{t("structure_deny")}</button>
      </form>
    </li>
  );
}
