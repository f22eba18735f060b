import { findCommune } from "../../features/places/communes.ts";
import type { PlaceDetails } from "../../features/visiting/show-place.ts";
import { communeOf, communeWords } from "./event-draft.ts";
import type { FormValues } from "./form-data.ts";
import { hoursDraft, hoursInput, readHoursDraft, type HoursDraft } from "./hours-draft.ts";

/** The form of a place to visit as it stands. */
export interface PlaceDraft {
  readonly values: Readonly<Record<string, string>>;
  readonly hours: HoursDraft;
  readonly accessibility: readonly string[];
  readonly prices: readonly { readonly label: string; readonly amount: string }[];
  /** What the schema of a place parses. */
  readonly input: object;
}

const names = ["type", "address", "commune", "latitude", "longitude", "transport", "parking", "pricing", "website", "phone"] as const;

export const emptyPlaceDraft: PlaceDraft = { values: { type: "museum", pricing: "unknown" }, hours: hoursDraft(""), accessibility: [], prices: [], input: {} };

export function readPlaceDraft(form: FormValues): PlaceDraft {
  const values: Record<string, string> = Object.fromEntries(names.map((name) => [name, form.one(name).trim()]));
  const labels = form.all("price_label");
  const draft = { values, hours: readHoursDraft(form), accessibility: form.all("accessibility"), prices: form.all("price_amount").map((amount, index) => ({ label: labels[index] ?? "", amount })) };
  const degrees = (text: string | undefined) => (text ? Number(text.replace(",", ".")) : null);
  const typed = values["commune"] ?? "";
  return {
    ...draft,
    input: {
      type: values["type"], address: values["address"], communeCode: typed ? (communeOf(typed) ?? typed) : null, latitude: degrees(values["latitude"]), longitude: degrees(values["longitude"]),
      hours: hoursInput(draft.hours), transport: values["transport"], parking: values["parking"], pricing: values["pricing"], website: values["website"], phone: values["phone"], accessibility: draft.accessibility,
      prices: draft.prices.filter((price) => price.amount.trim() !== "").map((price) => ({ label: price.label, cents: Math.round(Number(price.amount.replace(",", ".").replace(/[€\s]/g, "")) * 100) })),
    },
  };
}

/** A stored place, as the form shows it. A point that is only its commune's middle was not typed. */
export function placeDraft(details: PlaceDetails): PlaceDraft {
  const commune = details.communeCode ? findCommune(details.communeCode) : null;
  const middle = commune?.point?.latitude === details.latitude && commune?.point?.longitude === details.longitude;
  const { type, address, transport, parking, pricing, website, phone } = details;
  return {
    values: {
      type, address, transport, parking, pricing, website, phone, commune: communeWords(details.communeCode),
      latitude: middle ? "" : String(details.latitude ?? ""), longitude: middle ? "" : String(details.longitude ?? ""),
    },
    hours: hoursDraft(details.hours),
    accessibility: details.accessibility,
    prices: details.prices.map((price) => ({ label: price.label, amount: (price.cents / 100).toFixed(2) })),
    input: {},
  };
}
