import { askToLeave } from "../../../features/accounts/ask-to-leave.ts";
import { tokenStandsAnywhere } from "../../../features/accounts/find-token.ts";
import { eraseAccount } from "../../../features/erasure/erase-account.ts";
import { sendMail } from "../../../features/mails/send-mail.ts";
import { leavingChoices, type LeavingChoice } from "../../../features/members/leaving.ts";
import { askForExport } from "../../../features/own-data/ask-for-export.ts";
import { findExportFileAnywhere, findLatestExportAnywhere } from "../../../features/own-data/find-export.ts";
import { daysKept, type OwnData } from "../../../features/own-data/own-data.ts";
import { readId } from "../../../platform/ids.ts";
import { formatAgo } from "../../../platform/time.ts";
import { Checks, Faults, TextField } from "../../../ui/form.tsx";
import type { WebContext } from "../../env.ts";
import { form, page, type Route } from "../../route.ts";
import { missingPage } from "../errors.tsx";
import { faultFor, readForm, type Fault } from "../form-data.ts";
import { accountMail } from "../mails.tsx";
import { throttled, told } from "../parts/account-answers.tsx";
import { render } from "../shell.tsx";

async function ownData(c: WebContext, faults: readonly Fault[] = [], choice: LeavingChoice | null = null) {
  const t = c.get("t");
  const { viewer } = c.get("act");
  const { db, now } = c.get("services");
  if (viewer.kind === "visitor") return missingPage(c);
  const latest = await findLatestExportAnywhere(db, viewer.id, now());
  return render(c, { title: t("own_data"), noindex: true, status: faults.length > 0 ? 422 : 200, islands: latest?.state === "asked" ? ["progress"] : [] }, (
    <div class="wrap">
      <div class="head"><h1>{t("own_data")}</h1><p class="lead">{t("own_data_lead")}</p></div>
      <div class="stack loose measure">
        <section class="stack" id="export"><h2>{t("export_title")}</h2><p>{t("export_lead", { count: daysKept })}</p>
          <ExportState c={c} latest={latest} />
          {latest?.state === "asked" ? null : <form method="post" action="/mon-espace/donnees"><button class="button quiet">{t(latest?.state === "ready" ? "export_again" : "export_ask")}</button></form>}
        </section>
        <section class="stack" id="depart"><h2>{t("leave_title")}</h2><p>{t("leave_lead")}</p>
          <form class="form" method="post" action="/mon-espace/partir" novalidate><Faults title={t("faults_title")} faults={faults} />
            <Checks single name="choice" label={t("leave_choice")} values={choice ? [choice] : []} options={leavingChoices.map((value) => ({ value, label: t(`leave_${value}`) }))} fault={faultFor(faults, "choice")} />
            <TextField name="password" type="password" label={t("field_password")} hint={t("leave_password_hint")} autocomplete="current-password" required fault={faultFor(faults, "password")} />
            <div><button class="button danger">{t("leave_ask")}</button></div></form>
        </section>
      </div>
    </div>
  ));
}

/** Where the file is; it is looked at again by itself where scripts run. */
function ExportState({ c, latest }: { c: WebContext; latest: OwnData | null }) {
  const t = c.get("t");
  if (!latest) return null;
  if (latest.state === "failed") return <p class="notice alarm">{t("export_failed")}</p>;
  if (latest.state === "asked") {
    return (
      <es-progress><div class="notice" role="status"><label for="progress">{t("export_making")}</label> <progress id="progress" max="100" value={latest.progress}>{latest.progress} %</progress> <a href="/mon-espace/donnees#export">{t("export_look")}</a></div></es-progress>
    );
  }
  const megabytes = new Intl.NumberFormat(c.get("locale"), { maximumSignificantDigits: 2 }).format((latest.size ?? 0) / 1_000_000);
  return <p class="notice good"><a href={`/mon-espace/donnees/${latest.id}`} download>{t("export_fetch", { size: megabytes })}</a> – {t("export_until", { date: formatAgo(latest.expiresAt ?? latest.askedAt, c.get("act").now(), c.get("locale")) })}</p>;
}

async function doAskForExport(c: WebContext) {
  const { viewer } = c.get("act");
  if (viewer.kind === "visitor") return missingPage(c);
  await readForm(c);
  const slow = await throttled(c, "export", 5, 86_400, viewer.id);
  if (slow) return slow;
  await askForExport(c.get("act"));
  return c.redirect("/mon-espace/donnees#export", 303);
}

/** The file, to the member who asked for it and nobody else. */
async function fetchExport(c: WebContext) {
  const { viewer } = c.get("act");
  const { db, files, now } = c.get("services");
  const id = readId(c.req.param("id"));
  const key = viewer.kind === "member" && id ? await findExportFileAnywhere(db, viewer.id, id, now()) : null;
  const body = key ? await files.open(key) : null;
  if (!body) return missingPage(c);
  return c.body(body, 200, { "Content-Type": "application/zip", "Content-Disposition": 'attachment; filename="echosciences.zip"', "Cache-Control": "private, no-store", "Content-Security-Policy": "default-src 'none'; sandbox" });
}

async function doAskToLeave(c: WebContext) {
  const { viewer } = c.get("act");
  if (viewer.kind === "visitor") return missingPage(c);
  const t = c.get("t");
  const values = await readForm(c);
  const choice = leavingChoices.find((each) => each === values.one("choice"));
  if (!choice) return ownData(c, [{ field: "choice", text: t("fault_required") }]);
  const slow = await throttled(c, "leave", 10, 3600, viewer.id);
  if (slow) return slow;
  const { db, now } = c.get("services");
  const outcome = await askToLeave(db, now(), viewer.id, { password: values.one("password"), choice }, (tx, to, secret) => sendMail(tx, accountMail(c, to, "leave", `/depart/${secret}`)));
  return outcome.done ? told(c, "leave_sent_title", "leave_sent_text") : ownData(c, [{ field: "password", text: t("password_wrong") }], choice);
}

async function leavePage(c: WebContext) {
  const t = c.get("t");
  const { db, now } = c.get("services");
  if (!(await tokenStandsAnywhere(db, now(), "leave", c.req.param("secret") ?? ""))) return told(c, "link_stale_title", "link_stale_text");
  return render(c, { title: t("leave_confirm"), noindex: true }, (
    <div class="wrap head measure"><h1>{t("leave_confirm")}</h1><p class="lead">{t("leave_confirm_text")}</p>
      <div class="actions"><form method="post" action={c.req.path}><button class="button danger">{t("leave_do")}</button></form><a class="button quiet" href="/">{t("leave_stay")}</a></div></div>
  ));
}

async function doLeave(c: WebContext) {
  const t = c.get("t");
  const { db, now } = c.get("services");
  const outcome = await eraseAccount(db, now(), c.req.param("secret") ?? "");
  if (!outcome.done) return told(c, "link_stale_title", "link_stale_text");
  // Who asked is nobody any more: the page is a visitor's.
  c.set("act", { ...c.get("act"), viewer: { kind: "visitor" } });
  return render(c, { title: t("leave_done"), noindex: true }, <div class="wrap head"><h1>{t("leave_done")}</h1><p class="lead">{t(`leave_done_${outcome.value}`)}</p><div class="actions"><a class="button" href="/agenda">{t("nav_agenda")}</a></div></div>);
}

export const ownDataRoutes: readonly Route[] = [
  page("/mon-espace/donnees", "member", (c) => ownData(c)),
  form("/mon-espace/donnees", "member", doAskForExport),
  page("/mon-espace/donnees/:id", "member", fetchExport),
  form("/mon-espace/partir", "member", doAskToLeave),
  page("/depart/:secret", "public", leavePage, { at: "portal" }),
  form("/depart/:secret", "public", doLeave, { at: "portal" }),
];
