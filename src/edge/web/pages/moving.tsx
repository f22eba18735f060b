import { findAddressesAnywhere, type ShownAddress } from "../../../features/federation/find-addresses.ts";
import { Faults, TextField } from "../../../ui/form.tsx";
import { originOf } from "../../addresses.ts";
import type { WebContext } from "../../env.ts";
import { movingDone, movingFaults } from "../../moving-outcomes.ts";
import { page, type Route } from "../../route.ts";
import { missingPage } from "../errors.tsx";
import { faultFor } from "../form-data.ts";
import { render } from "../shell.tsx";

/** A member's other addresses, and moving to one of them. What is typed here goes to the door that asks other servers, which leads back with what came of it. */
async function movingPage(c: WebContext) {
  const t = c.get("t");
  const { viewer } = c.get("act");
  if (viewer.kind === "visitor") return missingPage(c);
  const known = await findAddressesAnywhere(c.get("services").db, viewer.id);
  const own = `@${known?.handle ?? viewer.handle}@${new URL(known?.uri ?? originOf(c, viewer.home)).host}`;
  const fault = movingFaults.find((each) => each === c.req.query("faute"));
  const done = movingDone.find((each) => each === c.req.query("fait"));
  const field = c.req.query("ou") === "vers" ? "vers" : "adresse";
  const typed = (c.req.query("tape") ?? "").slice(0, 300);
  const faults = fault ? [{ field, text: t(`moving_fault_${fault}`) }] : [];
  return render(c, { title: t("moving"), noindex: true, status: fault ? 422 : 200 }, (
    <div class="wrap">
      <div class="head"><h1>{t("moving")}</h1><p class="lead">{t("moving_lead")}</p></div>
      {done ? <p class="notice good" role="status">{t(`moving_done_${done}`)}</p> : null}
      <Faults title={t("faults_title")} faults={faults} />
      <div class="stack loose">
        <section class="stack" aria-labelledby="aliases"><h2 id="aliases">{t("moving_aliases")}</h2><p>{t("moving_aliases_text")}</p>
          {known && known.aliases.length > 0 ? <ul>{known.aliases.map((each) => <Alias c={c} alias={each} />)}</ul> : <p class="empty">{t("moving_none")}</p>}
          <form class="form" method="post" action="/mon-espace/adresses-ailleurs" novalidate>
            <TextField name="adresse" label={t("moving_alias")} hint={t("moving_alias_hint")} value={field === "adresse" ? typed : ""} required fault={faultFor(faults, "adresse")} />
            <div><button class="button">{t("moving_add")}</button></div></form>
        </section>
        <section class="stack" aria-labelledby="away"><h2 id="away">{t("moving_away")}</h2>
          {known?.movedTo ? (
            <form class="stack" method="post" action="/mon-espace/demenagement/retour"><p><a href={known.movedTo.url} rel="nofollow noopener">{t("moving_gone", { address: known.movedTo.handle })}</a></p><p>{t("moving_back_text")}</p><div><button class="button quiet">{t("moving_back")}</button></div></form>
          ) : (
            <form class="form" method="post" action="/mon-espace/demenagement" novalidate><p>{t("moving_away_text", { address: own })}</p>
              <TextField name="vers" label={t("moving_target")} hint={t("moving_alias_hint")} value={field === "vers" ? typed : ""} required fault={faultFor(faults, "vers")} />
              <div><button class="button">{t("moving_go")}</button></div></form>
          )}
        </section>
      </div>
    </div>
  ));
}

function Alias({ c, alias }: { c: WebContext; alias: ShownAddress }) {
  const t = c.get("t");
  return <li><form method="post" action="/mon-espace/adresses-ailleurs/retirer" class="row"><input type="hidden" name="adresse" value={alias.uri} /><a href={alias.url} rel="nofollow noopener me">{alias.handle}</a><button class="linklike" aria-label={t("moving_remove_of", { address: alias.handle })}>{t("moving_remove")}</button></form></li>;
}

export const movingRoutes: readonly Route[] = [page("/mon-espace/demenagement", "member", movingPage)];
