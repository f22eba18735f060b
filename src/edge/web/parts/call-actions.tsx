import type { CallStanding } from "../../../features/answers/call.ts";
import { takesAnswers } from "../../../features/answers/call.ts";
import { canReadAnswers } from "../../../features/answers/policy.ts";
import type { Content } from "../../../features/contents/show-content.ts";
import type { WebContext } from "../../env.ts";
import { pathOf } from "../calling.ts";

/** What one can do with a content that collects answers: answer while it takes some, or read them. */
export function CallActions({ c, content, call }: { c: WebContext; content: Content; call: CallStanding }) {
  const t = c.get("t");
  const { viewer, now } = c.get("act");
  const open = takesAnswers(call, now()) && ["published", "reserved"].includes(content.state);
  return (
    <>
      {open ? <a class="button" href={pathOf(content, "/repondre")}>{t("answer_open")}</a> : null}
      {canReadAnswers(viewer, call) ? <a class="button quiet" href={pathOf(content, "/reponses")}>{t("answers_title")}</a> : null}
    </>
  );
}
