import type { CallStanding } from "../../../features/answers/call.ts";
import { takesAnswers } from "../../../features/answers/call.ts";
import { canReadAnswers } from "../../../features/answers/policy.ts";
import type { Content } from "../../../features/contents/show-content.ts";
import type { WebContext } from "../../env.ts";
import { pathOf } from "../calling.ts";

interface CallActionsProps {
  readonly c: WebContext;
  readonly content: Content;
  readonly call: CallStanding;
}

/** What one can do with a content that collects answers: answer while it takes some, or read them. */
export function CallActions(props: CallActionsProps) {
  return <><AnswerCall {...props} /><ReadAnswers {...props} /></>;
}

export function AnswerCall({ c, content, call }: CallActionsProps) {
  const open = takesAnswers(call, c.get("act").now()) && ["published", "reserved"].includes(content.state);
  return open ? <a class="button" href={pathOf(content, "/repondre")}>{c.get("t")("answer_open")}</a> : null;
}

export function ReadAnswers({ c, content, call }: CallActionsProps) {
  return canReadAnswers(c.get("act").viewer, call) ? <a class="button quiet" href={pathOf(content, "/reponses")}>{c.get("t")("answers_title")}</a> : null;
}
