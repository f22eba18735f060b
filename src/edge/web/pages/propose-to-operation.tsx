import { findCallAnywhere } from "../../../features/answers/show-call.ts";
import { withdrawEvent } from "../../../features/operations/decide-event.ts";
import { listOwnForOperation, type OperationEvent } from "../../../features/operations/list-events.ts";
import { takesProposals } from "../../../features/operations/operation.ts";
import { proposeEvent } from "../../../features/operations/propose-event.ts";
import { readId, type ContentId } from "../../../platform/ids.ts";
import { Faults, Select } from "../../../ui/form.tsx";
import { hrefOf } from "../../addresses.ts";
import type { WebContext } from "../../env.ts";
import { form, page, type Route } from "../../route.ts";
import { pathOf } from "../calling.ts";
import { accessRefused, missingPage } from "../errors.tsx";
import { readForm, type Fault } from "../form-data.ts";
import { operationAt, partakers, type Operating } from "../operating.ts";
import { callWords } from "../parts/operation-facts.tsx";
import { render } from "../shell.tsx";

async function open(c: WebContext) {
  const found = await operationAt(c, "/proposer");
  return found instanceof Response ? found : proposePage(c, found, []);
}

/** What a member may propose to an operation, and what became of what they did. */
async function proposePage(c: WebContext, found: Operating, faults: readonly Fault[]) {
  const { content, standing } = found;
  const t = c.get("t");
  const [{ free, proposed }, call] = await Promise.all([listOwnForOperation(c.get("act"), content.id, partakers(c, found).map((each) => each.id)), findCallAnywhere(c.get("services").db, content.id)]);
  const opened = takesProposals(standing, c.get("act").now());
  const action = pathOf(content, "/proposer");
  const done = c.req.query("fait");
  return render(c, { title: t("operation_propose"), noindex: true, status: faults.length > 0 ? 422 : 200 }, (
    <div class="wrap stack loose">
      <div class="head"><p><a href={pathOf(content)}>{content.title}</a></p><h1>{t("operation_propose")}</h1><p class="lead">{t(opened ? "operation_propose_lead" : "operation_propose_closed", { day: callWords(c, standing) })}</p></div>
      {done === "proposed" || done === "accepted" || done === "removed" ? <p class="notice good" role="status">{t(`operation_done_${done}`)}{call && done === "proposed" ? <> <a href={pathOf(content, "/repondre")}>{t("operation_answer_too")}</a></> : null}</p> : null}
      <Faults title={t("faults_title")} faults={faults} />
      {opened ? (
        <section class="stack" aria-labelledby="which">
          <h2 id="which">{t("operation_which")}</h2>
          {free.length > 0 ? (
            <form class="field-and-button" method="post" action={action}>
              <Select name="event" label={t("programme_add_own")} fault={faults.find((each) => each.field === "event")?.text} options={[{ value: "", label: "—" }, ...free.map((each) => ({ value: each.id, label: each.title }))]} />
              <button class="button" name="do" value="propose">{t("operation_propose_do")}</button>
            </form>
          ) : <p class="soft">{t("operation_none_free")}</p>}
          <div class="actions"><a class="button quiet" href="/contribuer/evenement">{t("write_event")}</a></div>
        </section>
      ) : null}
      {proposed.length > 0 ? (
        <section class="stack" aria-labelledby="proposed">
          <h2 id="proposed">{t("operation_proposed")}</h2>
          <ul class="brief">{proposed.map((each) => <Proposed c={c} event={each} action={action} />)}</ul>
        </section>
      ) : null}
    </div>
  ));
}

function Proposed({ c, event, action }: { c: WebContext; event: OperationEvent; action: string }) {
  const t = c.get("t");
  return (
    <li>
      <a href={hrefOf(c, { ...event, kind: "event" })}>{event.title}</a>
      <span class="badge">{event.label || t(`operation_state_${event.state}`)}</span>
      {event.note ? <span class="soft">{event.note}</span> : null}
      <form method="post" action={action}><input type="hidden" name="event" value={event.id} /><button class="button quiet" name="do" value="remove" aria-label={`${t("operation_withdraw")} – ${event.title}`}>{t("operation_withdraw")}</button></form>
    </li>
  );
}

async function change(c: WebContext) {
  const found = await operationAt(c, "/proposer");
  if (found instanceof Response) return found;
  const { content } = found;
  const values = await readForm(c);
  const event = readId<ContentId>(values.one("event"));
  const t = c.get("t");
  if (!event) return proposePage(c, found, [{ field: "event", text: t("fault_required") }]);
  const to = pathOf(content, "/proposer");
  if (values.one("do") === "remove") {
    const outcome = await withdrawEvent(c.get("act"), { operation: content.id, event });
    if (outcome.done) return c.redirect(`${to}?fait=removed`, 303);
    return outcome.refusal === "unknown" ? missingPage(c) : accessRefused(c, outcome.refusal);
  }
  const outcome = await proposeEvent(c.get("act"), { operation: content.id, event });
  if (outcome.done) return c.redirect(`${to}?fait=${outcome.value}`, 303);
  const { refusal } = outcome;
  if (refusal === "unknown") return missingPage(c);
  if (refusal === "sign-in" || refusal === "forbidden") return accessRefused(c, refusal);
  return proposePage(c, found, [{ field: "event", text: t(`operation_refused_${refusal}`) }]);
}

export const proposeToOperationRoutes: readonly Route[] = [
  page("/operations/:slug/proposer", "member", open, { at: "territory" }),
  form("/operations/:slug/proposer", "member", change, { at: "territory" }),
];
