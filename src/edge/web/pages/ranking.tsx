import { listAnswersAnywhere } from "../../../features/answers/list-answers.ts";
import type { Content } from "../../../features/contents/show-content.ts";
import { rank, type Ranked } from "../../../features/juries/jury.ts";
import { canConvene, canJudge, canReadNotes } from "../../../features/juries/policy.ts";
import { listJudgedAnywhere, listNotesAnywhere, showJuryAnywhere, type Jury } from "../../../features/juries/show-jury.ts";
import { csvTable } from "../../../platform/text/csv.ts";
import { plurals } from "../../addresses.ts";
import type { WebContext } from "../../env.ts";
import { callings, contentAt, pathOf, type Calling } from "../calling.ts";
import { missingPage } from "../errors.tsx";
import { page, type Route } from "../../route.ts";
import { render } from "../shell.tsx";

interface Ranking {
  readonly content: Content;
  readonly jury: Jury;
  readonly lines: readonly (Ranked & { readonly name: string })[];
  /** Answers that the juror who looks has still to judge: until then the ranking isn't shown. */
  readonly left: number;
}

/** The ranking that the address names, for its author and its jury; to others there is no such page. */
async function ranking(c: WebContext, { kind }: Calling): Promise<Response | Ranking> {
  const content = await contentAt(c, kind, "/classement");
  if (content instanceof Response) return content;
  const { db } = c.get("services");
  const { viewer } = c.get("act");
  const jury = await showJuryAnywhere(db, content.id);
  if (!jury || viewer.kind === "visitor" || !(canConvene(viewer, content) || canJudge(viewer, jury))) return missingPage(c);
  const answers = await listAnswersAnywhere(db, content.id, null, null, 10_000);
  const judged = canJudge(viewer, jury) ? await listJudgedAnywhere(db, content.id, viewer.id) : null;
  const left = judged ? answers.filter((each) => !judged.has(each.id)).length : 0;
  if (!canReadNotes(viewer, jury, left === 0)) return { content, jury, lines: [], left };
  const names = new Map(answers.map((each) => [each.id, each.name]));
  const lines = rank(jury.criteria, answers.map((each) => each.id), await listNotesAnywhere(db, content.id, null));
  return { content, jury, lines: lines.map((each) => ({ ...each, name: names.get(each.answer) ?? "" })), left };
}

async function show(c: WebContext, calling: Calling) {
  const found = await ranking(c, calling);
  if (found instanceof Response) return found;
  const { content, jury, lines, left } = found;
  const t = c.get("t");
  const number = new Intl.NumberFormat(c.get("locale"), { minimumFractionDigits: 2, maximumFractionDigits: 2 });
  return render(c, { title: t("ranking_title"), noindex: true }, (
    <div class="wrap">
      <div class="head"><p class="soft"><a href={pathOf(content)}>{content.title}</a></p><h1>{t("ranking_title")}</h1><p class="lead">{t("ranking_lead")}</p>
        <div class="actions">{left === 0 ? <a class="button quiet" href={pathOf(content, "/classement.csv")}>{t("answers_export")}</a> : null}<a class="button quiet" href={pathOf(content, "/reponses")}>{t("answers_title")}</a></div></div>
      {left > 0 ? <p class="notice">{t("ranking_left", { count: left })}</p> : lines.length === 0 ? <p class="empty">{t("answers_none")}</p> : (
        <div class="table-scroll" role="region" tabindex={0} aria-label={t("ranking_title")}><table class="data">
          <thead><tr><th scope="col">{t("ranking_rank")}</th><th scope="col">{t("answers_who")}</th><th scope="col">{t("ranking_mean")}</th>{jury.criteria.map(({ label }) => <th scope="col">{label}</th>)}<th scope="col">{t("ranking_count")}</th><th scope="col">{t("ranking_spread")}</th><th scope="col">{t("ranking_conflicts")}</th></tr></thead>
          <tbody>{lines.map((line) => <tr><td>{line.rank ?? "–"}</td><td><a href={pathOf(content, `/reponses/${line.answer}`)}>{line.name}</a></td><td><strong>{line.mean === null ? "–" : number.format(line.mean)}</strong></td>{jury.criteria.map(({ id }) => <td>{line.means[id] === undefined ? "–" : number.format(line.means[id])}</td>)}<td>{line.count}</td><td>{number.format(line.spread)}</td><td>{line.conflicts}</td></tr>)}</tbody>
        </table></div>
      )}
    </div>
  ));
}

async function exported(c: WebContext, calling: Calling) {
  const found = await ranking(c, calling);
  if (found instanceof Response || found.left > 0) return found instanceof Response ? found : missingPage(c);
  const t = c.get("t");
  const { criteria } = found.jury;
  const head = [t("ranking_rank"), t("answers_who"), t("ranking_mean"), ...criteria.map((each) => each.label), t("ranking_count"), t("ranking_spread"), t("ranking_conflicts")];
  const rows = found.lines.map((line) => [line.rank, line.name, line.mean, ...criteria.map(({ id }) => line.means[id] ?? null), line.count, line.spread, line.conflicts]);
  return c.body(csvTable(head, rows), 200, { "Content-Type": "text/csv; charset=utf-8", "Content-Disposition": `attachment; filename="classement.csv"`, "Cache-Control": "private, no-store" });
}

export const rankingRoutes: readonly Route[] = callings.flatMap((calling) => [
  page(`/${plurals[calling.kind]}/:slug/classement`, "member", (c) => show(c, calling), { at: "territory" }),
  page(`/${plurals[calling.kind]}/:slug/classement.csv`, "member", (c) => exported(c, calling), { at: "territory" }),
]);
