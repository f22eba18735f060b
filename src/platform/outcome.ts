/** What an act answers: done with a value, or refused with a reason that the person must be told. */
export type Outcome<T, R> = { readonly done: true; readonly value: T } | { readonly done: false; readonly refusal: R };

export function done<T>(value: T): { readonly done: true; readonly value: T } {
  return { done: true, value };
}

export function refused<R>(refusal: R): { readonly done: false; readonly refusal: R } {
  return { done: false, refusal };
}
