import { highestNote, meanOf, type Criterion, type Notes } from "../../../features/juries/jury.ts";
import { canJudge, canReadNotes } from "../../../features/juries/policy.ts";
import type { Jury } from "../../../features/juries/show-jury.ts";
import { Check, Faults, Select, TextArea } from "../../../ui/form.tsx";
import type { WebContext } from "../../env.ts";
import { faultFor, type Fault, type FormValues } from "../form-data.ts";

/** What a juror types: as text, so that it comes back as it was. */
export interface TypedNotes {
  readonly notes: Readonly<Record<string, string>>;
  readonly comment: string;
  readonly conflict: boolean;
}

export function typedNotes(given: Notes | undefined): TypedNotes {
  return { notes: Object.fromEntries(Object.entries(given?.notes ?? {}).map(([id, note]) => [id, String(note)])), comment: given?.comment ?? "", conflict: given?.conflict ?? false };
}

export function readTypedNotes(values: FormValues, criteria: readonly Criterion[]): TypedNotes {
  return { notes: Object.fromEntries(criteria.map(({ id }) => [id, values.one(`note_${id}`)])), comment: values.one("comment"), conflict: values.one("conflict") === "1" };
}

/** What the schema of notes parses. */
export function notesInput({ notes, comment, conflict }: TypedNotes): unknown {
  return { conflict, comment, notes: Object.fromEntries(Object.entries(notes).map(([id, note]) => [id, note === "" ? undefined : Number(note)])) };
}

interface JuryNotesProps {
  readonly c: WebContext;
  readonly jury: Jury;
  /** All that was given to this answer. */
  readonly given: readonly Notes[];
  readonly typed: TypedNotes;
  readonly faults: readonly Fault[];
  readonly action: string;
}

/** A juror's own notes on an answer, and the others' once these are given. */
export function JuryNotes({ c, jury, given, typed, faults, action }: JuryNotesProps) {
  const t = c.get("t");
  const { viewer } = c.get("act");
  const own = viewer.kind === "member" ? given.find((each) => each.member === viewer.id) : undefined;
  const others = given.filter((each) => each !== own);
  const number = new Intl.NumberFormat(c.get("locale"), { minimumFractionDigits: 2, maximumFractionDigits: 2 });
  return (
    <>
      {canJudge(viewer, jury) ? (
        <section class="section stack"><h2>{t("notes_own")}</h2>
          {own ? <p class="notice good" role="status">{t(own.conflict ? "notes_withdrawn_told" : "notes_given_told")}</p> : null}
          <form class="form" method="post" action={action} novalidate>
            <Faults title={t("faults_title")} faults={faults} />
            {jury.criteria.map(({ id, label, weight }) => <Select name={`note_${id}`} label={weight === 1 ? label : t("notes_criterion", { label, count: weight })} value={typed.notes[id]} fault={faultFor(faults, `note_${id}`)} options={[{ value: "", label: t("notes_none") }, ...Array.from({ length: highestNote + 1 }, (_, note) => ({ value: String(note), label: `${note} / ${highestNote}` }))]} />)}
            <TextArea name="comment" label={t("notes_comment")} hint={t("notes_comment_hint")} value={typed.comment} fault={faultFor(faults, "comment")} />
            <Check name="conflict" label={t("notes_conflict")} checked={typed.conflict} />
            <div><button class="button">{t("notes_save")}</button></div>
          </form></section>
      ) : null}
      {canReadNotes(viewer, jury, own !== undefined && !own.conflict) && others.length > 0 ? (
        <section class="section stack"><h2>{t("notes_others")}</h2>
          <ul class="plain stack">{others.map((each) => <li><strong>{each.name}</strong> · {each.conflict ? t("notes_withdrawn") : <>{t("notes_mean", { mean: number.format(meanOf(jury.criteria, each.notes)) })} <span class="soft">({jury.criteria.map(({ id, label }) => `${label} ${each.notes[id] ?? "–"}`).join(", ")})</span></>}{each.comment ? <p>{each.comment}</p> : null}</li>)}</ul></section>
      ) : null}
    </>
  );
}
