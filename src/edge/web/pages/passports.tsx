import { closeEverySession } from "../../../features/accounts/close-session.ts";
import { closePassport } from "../../../features/passports/close-passport.ts";
import { listPassportsAnywhere, type Passport } from "../../../features/passports/list-passports.ts";
import { formatAgo } from "../../../platform/time.ts";
import type { WebContext } from "../../env.ts";
import { form, page, type Route } from "../../route.ts";
import { missingPage } from "../errors.tsx";
import { render } from "../shell.tsx";

const path = "/mon-espace/plateformes";

/** The platforms of other servers that a member let in: what each may do, what it did last, and the way to end it. */
async function platforms(c: WebContext) {
  const t = c.get("t");
  const { viewer } = c.get("act");
  if (viewer.kind === "visitor") return missingPage(c);
  const passports = await listPassportsAnywhere(c.get("services").db, viewer.id);
  return render(c, { title: t("passports"), noindex: true }, (
    <div class="wrap measure">
      <div class="head"><h1>{t("passports")}</h1><p class="lead">{t("passports_lead")}</p></div>
      {c.req.query("retiree") !== undefined ? <p class="notice good" role="status">{t("passport_closed")}</p> : null}
      <div class="stack loose">
        {passports.length === 0 ? <p class="empty">{t("passports_none")}</p> : passports.map((passport) => <PassportCard c={c} passport={passport} />)}
        <section class="stack"><h2>{t("sessions_close_all")}</h2><p>{t("sessions_close_all_text")}</p>
          <form method="post" action="/mon-espace/sessions/fermer-toutes"><button class="button quiet">{t("sessions_close_all")}</button></form></section>
      </div>
    </div>
  ));
}

function PassportCard({ c, passport }: { c: WebContext; passport: Passport }) {
  const t = c.get("t");
  const ago = (at: Temporal.Instant) => <time datetime={at.toString()}>{formatAgo(at, c.get("act").now(), c.get("locale"))}</time>;
  const permitted = passport.permits.length > 0 ? passport.permits.map((permit) => t(`passport_permit_${permit}`)).join(" · ") : t("passport_permits_none");
  return (
    <section class="stack tight" aria-label={passport.host}>
      <h2>{passport.host}</h2>
      <p class="small soft">{t("passport_given")} {ago(passport.givenAt)}{passport.open ? ` · ${t("passport_open")}` : ""}</p>
      <p>{permitted}</p>
      {passport.deeds.length > 0 ? <><h3>{t("passport_deeds")}</h3><ul>{passport.deeds.map((deed) => <li>{t(`passport_did_${deed.act}`)} – <a href={deed.object} rel="nofollow noopener">{new URL(deed.object).host}</a>, {ago(deed.at)}</li>)}</ul></> : null}
      <form method="post" action={`${path}/${encodeURIComponent(passport.platform)}/retirer`}><button class="button quiet">{t("passport_close")}</button></form>
    </section>
  );
}

async function doClose(c: WebContext) {
  const { viewer } = c.get("act");
  if (viewer.kind === "visitor" || !(await closePassport(c.get("services").db, viewer.id, c.req.param("platform") ?? ""))) return missingPage(c);
  return c.redirect(`${path}?retiree`, 303);
}

async function doCloseAll(c: WebContext) {
  const { viewer } = c.get("act");
  if (viewer.kind === "member") await closeEverySession(c.get("services").db, viewer.id);
  return c.redirect("/", 303);
}

export const passportRoutes: readonly Route[] = [
  page(path, "member", platforms),
  form(`${path}/:platform/retirer`, "member", doClose),
  form("/mon-espace/sessions/fermer-toutes", "member", doCloseAll),
];
