import { canInviteAuthor } from "../../../features/co-authors/policy.ts";
import type { Content } from "../../../features/contents/show-content.ts";
import { Icon } from "../../../ui/icon.tsx";
import { TextField } from "../../../ui/form.tsx";
import type { WebContext } from "../../env.ts";
import type { Child } from "hono/jsx";
import { RelayMenu } from "./relays.tsx";
import { wordOf } from "../../addresses.ts";
import { takenHome } from "../../visiting.ts";

export interface ContentActionsProps {
  readonly c: WebContext;
  readonly content: Content;
  readonly liked: boolean;
  /** The word with which the reader shared it; null when they don't. */
  readonly relayed: string | null;
  readonly editing: boolean;
  readonly featuring: boolean;
  readonly dossiers: readonly { readonly id: string; readonly title: string; readonly holds: boolean }[];
  /** What the kind adds. */
  readonly more?: Child;
  /** What those in charge of it do; with this, all that is theirs folds behind one button once it is published. */
  readonly managing?: Child;
}

/** What can be done with a content, as plain buttons. */
export function ContentActions({ c, content, liked, relayed, editing, featuring, dossiers, more, managing }: ContentActionsProps) {
  const t = c.get("t");
  const published = content.state === "published";
  const own = (
    <>
      {editing ? <a class="button quiet" href={`/contribuer/${wordOf(content.kind)}/${content.id}`}>{t("edit")}</a> : null}
      {canInviteAuthor(c.get("act").viewer, content) ? <a class="button quiet" href={`/contenus/${content.id}/auteurs`}>{t("authors_link")}</a> : null}
      {editing && published ? <a class="button quiet" href={`/contenus/${content.id}/diffusion`}>{t("reach")}</a> : null}
      {editing && (content.state === "draft" || content.state === "scheduled") ? <StateForm c={c} content={content} act="publier" label={t("publish_now")} strong /> : null}
      {editing && (published || content.state === "reserved") ? <StateForm c={c} content={content} act="retirer" label={t("withdraw")} /> : null}
      {editing && content.state === "withdrawn" ? <StateForm c={c} content={content} act="republier" label={t("publish_again")} /> : null}
      {featuring && content.state === "review" ? <StateForm c={c} content={content} act="republier" label={t("review_accept")} /> : null}
      {featuring && published ? <StateForm c={c} content={content} act={content.featured ? "retirer-de-la-une" : "mettre-a-la-une"} label={t(content.featured ? "feature_stop" : "feature")} /> : null}
    </>
  );
  return (
    <div class="actions">
      {managing ? more : null}
      {published ? (
        <form method="post" action="/aimer">
          <input type="hidden" name="content" value={content.id} />
          <input type="hidden" name="retour" value={c.req.path} />
          <button class="button quiet" name="aimer" value={liked ? "0" : "1"} aria-pressed={liked ? "true" : "false"}><Icon name="heart" />{t("like", { count: content.likes })}</button>
        </form>
      ) : null}
      {published ? <RelayMenu c={c} content={content} relayed={relayed} /> : null}
      {published ? <AddToDossier c={c} content={content} dossiers={dossiers} /> : null}
      {published && content.event ? <a class="button quiet" href={`/evenements/${content.slug}.ics`}><Icon name="event" />{t("add_to_calendar")}</a> : null}
      {managing ? null : more}
      {managing && published ? <details class="menu"><summary>{t("manage")}</summary><div class="menu-list">{managing}{own}</div></details> : <>{managing}{own}</>}
    </div>
  );
}

function StateForm({ c, content, act, label, strong = false }: { c: WebContext; content: Content; act: string; label: string; strong?: boolean }) {
  return (
    <form method="post" action={`/contenus/${content.id}/${act}`}>
      <input type="hidden" name="retour" value={c.req.path} />
      <button class={strong ? "button" : "button quiet"} type="submit">{label}</button>
    </form>
  );
}

function AddToDossier({ c, content, dossiers }: Pick<ContentActionsProps, "c" | "content" | "dossiers">) {
  const t = c.get("t");
  const { viewer } = c.get("act");
  if (viewer.kind === "visitor") return <a class="button quiet" href={`/connexion?retour=${encodeURIComponent(c.req.path)}`}><Icon name="dossier" />{t("add_to_dossier")}</a>;
  // A visitor's dossiers are at their home.
  if (viewer.visiting) return <a class="button quiet" href={takenHome(c)}><Icon name="dossier" />{t("visit_add_to_dossier")}</a>;
  return (
    <details class="menu">
      <summary><Icon name="dossier" />{t("add_to_dossier")}</summary>
      <div class="menu-list stack">
        {dossiers.map((dossier) => (
          <form method="post" action={`/dossiers/${dossier.id}/ajouter`}>
            <input type="hidden" name="content" value={content.id} />
            <input type="hidden" name="retour" value={c.req.path} />
            <button type="submit" disabled={dossier.holds}>{dossier.title}{dossier.holds ? ` – ${t("dossier_holds")}` : ""}</button>
          </form>
        ))}
        <form class="stack" method="post" action="/dossiers/nouveau">
          <input type="hidden" name="content" value={content.id} />
          <input type="hidden" name="submission" value={crypto.randomUUID()} />
          <TextField name="title" label={t("dossier_new")} required />
          <button class="button" type="submit">{t("dossier_create")}</button>
        </form>
      </div>
    </details>
  );
}
