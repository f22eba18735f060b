import { TextArea } from "../../../ui/form.tsx";
import type { WebContext } from "../../env.ts";
import type { HomeActRefusal } from "./home.ts";

interface Typed {
  readonly back: string;
  /** What was typed, which must not be lost. */
  readonly text?: string;
  /** What goes with it when it is sent again; without it there is nothing to send. */
  readonly hidden?: Readonly<Record<string, string>>;
}

const statuses = { "unreachable": 503, "over": 401, "not-permitted": 403, "unknown": 404, "closed": 409, "empty": 422, "too-often": 429 } as const satisfies Record<HomeActRefusal, number>;
const words = { "unreachable": "visit_unreachable", "over": "visit_over", "not-permitted": "visit_not_permitted", "unknown": "visit_unknown", "closed": "comments_closed", "empty": "fault_required", "too-often": "visit_too_often" } as const;

/** A visitor's own server didn't do it: why, and what they can do. What they typed is here to be sent again, or copied. */
export function notDone(c: WebContext, refusal: HomeActRefusal, { back, text, hidden }: Typed): Response | Promise<Response> {
  const t = c.get("t");
  const { viewer } = c.get("act");
  const host = viewer.kind === "member" ? viewer.handle.slice(viewer.handle.indexOf("@") + 1) : "";
  const again = text !== undefined && hidden !== undefined && (refusal === "unreachable" || refusal === "empty" || refusal === "too-often");
  return c.render(
    <div class="wrap measure stack">
      <div class="head"><h1>{t("visit_not_done")}</h1><p class="lead">{t(words[refusal], { host })}</p></div>
      {text === undefined ? null : (
        <form class="form" method="post" action={c.req.path}>
          {Object.entries(hidden ?? {}).map(([name, value]) => <input type="hidden" name={name} value={value} />)}
          <TextArea name="body" label={t("comment_label")} value={text} />
          {again ? <div><button class="button" type="submit">{t("visit_try_again")}</button></div> : null}
        </form>
      )}
      {refusal === "not-permitted" || refusal === "over" ? (
        <div class="actions">
          <a class="button" href={`${c.get("services").directory().portalOrigin}/connexion?${new URLSearchParams({ chez: host, choisir: "1" })}#ailleurs`}>{t("visit_choose_again")}</a>
        </div>
      ) : null}
      <p><a href={back}>{t("visit_back")}</a></p>
    </div>,
    { title: t("visit_not_done"), noindex: true, status: statuses[refusal] },
  );
}
