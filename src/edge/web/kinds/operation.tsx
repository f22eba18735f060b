import { takesAnswers } from "../../../features/answers/call.ts";
import { canCollect, canReadAnswers } from "../../../features/answers/policy.ts";
import { findCallAnywhere } from "../../../features/answers/show-call.ts";
import { isFollowingAnywhere } from "../../../features/follows/find-follow.ts";
import { listOperationProgramme } from "../../../features/operations/list-events.ts";
import { takesProposals } from "../../../features/operations/operation.ts";
import { operationInput } from "../../../features/operations/input.ts";
import { canAnswerInvitation, canCreateOperation, canDecide } from "../../../features/operations/policy.ts";
import { findStandingAnywhere, showOperationAnywhere } from "../../../features/operations/show-operation.ts";
import { restoreOperation, writeOperation } from "../../../features/operations/write-operation.ts";
import { touchTerritory } from "../../../platform/facts.ts";
import { todayIn } from "../../../platform/time.ts";
import { Checks, TextArea, TextField } from "../../../ui/form.tsx";
import { emptyOperationDraft, operationDraft, readOperationDraft, type OperationDraft } from "../operation-draft.ts";
import { pathOf } from "../calling.ts";
import { AnswerCall, ReadAnswers } from "../parts/call-actions.tsx";
import { FollowButton } from "../parts/follow-button.tsx";
import { OperationFacts } from "../parts/operation-facts.tsx";
import { ProgrammeItem } from "../parts/programme.tsx";
import type { Kind, OpenForm } from "./kind.ts";

function form(draft: OperationDraft): OpenForm {
  return {
    fields(c, fault) {
      const t = c.get("t");
      const value = (name: string) => draft.values[name];
      const { territories } = c.get("services").directory();
      return (
        <>
          <div class="side">
            <TextField name="starts_on" type="date" label={t("operation_starts")} value={value("starts_on")} fault={fault("startsOn")} required />
            <TextField name="ends_on" type="date" label={t("operation_ends")} value={value("ends_on")} fault={fault("endsOn")} required />
          </div>
          <div class="side">
            <TextField name="call_until" type="date" label={t("operation_call_field")} hint={t("operation_call_hint")} value={value("call_until")} fault={fault("callUntil")} />
            <TextField name="call_time" type="time" label={t("field_deadline_time")} hint={t("field_deadline_time_hint")} value={value("call_time")} />
          </div>
          <TextArea name="labels" label={t("operation_labels")} hint={t("operation_labels_hint")} value={value("labels")} fault={fault("labels")} />
          {territories.length > 1 ? <Checks name="territories" label={t("operation_invite")} hint={t("operation_invite_hint")} values={draft.territories} fault={fault("territories")} options={territories.map((each) => ({ value: each.id, label: each.name }))} /> : null}
        </>
      );
    },
    async write(c, target, common, intent, territory) {
      const input = operationInput.safeParse({ ...common, zone: territory.zone, ...draft.input });
      return input.success ? { outcome: await writeOperation(c.get("act"), target, input.data, intent) } : { error: input.error };
    },
  };
}

export const operation: Kind = {
  kind: "operation",
  mayWrite: canCreateOperation,
  empty: (c, territory) => form(emptyOperationDraft(c.get("act").now(), territory.zone)),
  async of(c, content, territory) {
    const details = await showOperationAnywhere(c.get("services").db, content.id);
    return form(details ? operationDraft(details) : emptyOperationDraft(c.get("act").now(), territory.zone));
  },
  read: (_c, values) => form(readOperationDraft(values)),
  restore: (c, id, revision) => restoreOperation(c.get("act"), id, revision),
  async view(c, content) {
    const t = c.get("t");
    const { db } = c.get("services");
    const { viewer, now } = c.get("act");
    const standing = await findStandingAnywhere(db, content.id);
    if (!standing) return { word: t("kind_operation") };
    const [lines, call, following] = await Promise.all([listOperationProgramme(db, content.id, standing, null), findCallAnywhere(db, content.id), isFollowingAnywhere(c.get("act"), "operation", content.id)]);
    const today = todayIn(standing.zone, now()).toString();
    const coming = lines.filter((line) => !line.opening && line.day >= today).slice(0, 6);
    const count = new Set(lines.map((line) => line.id)).size;
    const mine = viewer.kind === "member" ? viewer.animates.filter((each) => canDecide(viewer, standing, each) || canAnswerInvitation(viewer, standing, each)) : [];
    const collects = standing.callClosesAt !== null && canCollect(viewer, content);
    const reads = call && canReadAnswers(viewer, call) ? call : null;
    return {
      word: t("kind_operation"),
      actions: (
        <>
          {call ? <AnswerCall c={c} content={content} call={call} /> : null}
          {count > 0 ? <a class={call && takesAnswers(call, now()) ? "button quiet" : "button"} href={pathOf(content, "/programme")}>{t("programme_see")}</a> : null}
          {content.state === "published" ? <FollowButton c={c} kind="operation" target={content.id} following={following} /> : null}
          {takesProposals(standing, now()) ? <a class="button quiet" href={pathOf(content, "/proposer")}>{t("operation_propose")}</a> : null}
        </>
      ),
      ...(collects || mine.length > 0 || reads ? { managing: (
        <>
          {mine.length > 0 ? <a class="button quiet" href={pathOf(content, "/evenements")}>{t("operation_events")}</a> : null}
          {reads ? <ReadAnswers c={c} content={content} call={reads} /> : null}
          {collects ? <a class="button quiet" href={pathOf(content, "/appel")}>{t("operation_call_form")}</a> : null}
        </>
      ) } : {}),
      below: (
        <section class="stack" aria-labelledby="programme">
          <h2 id="programme">{t("programme_title")}</h2>
          {count === 0 ? <p class="soft">{t("programme_empty")}</p> : null}
          {coming.length > 0 ? <div>{coming.map((line) => <ProgrammeItem c={c} line={line} withDate />)}</div> : null}
          {count > 0 ? <p class="actions"><a class="button" href={pathOf(content, "/programme")}>{t("programme_whole", { count })}</a><a class="button quiet" href={pathOf(content, "/chiffres")}>{t("operation_figures")}</a></p> : null}
        </section>
      ),
      beside: <OperationFacts c={c} content={content} details={standing} />,
      touches: standing.territories.map((each) => touchTerritory(each.id)),
      jsonLd: { "@type": "Event", startDate: standing.startsOn, endDate: standing.endsOn, eventAttendanceMode: "https://schema.org/OfflineEventAttendanceMode" },
      feeds: [{ type: "text/calendar", href: pathOf(content, "/programme.ics"), title: content.title }],
    };
  },
};
