import { isFull, placesOf, type BookingOffer, type BookingTime } from "../../../features/bookings/booking.ts";
import { todayIn } from "../../../platform/time.ts";
import { TextField } from "../../../ui/form.tsx";
import { timeWords } from "../../booking-words.ts";
import type { WebContext } from "../../env.ts";

/** How many seats a time has left, or that one waits for it. */
export function leftWords(c: WebContext, offer: BookingOffer, time: BookingTime): string {
  const t = c.get("t");
  if (isFull(offer.kinds, time)) return t(offer.waitingList ? "booking_full_waiting" : "booking_full");
  return t("booking_left", { count: time.capacity - placesOf(time.taken) });
}

export function TimeChoice({ c, offer, times, chosen, zone, fault }: { c: WebContext; offer: BookingOffer; times: readonly BookingTime[]; chosen: string; zone: string; fault: string | undefined }) {
  const t = c.get("t");
  const today = todayIn(zone, c.get("act").now());
  const [only] = times;
  const picked = times.length === 1 && only ? only.id : chosen;
  return (
    <fieldset class={fault ? "field faulty" : "field"} id="time" tabindex={-1}>
      <legend>{t("booking_time")}</legend>
      {fault ? <span class="fault">{fault}</span> : null}
      <div class="checks stack">
        {times.map((time) => {
          const full = isFull(offer.kinds, time) && !offer.waitingList;
          return <label class="check"><input type="radio" name="time" value={time.id} checked={time.id === picked} disabled={full} />{timeWords(c.get("locale"), time, today)} <span class="soft">{leftWords(c, offer, time)}</span></label>;
        })}
      </div>
    </fieldset>
  );
}

export function SeatFields({ c, offer, typed, fault }: { c: WebContext; offer: BookingOffer; typed: Readonly<Record<string, string>>; fault: string | undefined }) {
  const t = c.get("t");
  return (
    <fieldset class={fault ? "field faulty" : "field"} id="seats" tabindex={-1}>
      <legend>{t("booking_seats")}</legend>
      <span class="hint">{t("booking_seats_hint", { count: offer.mostEach })}</span>
      {fault ? <span class="fault">{fault}</span> : null}
      <div class="side">{offer.kinds.map((kind) => <TextField name={`seats_${kind.id}`} type="number" min="0" max={String(offer.mostEach)} label={kind.label} value={typed[kind.id]} />)}</div>
    </fieldset>
  );
}

/** What is booked of a time, kind by kind, for who organises it. */
export function TakenWords({ c, offer, time }: { c: WebContext; offer: BookingOffer; time: BookingTime }) {
  const t = c.get("t");
  const taken = placesOf(time.taken);
  return (
    <span class="soft">
      {t("booking_taken", { count: taken, capacity: time.capacity })}
      {offer.kinds.length > 1 ? ` (${offer.kinds.map((kind) => `${kind.label} : ${time.taken[kind.id] ?? 0}${kind.limit === null ? "" : ` / ${kind.limit}`}`).join(", ")})` : ""}
      {taken > time.capacity ? ` · ${t("booking_over", { count: taken - time.capacity })}` :  isFull(offer.kinds, time) ? ` · ${t("booking_full")}` : ` · ${t("booking_left", { count: time.capacity - taken })}`}
      {time.waiting > 0 ? ` · ${t("booking_waiting_count", { count: time.waiting })}` : ""}
    </span>
  );
}
