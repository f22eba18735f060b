import type { Content } from "../../../features/contents/show-content.ts";
import { answerProposal, attachChild, detachChild, type AttachRefusal } from "../../../features/programmes/attach-child.ts";
import { listAttachable, listForAuthorsAnywhere, showFamilyAnywhere, type Relative } from "../../../features/programmes/show-family.ts";
import { findEventAt } from "../../../features/programmes/find-event.ts";
import { readId, type ContentId } from "../../../platform/ids.ts";
import type { Outcome } from "../../../platform/outcome.ts";
import { Faults, Select, TextField } from "../../../ui/form.tsx";
import { hrefOf } from "../../addresses.ts";
import type { WebContext } from "../../env.ts";
import { form, page, type Route } from "../../route.ts";
import { editable } from "../editable.ts";
import { accessRefused, missingPage } from "../errors.tsx";
import { readForm, type Fault, type FormValues } from "../form-data.ts";
import { event } from "../kinds/event.tsx";
import { render } from "../shell.tsx";

async function open(c: WebContext) {
  const found = await editable(c, event);
  return found instanceof Response ? found : organisePage(c, found.content, []);
}

/** Where an event stands and what stands in it: its children, what is proposed to it, what its writer may add. */
async function organisePage(c: WebContext, content: Content, faults: readonly Fault[]) {
  const t = c.get("t");
  const act = c.get("act");
  const [family, { children, proposals }, own] = await Promise.all([showFamilyAnywhere(act, content.id), listForAuthorsAnywhere(act, content.id), listAttachable(act, content.territory, content.id)]);
  const action = `/contribuer/evenement/${content.id}/programme`;
  const [parent] = family.above;
  const fault = (field: string) => faults.find((each) => each.field === field)?.text;
  const done = c.req.query("fait");
  return render(c, { title: t("programme_organise"), noindex: true, status: faults.length > 0 ? 422 : 200 }, (
    <div class="wrap stack loose">
      <div class="head"><p><a href={hrefOf(c, content)}>{content.title}</a></p><h1>{t("programme_organise")}</h1><p class="lead">{t("programme_organise_lead")}</p></div>
      {done === "propose" || done === "attache" || done === "retire" ? <p class="notice good" role="status">{t(`programme_done_${done}`)}</p> : null}
      <Faults title={t("faults_title")} faults={faults} />
      {proposals.length > 0 ? (
        <section class="stack" aria-labelledby="proposals"><h2 id="proposals">{t("programme_proposals")}</h2>
          <ul class="brief">{proposals.map((each) => <li><a href={hrefOf(c, { ...each, kind: "event" })}>{each.title}</a><span class="soft">{each.by ? t("by", { name: each.by }) : ""}</span><Gesture action={action} child={each.id} gestures={[["accept", t("programme_accept")], ["decline", t("programme_decline")]]} title={each.title} /></li>)}</ul>
        </section>
      ) : null}
      <section class="stack" aria-labelledby="children"><h2 id="children">{t("programme_children", { count: children.length })}</h2>
        {children.length > 0 ? <ul class="brief">{children.map((each) => <Child c={c} child={each} action={action} />)}</ul> : <p class="soft">{t("programme_children_none")}</p>}
        <div class="actions"><a class="button" href={`/contribuer/evenement?dans=${content.id}`}>{t("programme_write_child")}</a>{children.length > 0 ? <a class="button quiet" href={`${hrefOf(c, content)}/programme`}>{t("programme_see")}</a> : null}</div>
        {own.length > 0 ? (
          <form class="field-and-button" method="post" action={action}>
            <Select name="child" label={t("programme_add_own")} fault={fault("child")} options={[{ value: "", label: "—" }, ...own.map((each) => ({ value: each.id, label: each.title }))]} />
            <button class="button quiet" name="do" value="add">{t("programme_add")}</button>
          </form>
        ) : null}
      </section>
      <section class="stack" aria-labelledby="above"><h2 id="above">{t("programme_above")}</h2>
        {parent ? (
          <div class="row"><a href={hrefOf(c, { ...parent, kind: "event" })}>{parent.title}</a><form method="post" action={action}><input type="hidden" name="parent" value={parent.id} /><button class="button quiet" name="do" value="leave">{t("programme_leave")}</button></form></div>
        ) : (
          <form class="field-and-button" method="post" action={action}>
            <TextField name="address" label={t("programme_join")} hint={t("programme_join_hint")} fault={fault("address")} value="" />
            <button class="button quiet" name="do" value="join">{t("programme_join_do")}</button>
          </form>
        )}
      </section>
    </div>
  ));
}

function Child({ c, child, action }: { c: WebContext; child: Relative; action: string }) {
  const t = c.get("t");
  return <li><a href={hrefOf(c, { ...child, kind: "event" })}>{child.title}</a>{child.state === "published" ? null : <span class="badge">{t(`state_${child.state}`)}</span>}<Gesture action={action} child={child.id} gestures={[["remove", t("programme_remove")]]} title={child.title} /></li>;
}

function Gesture({ action, child, gestures, title }: { action: string; child: ContentId; gestures: readonly (readonly [string, string])[]; title: string }) {
  return <form class="actions" method="post" action={action}><input type="hidden" name="child" value={child} />{gestures.map(([name, label]) => <button class="button quiet" name="do" value={name} aria-label={`${label} – ${title}`}>{label}</button>)}</form>;
}

async function change(c: WebContext) {
  const found = await editable(c, event);
  if (found instanceof Response) return found;
  const { content } = found;
  const values = await readForm(c);
  const field = values.one("do") === "join" ? "address" : "child";
  const outcome = await perform(c, content, values);
  const action = `/contribuer/evenement/${content.id}/programme`;
  if (outcome.done) return c.redirect(`${action}?fait=${outcome.value}`, 303);
  if (outcome.refusal === "sign-in" || outcome.refusal === "forbidden") return accessRefused(c, outcome.refusal);
  if (outcome.refusal === "unknown" && field === "child" && values.one("child") !== "") return missingPage(c);
  return organisePage(c, content, [{ field, text: c.get("t")(`programme_refused_${outcome.refusal}`) }]);
}

type Told = "attache" | "propose" | "retire";

async function perform(c: WebContext, content: Content, values: FormValues): Promise<Outcome<Told, AttachRefusal>> {
  const act = c.get("act");
  const child = readId<ContentId>(values.one("child"));
  const parent = readId<ContentId>(values.one("parent"));
  const unknown = { done: false, refusal: "unknown" } as const;
  switch (values.one("do")) {
    case "add":
      return child ? attached(await attachChild(act, { child, parent: content.id })) : unknown;
    case "join": {
      const above = await eventAt(c, content, values.one("address"));
      return above ? attached(await attachChild(act, { child: content.id, parent: above })) : unknown;
    }
    case "leave":
      return parent ? told(await detachChild(act, { child: content.id, parent }), "retire") : unknown;
    case "remove":
      return child ? told(await detachChild(act, { child, parent: content.id }), "retire") : unknown;
    case "accept":
    case "decline":
      return child ? told(await answerProposal(act, { child, parent: content.id, accepted: values.one("do") === "accept" }), values.one("do") === "accept" ? "attache" : "retire") : unknown;
    default:
      return unknown;
  }
}

function told<R>(outcome: Outcome<null, R>, word: Told): Outcome<Told, R> {
  return outcome.done ? { done: true, value: word } : outcome;
}

function attached<R>(outcome: Outcome<"attached" | "proposed", R>): Outcome<Told, R> {
  return outcome.done ? { done: true, value: outcome.value === "attached" ? "attache" : "propose" } : outcome;
}

/** The event whose address was pasted: whole, or as it is on this host. */
async function eventAt(c: WebContext, content: Content, typed: string): Promise<ContentId | null> {
  const text = typed.trim();
  const url = URL.canParse(text) ? new URL(text) : URL.canParse(text, c.get("site").origin) ? new URL(text, c.get("site").origin) : null;
  const place = url ? c.get("services").directory().find(url.hostname) : null;
  const [, slug] = /^\/evenements\/([^/]+)/.exec(url?.pathname ?? "") ?? [];
  return slug ? findEventAt(c.get("services").db, place?.kind === "territory" ? place.territory.id : content.territory, slug) : null;
}

export const organiseProgrammeRoutes: readonly Route[] = [
  page("/contribuer/evenement/:id/programme", "member", open),
  form("/contribuer/evenement/:id/programme", "member", change),
];
