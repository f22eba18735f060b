import { type BookingTime, type BookingOffer } from "../../../features/bookings/booking.ts";
import { offerInput } from "../../../features/bookings/input.ts";
import { canOrganise } from "../../../features/bookings/policy.ts";
import { listTimesAnywhere, showOfferAnywhere } from "../../../features/bookings/show-offer.ts";
import { writeOffer } from "../../../features/bookings/write-offer.ts";
import type { Content } from "../../../features/contents/show-content.ts";
import { todayIn } from "../../../platform/time.ts";
import { Check, Faults, Group, Select, TextField } from "../../../ui/form.tsx";
import { timeWords } from "../../booking-words.ts";
import type { WebContext } from "../../env.ts";
import { contentAt, pathOf } from "../calling.ts";
import { composerField, questionsOf, readComposer, rowsOf, type QuestionRow } from "../composed-form.ts";
import { missingPage } from "../errors.tsx";
import { controlOf, faultFor, faultsOf, readForm, type Fault, type FormValues } from "../form-data.ts";
import { TakenWords } from "../parts/booking-fields.tsx";
import { FormComposer } from "../parts/form-composer.tsx";
import { form, page, type Route } from "../../route.ts";
import { render } from "../shell.tsx";

interface KindRow {
  readonly id: string;
  readonly label: string;
  readonly limit: string;
}

interface Typed {
  readonly kinds: readonly KindRow[];
  readonly capacity: string;
  /** By time, of those that have their own. */
  readonly capacities: ReadonlyMap<string, string>;
  readonly mostEach: string;
  readonly hoursBefore: string;
  readonly keepMonths: string;
  readonly waitingList: boolean;
  readonly opened: boolean;
  readonly rows: readonly QuestionRow[];
  readonly previewing?: boolean;
}

interface Organising {
  readonly content: Content;
  readonly offer: BookingOffer | null;
  readonly times: readonly BookingTime[];
}

const keptMonths = [1, 3, 6, 12];

/** The event that the address names, if this member organises it; to others there is no such page. */
async function organising(c: WebContext): Promise<Response | Organising> {
  const content = await contentAt(c, "event", "/reservation");
  if (content instanceof Response) return content;
  if (!canOrganise(c.get("act").viewer, content)) return missingPage(c);
  const { db } = c.get("services");
  const [offer, times] = await Promise.all([showOfferAnywhere(db, content.id), listTimesAnywhere(db, content.id, c.get("act").now())]);
  return { content, offer, times };
}

function newKind(): KindRow {
  return { id: `k${crypto.randomUUID().replaceAll("-", "").slice(0, 8)}`, label: "", limit: "" };
}

async function open(c: WebContext) {
  const found = await organising(c);
  if (found instanceof Response) return found;
  const { offer, times } = found;
  if (!offer) return offerPage(c, found, { kinds: [{ ...newKind(), label: c.get("t")("booking_kind_default") }], capacity: "30", capacities: new Map(), mostEach: "6", hoursBefore: "0", keepMonths: "3", waitingList: true, opened: true, rows: [] }, []);
  return offerPage(c, found, {
    kinds: offer.kinds.map(({ id, label, limit }) => ({ id, label, limit: limit === null ? "" : String(limit) })),
    capacity: String(offer.capacity), mostEach: String(offer.mostEach), hoursBefore: String(offer.hoursBefore), keepMonths: String(offer.keepMonths), waitingList: offer.waitingList, opened: offer.opened,
    capacities: new Map(times.filter((each) => each.capacity !== offer.capacity).map((each) => [each.id, String(each.capacity)])),
    rows: rowsOf(offer.questions),
  }, []);
}

function offerPage(c: WebContext, { content, offer, times }: Organising, typed: Typed, faults: readonly Fault[]) {
  const t = c.get("t");
  const fault = (field: string) => faultFor(faults, field);
  const action = pathOf(content, "/reservation");
  return render(c, { title: t("offer_title"), noindex: true, status: faults.length > 0 ? 422 : 200 }, (
    <div class="wrap">
      <div class="head"><p class="soft"><a href={pathOf(content)}>{content.title}</a></p><h1>{t("offer_title")}</h1><p class="lead">{t("offer_lead")}</p>{offer ? <div class="actions"><a class="button quiet" href={pathOf(content, "/reservations")}>{t("attendance_title")}</a></div> : null}</div>
      {c.req.query("dit") === "enregistre" ? <p class="notice good" role="status">{t("offer_saved")} <a href={pathOf(content)}>{t("offer_saved_see")}</a></p> : null}
      <form class="form" method="post" action={action} novalidate>
        {/* What Enter does in a field. */ <button hidden name="do" value="save"></button>}
        <Faults title={t("faults_title")} faults={faults.map((each) => ({ ...each, field: controlOf(each.field) }))} />
        <TextField name="capacity" type="number" min="1" label={t("offer_capacity")} hint={t("offer_capacity_hint")} value={typed.capacity} required fault={fault("capacity")} />
        <Kinds c={c} rows={typed.kinds} fault={fault("kinds")} />
        <TextField name="most_each" type="number" min="1" max="50" label={t("offer_most_each")} value={typed.mostEach} required fault={fault("mostEach")} />
        <Check name="waiting_list" label={t("offer_waiting_list")} checked={typed.waitingList} />
        {offer && times.length > 0 ? <Times c={c} offer={offer} times={times} content={content} typed={typed} fault={fault("capacities")} /> : null}
        <FormComposer c={c} rows={typed.rows} fault={fault} action={action} kinds={["short", "long", "one", "several", "date", "consent"]} previewing={typed.previewing} />
        <Group title={t("offer_more")} open={Boolean(fault("hoursBefore"))}>
          <TextField name="hours_before" type="number" min="0" max="720" label={t("offer_hours_before")} value={typed.hoursBefore} fault={fault("hoursBefore")} />
          <Select name="keep_months" label={t("offer_keep")} hint={t("offer_keep_hint")} value={typed.keepMonths} fault={fault("keepMonths")} options={keptMonths.map((months) => ({ value: String(months), label: t("call_months", { count: months }) }))} />
        </Group>
        <Check name="opened" label={t("offer_opened")} checked={typed.opened} />
        <div class="actions"><button class="button" name="do" value="save">{t("offer_save")}</button><a href={pathOf(content)}>{t("cancel")}</a></div>
      </form>
    </div>
  ));
}

function Kinds({ c, rows, fault }: { c: WebContext; rows: readonly KindRow[]; fault: string | undefined }) {
  const t = c.get("t");
  const shown = [...rows, newKind(), newKind()].slice(0, 8);
  return (
    <fieldset class={fault ? "field faulty" : "field"} id="kinds" tabindex={-1}>
      <legend>{t("offer_kinds")}</legend>
      <span class="hint">{t("offer_kinds_hint")}</span>
      {fault ? <span class="fault">{fault}</span> : null}
      {shown.map((row, index) => (
        <div class="side">
          <input type="hidden" name="kind_id" value={row.id} />
          <TextField name="kind_label" id={`${row.id}-label`} label={t("offer_kind", { n: index + 1 })} value={row.label} />
          <TextField name="kind_limit" id={`${row.id}-limit`} type="number" min="0" label={t("offer_kind_limit")} value={row.limit} />
        </div>
      ))}
    </fieldset>
  );
}

function Times({ c, offer, times, content, typed, fault }: { c: WebContext; offer: BookingOffer; times: readonly BookingTime[]; content: Content; typed: Typed; fault: string | undefined }) {
  const t = c.get("t");
  const today = todayIn(content.event?.zone ?? "Europe/Paris", c.get("act").now());
  return (
    <Group title={t("offer_times")} open={fault !== undefined || times.some((time) => typed.capacities.has(time.id))}>
      <div id="capacities" tabindex={-1} class={fault ? "field faulty stack" : "field stack"}>
        <span class="hint">{t("offer_times_hint")}</span>
        {fault ? <span class="fault">{fault}</span> : null}
        {times.map((time) => <div><TextField name={`capacity_${time.id}`} type="number" min="0" label={timeWords(c.get("locale"), time, today)} value={typed.capacities.get(time.id) ?? ""} /><TakenWords c={c} offer={offer} time={time} /></div>)}
      </div>
    </Group>
  );
}

function readTyped(values: FormValues, times: readonly BookingTime[], rows: readonly QuestionRow[]): Typed {
  const [labels, limits] = [values.all("kind_label"), values.all("kind_limit")];
  const kinds = values.all("kind_id").slice(0, 9).map((id, index) => ({ id, label: (labels[index] ?? "").trim(), limit: (limits[index] ?? "").trim() })).filter((each) => each.label !== "");
  const capacities = new Map(times.map((time) => [time.id as string, values.one(`capacity_${time.id}`).trim()] as const).filter(([, capacity]) => capacity !== ""));
  return { kinds, capacities, capacity: values.one("capacity").trim(), mostEach: values.one("most_each").trim(), hoursBefore: values.one("hours_before").trim(), keepMonths: values.one("keep_months"), waitingList: values.one("waiting_list") === "1", opened: values.one("opened") === "1", rows };
}

/** What the schema of an offer parses: an empty number is none. */
function inputOf(typed: Typed): object {
  const number = (text: string) => (text === "" ? undefined : Number(text));
  return {
    ...typed,
    rows: undefined,
    kinds: typed.kinds.map(({ id, label, limit }) => ({ id, label, limit: limit === "" ? null : Number(limit) })),
    capacities: [...typed.capacities].map(([time, capacity]) => ({ time, capacity: Number(capacity) })),
    capacity: number(typed.capacity), mostEach: number(typed.mostEach), hoursBefore: number(typed.hoursBefore || "0"), keepMonths: number(typed.keepMonths),
    questions: questionsOf(typed.rows),
  };
}

async function save(c: WebContext) {
  const found = await organising(c);
  if (found instanceof Response) return found;
  const values = await readForm(c);
  const { rows, composing, previewing } = readComposer(values);
  const typed = readTyped(values, found.times, rows);
  if (composing) return offerPage(c, found, { ...typed, previewing }, []);
  const parsed = offerInput.safeParse(inputOf(typed));
  if (!parsed.success) return offerPage(c, found, typed, faultsOf(c.get("t"), parsed.error, (path) => composerField(path, rows)));
  const outcome = await writeOffer(c.get("act"), found.content.id, parsed.data);
  return outcome.done ? c.redirect(pathOf(found.content, "/reservation?dit=enregistre"), 303) : missingPage(c);
}

export const bookingOfferRoutes: readonly Route[] = [
  page("/evenements/:slug/reservation", "member", open, { at: "territory" }),
  form("/evenements/:slug/reservation", "member", save, { at: "territory" }),
];
