import { keptMonths } from "../../../features/answers/call.ts";
import { callInput } from "../../../features/answers/input.ts";
import { canCollect } from "../../../features/answers/policy.ts";
import { showCallAnywhere } from "../../../features/answers/show-call.ts";
import type { Content } from "../../../features/contents/show-content.ts";
import { Check, Faults, Select } from "../../../ui/form.tsx";
import { plurals } from "../../addresses.ts";
import type { WebContext } from "../../env.ts";
import { callings, contentAt, pathOf, type Calling } from "../calling.ts";
import { composerField, emptyRow, questionsOf, readComposer, rowsOf, type QuestionRow } from "../composed-form.ts";
import { missingPage } from "../errors.tsx";
import { controlOf, faultFor, faultsOf, readForm, type Fault } from "../form-data.ts";
import { FormComposer } from "../parts/form-composer.tsx";
import { form, page, type Route } from "../../route.ts";
import { render } from "../shell.tsx";

interface Typed {
  readonly rows: readonly QuestionRow[];
  readonly keepMonths: number;
  readonly opened: boolean;
  readonly previewing?: boolean;
}

/** The content, if this member may collect its answers; to others there is no such page. */
async function collecting(c: WebContext, { kind }: Calling): Promise<Response | Content> {
  const content = await contentAt(c, kind, "/appel");
  return content instanceof Response || canCollect(c.get("act").viewer, content) ? content : missingPage(c);
}

async function open(c: WebContext, calling: Calling) {
  const content = await collecting(c, calling);
  if (content instanceof Response) return content;
  const call = await showCallAnywhere(c.get("services").db, content.id);
  const typed = call ? { rows: rowsOf(call.questions), keepMonths: call.keepMonths, opened: call.opened } : { rows: [{ ...emptyRow("long"), label: c.get("t")("call_first_question"), required: true }], keepMonths: 6, opened: true };
  return callPage(c, content, typed, []);
}

function callPage(c: WebContext, content: Content, { rows, keepMonths, opened, previewing }: Typed, faults: readonly Fault[]) {
  const t = c.get("t");
  const fault = (field: string) => faultFor(faults, field);
  return render(c, { title: t("call_title"), noindex: true, status: faults.length > 0 ? 422 : 200 }, (
    <div class="wrap">
      <div class="head"><p class="soft"><a href={pathOf(content)}>{content.title}</a></p><h1>{t("call_title")}</h1><p class="lead">{t("call_lead")}</p></div>
      {c.req.query("dit") === "enregistre" ? <p class="notice good" role="status">{t("call_saved")} <a href={pathOf(content)}>{t("call_saved_see")}</a></p> : null}
      <form class="form" method="post" action={pathOf(content, "/appel")} novalidate>
        {/* What Enter does in a field. */ <button hidden name="do" value="save"></button>}
        <Faults title={t("faults_title")} faults={faults.map((each) => ({ ...each, field: controlOf(each.field) }))} />
        <FormComposer c={c} rows={rows} fault={fault} action={pathOf(content, "/appel")} previewing={previewing} />
        <Select name="keep_months" label={t("call_keep")} hint={t("call_keep_hint")} value={String(keepMonths)} fault={fault("keepMonths")} options={keptMonths.map((months) => ({ value: String(months), label: t("call_months", { count: months }) }))} />
        <Check name="opened" label={t("call_opened")} checked={opened} />
        <div class="actions"><button class="button" name="do" value="save">{t("call_save")}</button><a href={pathOf(content)}>{t("cancel")}</a></div>
      </form>
    </div>
  ));
}

async function save(c: WebContext, calling: Calling) {
  const content = await collecting(c, calling);
  if (content instanceof Response) return content;
  const values = await readForm(c);
  const { rows, composing, previewing } = readComposer(values);
  const typed = { rows, keepMonths: Number(values.one("keep_months")), opened: values.one("opened") === "1" };
  if (composing) return callPage(c, content, { ...typed, previewing }, []);
  const parsed = callInput.safeParse({ ...typed, rows: undefined, questions: questionsOf(rows) });
  if (!parsed.success) return callPage(c, content, typed, faultsOf(c.get("t"), parsed.error, (path) => composerField(path, rows)));
  const outcome = await calling.open(c.get("act"), content.id, parsed.data);
  return outcome.done ? c.redirect(pathOf(content, "/appel?dit=enregistre"), 303) : missingPage(c);
}

export const callRoutes: readonly Route[] = callings.flatMap((calling) => [
  page(`/${plurals[calling.kind]}/:slug/appel`, "member", (c) => open(c, calling), { at: "territory" }),
  form(`/${plurals[calling.kind]}/:slug/appel`, "member", (c) => save(c, calling), { at: "territory" }),
]);
