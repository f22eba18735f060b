export interface Answer {
  readonly is: "kept" | "expired" | "offline" | "refused";
  readonly others?: string;
  readonly newer?: string;
  /** What readers would miss, and the field where each is mended. */
  readonly lacking?: readonly { readonly text: string; readonly field: string }[];
}

/** Sends what the form holds to be kept on the server. A log-in that ended answers by leading elsewhere. */
export async function sendToKeep(address: string, form: HTMLFormElement, leaving: boolean): Promise<Answer> {
  const body = new FormData();
  for (const [name, value] of new FormData(form)) if (typeof value === "string") body.append(name, value);
  try {
    const response = await fetch(address, { method: "POST", body, redirect: "manual", keepalive: leaving });
    if (response.type === "opaqueredirect" || response.status === 401) return { is: "expired" };
    if (!response.ok) return { is: "refused" };
    return { ...((await response.json()) as Omit<Answer, "is">), is: "kept" };
  } catch {
    return { is: "offline" };
  }
}
