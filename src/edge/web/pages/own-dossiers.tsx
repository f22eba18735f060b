import { listCuratedAnywhere, listInvitationsToAnywhere } from "../../../features/dossiers/list-curators.ts";
import { listOwnSuggestionsAnywhere } from "../../../features/dossiers/list-suggestions.ts";
import type { MessageKey } from "../../../platform/messages.ts";
import { formatAgo } from "../../../platform/time.ts";
import { hrefOf } from "../../addresses.ts";
import type { WebContext } from "../../env.ts";
import { page, type Route } from "../../route.ts";
import { missingPage } from "../errors.tsx";
import { render } from "../shell.tsx";

/** The dossiers that a member keeps, with what waits there, what they are invited to, and what they suggested elsewhere. */
async function ownDossiers(c: WebContext) {
  const t = c.get("t");
  const { db, viewer, now } = c.get("act");
  if (viewer.kind === "visitor") return missingPage(c);
  const [curated, invitations, suggestions] = await Promise.all([listCuratedAnywhere(db, viewer.id), listInvitationsToAnywhere(db, viewer.id, now()), listOwnSuggestionsAnywhere(db, viewer.id)]);
  return render(c, { title: t("my_dossiers"), noindex: true }, (
    <div class="wrap">
      <div class="head"><h1>{t("my_dossiers")}</h1><p class="lead">{t("my_dossiers_lead")}</p>
        {c.req.query("dit") === "decline" ? <p class="notice good" role="status">{t("dossier_invitation_declined")}</p> : null}
        <div class="actions"><a class="button" href="/contribuer/dossier">{t("write_dossier")}</a></div></div>
      <div class="stack loose">
        {invitations.length > 0 ? (
          <section class="stack"><h2>{t("my_invitations")}</h2>
            <ul class="plain">{invitations.map((each) => (
              <li class="item"><p>{t("dossier_invitation_text", { name: each.by, title: each.title })}</p>
                <form class="actions" method="post" action={`/mon-espace/invitations/${each.id}`}><button class="button" name="accepter" value="1">{t("dossier_invitation_accept")}</button><button class="button quiet" name="accepter" value="0">{t("dossier_invitation_decline")}</button></form></li>
            ))}</ul></section>
        ) : null}
        {curated.length === 0 ? <p class="empty">{t("my_dossiers_none")}</p> : (
          <ul class="plain">{curated.map((each) => (
            <li class="item"><div class="row"><a href={hrefOf(c, each)}><strong>{each.title}</strong></a><span class="soft">{t(`state_${each.state}` as MessageKey)} · {t("dossier_items", { count: each.items })}</span></div>
              {each.waiting > 0 ? <p><a href={`${hrefOf(c, each)}/organiser#propositions`}>{t("my_dossiers_waiting", { count: each.waiting })}</a></p> : null}</li>
          ))}</ul>
        )}
        {suggestions.length > 0 ? (
          <section class="stack"><h2>{t("my_suggestions")}</h2>
            <ul class="plain">{suggestions.map((each) => (
              <li class="item"><div class="row"><span>{each.content ?? t("my_suggestion_hidden")}</span>{each.dossier ? <a href={hrefOf(c, each.dossier)}>{each.dossier.title}</a> : null}<span class="badge">{t(`dossier_suggestion_${each.state}`)}</span><span class="soft">{formatAgo(each.at, now(), c.get("locale"))}</span></div>
                {each.answer ? <p class="note">{each.answer}</p> : null}
                {each.state === "waiting" ? <form method="post" action={`/dossiers/propositions/${each.id}/reprendre`}><input type="hidden" name="retour" value="/mon-espace/dossiers" /><button class="linklike">{t("dossier_suggestion_take_back")}</button></form> : null}</li>
            ))}</ul></section>
        ) : null}
      </div>
    </div>
  ));
}

export const ownDossierRoutes: readonly Route[] = [page("/mon-espace/dossiers", "member", ownDossiers)];
