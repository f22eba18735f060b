import { raw } from "hono/html";
import type { Person } from "../../../features/messages/list-conversations.ts";
import { courseOf, isUnheard, type PrivateMessage, type Recipient } from "../../../features/messages/message.ts";
import type { SendRefusal } from "../../../features/messages/send-message.ts";
import { canChangeMessage, whenWriting } from "../../../features/messages/policy.ts";
import { renderText } from "../../../platform/text/render.ts";
import { formatAgo } from "../../../platform/time.ts";
import { TextArea } from "../../../ui/form.tsx";
import type { WebContext } from "../../env.ts";
import { Avatar } from "./avatar.tsx";
import { ReportLink } from "./report-link.tsx";

/** One message, as the two read it. */
export function MessageEntry({ c, conversation, message, other, to }: { c: WebContext; conversation: string; message: PrivateMessage; other: Person | null; to: Recipient | null }) {
  const t = c.get("t");
  const { viewer, now } = c.get("act");
  const when = (instant: Temporal.Instant) => <time datetime={instant.toString()}>{formatAgo(instant, now(), c.get("locale"))}</time>;
  const own = viewer.kind === "member" && message.author === viewer.id;
  const name = own ? t("message_you") : (other?.name ?? t("former_member"));
  const at = `/messages/${conversation}/${message.id}`;
  return (
    <li class="comment" id={`m-${message.id}`}>
      <div class="byline"><Avatar name={own && viewer.kind === "member" ? viewer.name : name} picture={own ? null : (other?.picture ?? null)} /><p class="small"><strong>{name}</strong> · {when(message.at)}{message.editedAt && message.state === "sent" ? <> · {t("message_edited")} {when(message.editedAt)}</> : null}</p></div>
      {message.state === "sent" ? <div class="prose">{raw(renderText(message.body, { image: () => "", tableLabel: t("table") }))}</div> : <p class="soft">{t("message_withdrawn")}</p>}
      {message.state === "sent" && message.alsoFor.length > 0 ? <p class="small soft">{t("message_also_for", { people: new Intl.ListFormat(c.get("locale"), { type: "conjunction" }).format(message.alsoFor.map((each) => `@${each}`)), name })}</p> : null}
      <Course c={c} message={message} to={to} at={at} />
      {message.state === "sent" ? (
        <div class="actions small">
          {canChangeMessage(viewer, message) ? <><a href={`${at}/modifier`}>{t("edit")}</a><form method="post" action={`${at}/retirer`}><button class="linklike">{t("message_withdraw")}</button></form></> : null}
          {own ? null : <ReportLink c={c} name="message" id={message.id} />}
        </div>
      ) : null}
    </li>
  );
}

/** What became of it on the way to another server, when it isn't simply there: in words, and once more where it might arrive now. */
function Course({ c, message, to, at }: { c: WebContext; message: PrivateMessage; to: Recipient | null; at: string }) {
  const t = c.get("t");
  const course = courseOf(message, c.get("act").now());
  if (!course || course === "arrived" || course === "on-its-way") return null;
  const host = to?.server?.host ?? t("message_their_server");
  if (course === "late") return <p class="small soft">{t("message_course_late", { host })}</p>;
  const may = isUnheard(course) && to && whenWriting(c.get("act").viewer, to) === "written";
  return (
    <div class="notice alarm stack tight"><p>{t(`message_course_${course}`, { host })}</p>
      {may ? <form method="post" action={`${at}/renvoyer`}><button class="button quiet">{t("message_send_again")}</button></form> : <p>{t(isUnheard(course) ? "message_course_later" : "message_course_take_back")}</p>}
    </div>
  );
}

/** Where one writes, or why one can't. `to` null: there is nobody to write to any more. */
export function MessageForm({ c, action, to, value, fault }: { c: WebContext; action: string; to: Recipient | null; value?: string | undefined; fault?: string | undefined }) {
  const t = c.get("t");
  const verdict = to ? whenWriting(c.get("act").viewer, to) : "unknown";
  if (verdict !== "written" && verdict !== "withheld") return <p class="notice">{refusalWords(c, verdict, to)}</p>;
  return (
    <form class="form" method="post" action={action} novalidate>
      <input type="hidden" name="submission" value={crypto.randomUUID()} />
      <TextArea name="body" label={t("message_label")} hint={t("message_hint")} value={value} fault={fault} required />
      <div><button class="button" type="submit">{t("message_send")}</button></div>
    </form>
  );
}

/** Why nothing is written. */
export function refusalWords(c: WebContext, kind: SendRefusal["kind"], to: Pick<Recipient, "server"> | null): string {
  const t = c.get("t");
  switch (kind) {
    case "untrusted":
      return t("message_refused_untrusted", { host: to?.server?.host ?? "" });
    case "blocked":
      return t("message_refused_blocked");
    case "declined":
      return t("message_refused_declined");
    case "strangers-declined":
      return t("message_refused_strangers_declined");
    case "too-many":
      return t("message_too_many");
    case "empty":
      return t("fault_required");
    default:
      return t("message_refused_unknown");
  }
}
