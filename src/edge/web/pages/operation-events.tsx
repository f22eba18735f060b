import { decideEvent, decisionInput, withdrawEvent } from "../../../features/operations/decide-event.ts";
import { joinOperation } from "../../../features/operations/join-operation.ts";
import { listProposals, type OperationEvent } from "../../../features/operations/list-events.ts";
import { canAnswerInvitation, canDecide } from "../../../features/operations/policy.ts";
import { proposeEvent } from "../../../features/operations/propose-event.ts";
import { findEventAt } from "../../../features/programmes/find-event.ts";
import type { Territory } from "../../../features/territories/territory.ts";
import { readId, type ContentId, type TerritoryId } from "../../../platform/ids.ts";
import type { MessageKey } from "../../../platform/messages.ts";
import { Faults, Select, TextField } from "../../../ui/form.tsx";
import { hrefOf } from "../../addresses.ts";
import type { WebContext } from "../../env.ts";
import { form, page, type Route } from "../../route.ts";
import { pathOf } from "../calling.ts";
import { accessRefused, missingPage } from "../errors.tsx";
import { readForm, type FormValues } from "../form-data.ts";
import { operationAt, type Operating } from "../operating.ts";
import { render } from "../shell.tsx";

/** The territories for which the reader may say something here. */
function own(c: WebContext, { standing }: Operating): Territory[] {
  const { viewer } = c.get("act");
  const { directory } = c.get("services");
  if (viewer.kind === "visitor") return [];
  return viewer.animates.filter((each) => canDecide(viewer, standing, each) || canAnswerInvitation(viewer, standing, each)).map((each) => directory().byId(each));
}

async function open(c: WebContext) {
  const found = await operationAt(c, "/evenements");
  if (found instanceof Response) return found;
  return own(c, found).length > 0 ? eventsPage(c, found, null) : accessRefused(c, "forbidden");
}

/** What each territory of the reader brings to an operation: whether it takes part, what is proposed, what is accepted with which label. */
async function eventsPage(c: WebContext, found: Operating, fault: string | null) {
  const { content, standing } = found;
  const t = c.get("t");
  const territories = own(c, found);
  const lists = await Promise.all(territories.map((each) => listProposals(c.get("services").db, content.id, each.id)));
  const action = pathOf(content, "/evenements");
  return render(c, { title: t("operation_events"), noindex: true, status: fault ? 422 : 200 }, (
    <div class="wrap stack loose">
      <div class="head"><p><a href={pathOf(content)}>{content.title}</a></p><h1>{t("operation_events")}</h1><p class="lead">{t("operation_events_lead")}</p></div>
      {c.req.query("fait") ? <p class="notice good" role="status">{t("operation_events_done")}</p> : null}
      {fault ? <Faults title={t("faults_title")} faults={[{ field: "address", text: fault }]} /> : null}
      {territories.map((territory, index) => (
        <section class="stack" aria-labelledby={`t-${territory.slug}`}>
          <h2 id={`t-${territory.slug}`}>{territory.name}</h2>
          {territory.id === content.territory ? null : <Invitation c={c} action={action} territory={territory} joined={canDecide(c.get("act").viewer, standing, territory.id)} />}
          {canDecide(c.get("act").viewer, standing, territory.id) ? (
            <>
              {(lists[index] ?? []).length > 0 ? <ul class="brief">{(lists[index] ?? []).map((event) => <Decide c={c} event={event} labels={standing.labels} action={action} />)}</ul> : <p class="soft">{t("operation_events_none")}</p>}
              <form class="field-and-button" method="post" action={action}>
                <input type="hidden" name="territory" value={territory.id} />
                <div class={fault ? "field faulty" : "field"}><label for={index === 0 ? "address" : `address-${territory.slug}`}>{t("operation_add")}</label><input id={index === 0 ? "address" : `address-${territory.slug}`} name="address" /></div>
                <button class="button quiet" name="do" value="add">{t("programme_add")}</button>
              </form>
            </>
          ) : null}
        </section>
      ))}
    </div>
  ));
}

function Invitation({ c, action, territory, joined }: { c: WebContext; action: string; territory: Territory; joined: boolean }) {
  const t = c.get("t");
  return (
    <form class="row" method="post" action={action}>
      <input type="hidden" name="territory" value={territory.id} />
      <span>{t(joined ? "operation_joined" : "operation_invited")}</span>
      <button class="button quiet" name="do" value={joined ? "leave" : "join"}>{t(joined ? "operation_leave" : "operation_join")}</button>
    </form>
  );
}

function Decide({ c, event, labels, action }: { c: WebContext; event: OperationEvent; labels: readonly string[]; action: string }) {
  const t = c.get("t");
  return (
    <li>
      <a href={hrefOf(c, { ...event, kind: "event" })}>{event.title}</a>
      <span class="row"><span class="badge">{event.label || t(`operation_state_${event.state}`)}</span>{event.published ? null : <span class="badge">{t("operation_unpublished")}</span>}{event.by ? <span class="soft">{t("by", { name: event.by })}</span> : null}</span>
      <details open={event.state === "proposed"}>
        <summary>{t("operation_decide")}<span class="hidden-text"> – {event.title}</span></summary>
        <form class="stack tight" method="post" action={action}>
          <input type="hidden" name="event" value={event.id} />
          {labels.length > 0 ? <Select name="label" id={`label-${event.id}`} label={t("operation_label")} value={event.label} options={[{ value: "", label: t("operation_label_none") }, ...labels.map((each) => ({ value: each, label: each }))]} /> : null}
          <TextField name="note" id={`note-${event.id}`} label={t("operation_note")} value={event.note} />
          <div class="actions">
            <button class="button" name="do" value="accepted">{t(event.state === "accepted" ? "operation_relabel" : "programme_accept")}</button>
            {event.state === "declined" ? null : <button class="button quiet" name="do" value="declined">{t("programme_decline")}</button>}
            <button class="button quiet" name="do" value="remove">{t("operation_withdraw")}</button>
          </div>
        </form>
      </details>
    </li>
  );
}

async function change(c: WebContext) {
  const found = await operationAt(c, "/evenements");
  if (found instanceof Response) return found;
  const values = await readForm(c);
  const refusal = await perform(c, found, values);
  if (refusal === null) return c.redirect(pathOf(found.content, "/evenements?fait=1"), 303);
  if (refusal === "forbidden" || refusal === "sign-in") return accessRefused(c, refusal);
  if (own(c, found).length === 0 || (refusal === "unknown" && values.one("do") !== "add")) return missingPage(c);
  return eventsPage(c, found, c.get("t")(`operation_refused_${refusal}` as MessageKey));
}

async function perform(c: WebContext, { content }: Operating, values: FormValues): Promise<string | null> {
  const act = c.get("act");
  const operation = content.id;
  const what = values.one("do");
  const territory = readId<TerritoryId>(values.one("territory"));
  const event = readId<ContentId>(values.one("event"));
  const why = (outcome: { done: true } | { done: false; refusal: string }) => (outcome.done ? null : outcome.refusal);
  if (what === "join" || what === "leave") return territory ? why(await joinOperation(act, { operation, territory, joined: what === "join" })) : "unknown";
  if (what === "add") {
    const [, slug] = /\/evenements\/([^/?#\s]+)/.exec(values.one("address")) ?? [];
    const named = slug && territory ? await findEventAt(c.get("services").db, territory, slug) : null;
    return named ? why(await proposeEvent(act, { operation, event: named })) : "unknown";
  }
  if (!event) return "unknown";
  if (what === "remove") return why(await withdrawEvent(act, { operation, event }));
  const decision = decisionInput.safeParse({ verdict: what, label: values.one("label"), note: values.one("note") });
  return decision.success ? why(await decideEvent(act, { operation, event, decision: decision.data })) : "unknown";
}

export const operationEventsRoutes: readonly Route[] = [
  page("/operations/:slug/evenements", "member", open, { at: "territory" }),
  form("/operations/:slug/evenements", "member", change, { at: "territory" }),
];
