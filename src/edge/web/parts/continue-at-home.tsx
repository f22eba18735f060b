import type { listHomesAnywhere } from "../../../features/federation/list-servers.ts";
import type { MessageKey } from "../../../platform/messages.ts";
import { Faults, Select, TextField } from "../../../ui/form.tsx";
import type { WebContext } from "../../env.ts";

interface ContinueAtHomeProps {
  readonly c: WebContext;
  readonly round: { readonly pour: string; readonly back: string; readonly state: string };
  readonly homes: Awaited<ReturnType<typeof listHomesAnywhere>>;
}

/** Why it didn't work, as the door that tried says it in the address. */
const faults = new Map<string, MessageKey>([
  ["not-a-name", "at_home_not_a_name"], ["unreachable", "at_home_unreachable"], ["blocked", "at_home_blocked"], ["no-provider", "at_home_no_provider"], ["own", "at_home_own"],
  ["too-often", "at_home_too_often"], ["declined", "at_home_declined"], ["refused", "at_home_refused"], ["stale", "at_home_stale"], ["suspended", "at_home_suspended"],
]);

/** "Continue with my Echosciences": for whoever has an account on a platform of another server. Only its name is typed. */
export function ContinueAtHome({ c, round, homes }: ContinueAtHomeProps) {
  const t = c.get("t");
  const typed = (c.req.query("chez") ?? "").slice(0, 300);
  const reason = faults.get(c.req.query("ailleurs") ?? "");
  const known = homes.some((each) => each.host === typed);
  const fault = reason && t(reason);
  return (
    <section class="section stack" id="ailleurs" aria-labelledby="ailleurs-title">
      <h2 id="ailleurs-title">{t("at_home_title")}</h2>
      <p>{t("at_home_lead")}</p>
      <form class="form" method="post" action="/connexion/ailleurs">
        {fault ? <Faults title={t("faults_title")} faults={[{ field: "chez", text: fault }]} /> : null}
        <input type="hidden" name="pour" value={round.pour} /><input type="hidden" name="retour" value={round.back} /><input type="hidden" name="etat" value={round.state} />
        {c.req.query("choisir") ? <input type="hidden" name="choisir" value="1" /> : null}
        {homes.length > 0 ? <Select name="serveur" label={t("at_home_choose")} value={known ? typed : ""} options={[{ value: "", label: t("at_home_another") }, ...homes.map(({ host, name }) => ({ value: host, label: name && name !== host ? `${name} – ${host}` : host }))]} /> : null}
        <TextField name="chez" label={t(homes.length > 0 ? "at_home_or_handle" : "at_home_handle")} hint={t("at_home_handle_hint")} value={known ? "" : typed} autocomplete="off" fault={fault} />
        <div><button class="button quiet" type="submit">{t("at_home_continue")}</button></div>
      </form>
    </section>
  );
}
