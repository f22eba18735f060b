import { raw } from "hono/html";
import type { Content } from "../../../features/contents/show-content.ts";
import { canDeleteUpdate, canKeepLogbook } from "../../../features/projects/policy.ts";
import type { ProjectStanding } from "../../../features/projects/project.ts";
import { writeUpdateCursor, type ProjectUpdate, type UpdateCursor } from "../../../features/projects/show-project.ts";
import { renderText } from "../../../platform/text/render.ts";
import { formatShortDay, todayIn } from "../../../platform/time.ts";
import { Field, Group, TextArea, TextField } from "../../../ui/form.tsx";
import { originOf, withQuery } from "../../addresses.ts";
import { zoneOf, type WebContext } from "../../env.ts";
import { Picture } from "./cards.tsx";

interface LogbookProps {
  readonly c: WebContext;
  readonly content: Content;
  readonly standing: ProjectStanding;
  readonly updates: readonly ProjectUpdate[];
  readonly next: UpdateCursor | null;
}

/** What happened, entry by entry, and where one writes the next. */
export function Logbook({ c, content, standing, updates, next }: LogbookProps) {
  const t = c.get("t");
  const { viewer } = c.get("act");
  const keeps = canKeepLogbook(viewer, standing);
  if (updates.length === 0 && !keeps) return <></>;
  return (
    <section class="stack" aria-labelledby="journal"><h2 id="journal">{t("logbook_title")}</h2>
      {keeps ? <UpdateForm c={c} project={content.id} /> : null}
      {updates.length === 0 ? <p class="soft">{t("logbook_empty")}</p> : (
        <ol class="plain stack">{updates.map((update) => (
          <li class="stack tight" id={`u-${update.id}`}>
            <h3><time datetime={update.at.toString()}>{formatShortDay(todayIn(zoneOf(c, content.territory), update.at), c.get("locale"))}</time>{update.by ? <> <span class="soft">– <a href={`${originOf(c, content.territory)}/membres/${update.by.handle}`}>{update.by.name}</a></span></> : null}</h3>
            <div class="prose">{raw(renderText(update.body, { image: () => "", tableLabel: t("table") }))}</div>
            {update.picture ? <figure><Picture picture={update.picture} sizes="(min-width: 60rem) 30rem, 92vw" /></figure> : null}
            {canDeleteUpdate(viewer, standing, update.by?.id ?? null) ? <form method="post" action={`/projets/${content.id}/journal/${update.id}/retirer`}><button class="linklike">{t("logbook_remove", { date: formatShortDay(todayIn(zoneOf(c, content.territory), update.at), c.get("locale")) })}</button></form> : null}
          </li>
        ))}</ol>
      )}
      {next ? <div class="pages"><a class="button" rel="next" href={`${withQuery(c, { journal: writeUpdateCursor(next) })}#journal`}>{t("older")}</a></div> : null}
      {updates.length > 0 ? <p class="soft small">{t("list_subscribe")} <a href={`/projets/${content.slug}/journal.atom`}>Atom</a> · <a href={`/projets/${content.slug}/journal.rss`}>RSS</a> · <a href={`/projets/${content.slug}/journal.json`}>JSON Feed</a></p> : null}
    </section>
  );
}

export function UpdateForm({ c, project, value, fault }: { c: WebContext; project: string; value?: string; fault?: string }) {
  const t = c.get("t");
  return (
    <Group title={t("logbook_write")} open={fault !== undefined}>
      <form class="form" method="post" enctype="multipart/form-data" action={`/projets/${project}/journal`} novalidate>
        <input type="hidden" name="submission" value={crypto.randomUUID()} />
        <TextArea name="update" label={t("logbook_text")} hint={t("field_markdown_hint")} value={value} fault={fault} required />
        <Field name="update_picture" label={t("field_picture")} hint={t("picture_hint")}><input id="update_picture" name="update_picture" type="file" accept="image/jpeg,image/png,image/webp,image/avif,image/gif" aria-describedby="update_picture-hint" /></Field>
        <TextField name="update_alt" label={t("picture_alt")} hint={t("picture_alt_hint")} />
        <div class="bar"><button class="button">{t("logbook_send")}</button></div>
      </form>
    </Group>
  );
}
