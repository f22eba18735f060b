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
  ["not-a-name", "home_not_a_name"], ["unreachable", "home_unreachable"], ["blocked", "home_blocked"], ["no-provider", "home_no_provider"], ["own", "home_own"],
  ["too-often", "home_too_often"], ["declined", "home_declined"], ["refused", "home_refused"], ["stale", "home_stale"],
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
      <h2 id="ailleurs-title">{t("home_title")}</h2>
      <p>{t("home_lead")}</p>
      <form class="form" method="post" action="/connexion/ailleurs">
        {fault ? <Faults title={t("faults_title")} faults={[{ field: "chez", text: fault }]} /> : null}
        <input type="hidden" name="pour" value={round.pour} /><input type="hidden" name="retour" value={round.back} /><input type="hidden" name="etat" value={round.state} />
        {c.req.query("choisir") ? <input type="hidden" name="choisir" value="1" /> : null}
        {homes.length > 0 ? <Select name="serveur" label={t("home_choose")} value={known ? typed : ""} options={[{ value: "", label: t("home_another") }, ...homes.map(({ host, name }) => ({ value: host, label: name && name !== host ? `${name} – ${host}` : host }))]} /> : null}
        <TextField name="chez" label={t(homes.length > 0 ? "home_or_handle" : "home_handle")} hint={t("home_handle_hint")} value={known ? "" : typed} autocomplete="off" fault={fault} />
        <div><button class="button quiet" type="submit">{t("home_continue")}</button></div>
      </form>
    </section>
  );
}
