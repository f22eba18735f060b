import type { WebContext } from "../../env.ts";
import { accessRefused } from "../errors.tsx";
import { readForm } from "../form-data.ts";
import { render } from "../shell.tsx";

// Beside these, nothing was typed that would be missed.
const typed = ["title", "summary", "body", "body_json"];

/** A form sent after its session ended: held in the page, to be sent again once logged in elsewhere. Works without JavaScript. */
export async function heldForm(c: WebContext): Promise<Response> {
  const t = c.get("t");
  const values = await readForm(c);
  if (typed.every((name) => values.one(name).trim() === "")) return accessRefused(c, "sign-in");
  const act = values.one("do");
  return render(c, { title: t("held_title"), noindex: true, status: 401 }, (
    <div class="wrap">
      <div class="head"><h1>{t("held_title")}</h1><p class="lead">{t("held_lead")}</p></div>
      <ol class="stack">
        <li><a href={`/connexion?retour=${encodeURIComponent("/mon-espace")}`} target="_blank">{t("held_log_in")}</a></li>
        <li>
          <form method="post" enctype="multipart/form-data" action={c.req.path}>
            {values.pairs().filter(([name]) => name !== "do").map(([name, value]) => <input type="hidden" name={name} value={value} />)}
            <input type="hidden" name="do" value={act} />
            <p>{t("held_then")}</p>
            <button class="button" type="submit">{t("held_send")}</button>
          </form>
        </li>
      </ol>
      {values.file("picture") ? <p class="notice">{t("held_picture")}</p> : null}
    </div>
  ));
}
