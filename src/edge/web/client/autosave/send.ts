export interface Answer {
  readonly is: "kept" | "expired" | "offline" | "refused";
  readonly others?: string;
  readonly newer?: string;
}

/** Sends what the form holds to be kept on the server. A log-in that ended answers by leading elsewhere. */
export async function sendToKeep(address: string, form: HTMLFormElement, leaving: boolean): Promise<Answer> {
  const body = new FormData();
  for (const [name, value] of new FormData(form)) if (typeof value === "string") body.append(name, value);
  try {
    const response = await fetch(address, { method: "POST", body, redirect: "manual", keepalive: leaving });
    if (response.type === "opaqueredirect" || response.status === 401) return { is: "expired" };
    if (!response.ok) return { is: "refused" };
    const { others, newer } = (await response.json()) as { others?: string; newer?: string };
    return { is: "kept", ...(others ? { others } : {}), ...(newer ? { newer } : {}) };
  } catch {
    return { is: "offline" };
  }
}
