import { territoryTrusts, trusts } from "../../../features/federation/server.ts";
import { Checks, TextField } from "../../../ui/form.tsx";
import { territoryOf, type WebContext } from "../../env.ts";
import { faultFor, type Fault } from "../form-data.ts";

export interface TypedTrust {
  readonly host: string;
  readonly trust: string;
  readonly reason: string;
}

/** How far to trust a server, and why; `named`: which one is known already. */
export function TrustFields({ c, typed, faults, named }: { c: WebContext; typed: TypedTrust; faults: readonly Fault[]; named: boolean }) {
  const t = c.get("t");
  const values = territoryOf(c) ? (["none", ...territoryTrusts] as const) : trusts;
  return (
    <>
      {named ? <><input type="hidden" name="host" value={typed.host} /><input type="hidden" name="named" value="1" /></> : <TextField name="host" label={t("servers_host")} hint={t("servers_host_hint")} value={typed.host} required autocomplete="off" fault={faultFor(faults, "host")} />}
      <Checks name="trust" single label={t("servers_trust")} values={[typed.trust]} fault={faultFor(faults, "trust")} options={values.map((value) => ({ value, label: value === "none" ? t("server_trust_none") : t(`server_trust_${value}_hint`) }))} />
      <TextField name="reason" label={t("server_reason")} hint={t("server_reason_hint")} value={typed.reason} autocomplete="off" fault={faultFor(faults, "reason")} />
      <div><button class="button" type="submit">{t("server_decide")}</button></div>
    </>
  );
}
