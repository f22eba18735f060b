import type { WebContext } from "../../env.ts";
import { tooManyPage } from "../errors.tsx";
import { render } from "../shell.tsx";

/** The page that says "too fast", or null when this try is allowed. */
export async function throttled(c: WebContext, name: string, points: number, seconds: number, key: string) {
  const allowed = await c.get("services").throttle(name, points, seconds).take(key);
  return allowed.ok ? null : tooManyPage(c, allowed.retryAfterSeconds);
}

/** A page that says one thing and leads to the log-in. */
export function told(c: WebContext, title: "link_stale_title" | "sign_up_sent_title" | "reset_sent_title" | "reset_done_title" | "email_sent_title" | "email_done_title" | "leave_sent_title", text: "link_stale_text" | "sign_up_sent_text" | "reset_sent_text" | "reset_done_text" | "email_sent_text" | "email_done_text" | "leave_sent_text") {
  const t = c.get("t");
  return render(c, { title: t(title), noindex: true }, <div class="wrap head"><h1>{t(title)}</h1><p class="lead">{t(text)}</p><div class="actions"><a class="button" href="/connexion">{t("log_in")}</a></div></div>);
}
