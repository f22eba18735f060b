import { listCaughtMailsAnywhere } from "../../../features/mails/list-mails.ts";
import type { WebContext } from "../../env.ts";
import { page, type Route } from "../../route.ts";
import { render } from "../shell.tsx";
import { Gallery } from "../../../ui/gallery.tsx";

async function mails(c: WebContext) {
  const caught = await listCaughtMailsAnywhere(c.get("services").db);
  return render(c, { title: "Mail", noindex: true }, (
    <div class="wrap section stack"><h1>Mail</h1>{caught.map((mail) => <details class="group"><summary>{mail.subject} → {mail.to}</summary><div class="inside"><pre>{mail.text}</pre></div></details>)}</div>
  ));
}

/** Shown in development only: the mails that would have been sent, and every component in every state. */
export const developmentRoutes: readonly Route[] = [
  page("/_mail", "public", mails),
  page("/_ui", "public", (c) => render(c, { title: "Composants", noindex: true }, <Gallery />)),
];
