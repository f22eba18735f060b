import type { FarState } from "../../../features/far-communities/far-community.ts";
import { wordsSchema } from "../../../features/communities/input.ts";
import { joinFar, leaveFar } from "../../../features/far-communities/join-far.ts";
import { findFarStandingAnywhere } from "../../../features/far-communities/list-far.ts";
import { showMemberAnywhere } from "../../../features/members/show-member.ts";
import type { MemberId } from "../../../platform/ids.ts";
import { Faults, TextArea } from "../../../ui/form.tsx";
import type { WebContext } from "../../env.ts";
import { form, page, type Route } from "../../route.ts";
import { missingPage } from "../errors.tsx";
import { faultFor, readForm, type Fault } from "../form-data.ts";
import { throttled } from "../parts/account-answers.tsx";
import { render } from "../shell.tsx";

interface Far {
  readonly id: MemberId;
  readonly name: string;
  readonly handle: string;
  readonly state: FarState | null;
}

/** The community of another server that the address names; null when it names none. */
async function farOf(c: WebContext): Promise<Far | null> {
  const found = await showMemberAnywhere(c.get("services").db, c.req.param("handle") ?? "");
  const member = found && "member" in found ? found.member : null;
  const standing = member ? await findFarStandingAnywhere(c.get("act"), member.id) : null;
  return member && standing ? { id: member.id, name: member.name, handle: member.handle, ...standing } : null;
}

function pageOf({ handle }: Pick<Far, "handle">): string {
  return `/membres/${encodeURIComponent(handle)}`;
}

async function joining(c: WebContext) {
  const far = await farOf(c);
  return far ? joinPage(c, far, "", []) : missingPage(c);
}

function joinPage(c: WebContext, far: Far, words: string, faults: readonly Fault[]) {
  const t = c.get("t");
  if (far.state !== null) return c.redirect(pageOf(far), 303);
  const title = t("community_join_title", { name: far.name });
  return render(c, { title, noindex: true, status: faults.length > 0 ? 422 : 200 }, (
    <div class="wrap">
      <div class="head"><p class="soft"><a href={pageOf(far)}>{far.handle}</a></p><h1>{title}</h1><p class="lead">{t("far_community_join_lead", { host: far.handle.slice(far.handle.indexOf("@") + 1) })}</p></div>
      <form class="form" method="post" action={`${pageOf(far)}/rejoindre`} novalidate>
        <Faults title={t("faults_title")} faults={faults} />
        <TextArea name="words" label={t("community_join_words")} hint={t("far_community_words_hint")} value={words} fault={faultFor(faults, "words")} />
        <div class="actions"><button class="button">{t("community_join")}</button><a href={pageOf(far)}>{t("cancel")}</a></div>
      </form>
    </div>
  ));
}

async function doJoin(c: WebContext) {
  const far = await farOf(c);
  const { viewer } = c.get("act");
  if (!far || viewer.kind === "visitor") return missingPage(c);
  const slow = await throttled(c, "join", 60, 3600, viewer.id);
  if (slow) return slow;
  const typed = (await readForm(c)).one("words");
  const words = wordsSchema.safeParse(typed);
  if (!words.success) return joinPage(c, far, typed, [{ field: "words", text: c.get("t")("fault_too_long") }]);
  const outcome = await joinFar(c.get("act"), far.id, words.data);
  return outcome.done ? c.redirect(pageOf(far), 303) : missingPage(c);
}

async function doLeave(c: WebContext) {
  const far = await farOf(c);
  const outcome = far && (await leaveFar(c.get("act"), far.id));
  return far && outcome?.done ? c.redirect(pageOf(far), 303) : missingPage(c);
}

export const farCommunityRoutes: readonly Route[] = [
  page("/membres/:handle/rejoindre", "member", joining),
  form("/membres/:handle/rejoindre", "member", doJoin),
  form("/membres/:handle/quitter", "member", doLeave),
];
