import type { InteractionResults } from "oidc-provider";
import { z } from "zod";
import { findSessionIdAnywhere } from "../../../features/accounts/find-session.ts";
import { isBlockedAnywhere, isTrustedAnywhere } from "../../../features/federation/find-server.ts";
import { findPermitsAnywhere, findPlatformAnywhere } from "../../../features/passports/find-platform.ts";
import { keepArtefacts } from "../../../features/passports/keep-artefact.ts";
import { openPassport } from "../../../features/passports/open-passport.ts";
import { permits, permitsIn, scopeOf, type Permit, type Platform } from "../../../features/passports/passport.ts";
import type { MemberViewer } from "../../../platform/viewer.ts";
import { Checks } from "../../../ui/form.tsx";
import { cookieOf, sessionCookieName } from "../../cookies.ts";
import type { WebContext } from "../../env.ts";
import { leaving } from "../leaving.tsx";
import { findOrMakeOwnActor } from "../own-actors.ts";
import { speakingOf } from "../speaking.ts";
import { cookieNames, providerOf } from "./provider.ts";
import { refusedAsking } from "./refused-asking.tsx";

const kept = z.object({ params: z.object({ client_id: z.string(), scope: z.string(), prompt: z.string().optional() }) });

interface Asking {
  readonly uid: string;
  readonly platform: Platform;
  readonly wanted: readonly Permit[];
  /** Whether the platform wants the member to choose again. */
  readonly anew: boolean;
}

/** What a platform asks of the member who stands at this page; null when nothing does, or it was asked of another browser. */
async function askingOf(c: WebContext): Promise<Asking | null> {
  const uid = c.req.param("uid") ?? "";
  const { db, now } = speakingOf(c);
  // The one who answers is the one who was sent here: nobody says yes to what another began.
  if (cookieOf(c, cookieNames.interaction) !== uid) return null;
  const found = kept.safeParse((await keepArtefacts(db, now).read("Interaction", uid))?.payload);
  const platform = found.success ? await findPlatformAnywhere(db, found.data.params.client_id) : null;
  if (!found.success || !platform || (await isBlockedAnywhere(db, platform.host))) return null;
  return { uid, platform, wanted: permitsIn(found.data.params.scope), anew: /\bconsent\b/.test(found.data.params.prompt ?? "") };
}

/** Which platform asks for what, and the member's choice. Whoever chose before is let through. */
export async function askingPage(c: WebContext): Promise<Response> {
  const asking = await askingOf(c);
  const { viewer } = c.get("act");
  if (!asking || viewer.kind === "visitor") return refusedAsking(c, "expired", 400);
  const { db } = speakingOf(c);
  const given = await findPermitsAnywhere(db, viewer.id, asking.platform.id);
  if (given && !asking.anew) return letIn(c, viewer, asking, given);
  const t = c.get("t");
  const { host, described } = asking.platform;
  const trusted = await isTrustedAnywhere(db, host);
  return c.render(
    <div class="wrap measure">
      <div class="head"><h1>{t("passport_title", { host })}</h1><p class="lead">{t("passport_lead", { name: viewer.name })}</p></div>
      <form class="form" method="post" action={c.req.path}>
        <p>{t("passport_who", { host, platform: described.client_name })}</p>
        {trusted ? null : <p class="notice">{t("passport_stranger", { host })}</p>}
        <div class="stack tight"><h2>{t("passport_learns")}</h2><ul><li>{t("passport_learns_profile")}</li><li>{t("passport_learns_not")}</li></ul></div>
        {asking.wanted.length > 0 ? <Checks name="permits" label={t("passport_permits")} hint={t("passport_permits_hint")} values={given ?? asking.wanted} options={asking.wanted.map((value) => ({ value, label: t(`passport_permit_${value}`) }))} /> : null}
        <p class="small soft">{t("passport_revocable")}</p>
        <div class="actions"><button class="button" name="reponse" value="oui">{t("passport_accept")}</button><button class="button quiet" name="reponse" value="non">{t("passport_decline")}</button></div>
      </form>
    </div>,
    { title: t("passport_title", { host }), noindex: true },
  );
}

export async function answerAsking(c: WebContext): Promise<Response> {
  const asking = await askingOf(c);
  const { viewer } = c.get("act");
  if (!asking || viewer.kind === "visitor") return refusedAsking(c, "expired", 400);
  const fields = new URLSearchParams(await c.req.text());
  if (fields.get("reponse") !== "oui") return onwards(c, asking, { error: "access_denied" });
  const chosen = new Set(fields.getAll("permits"));
  return letIn(c, viewer, asking, permits.filter((permit) => chosen.has(permit)));
}

async function letIn(c: WebContext, viewer: MemberViewer, asking: Asking, given: readonly Permit[]): Promise<Response> {
  const speaking = speakingOf(c);
  const own = await findOrMakeOwnActor(speaking, "member", viewer.id, viewer.home);
  const session = await findSessionIdAnywhere(speaking.db, speaking.now(), cookieOf(c, sessionCookieName(c)) ?? "");
  if (!own || session === null) return refusedAsking(c, "expired", 400);
  const provider = await providerOf(speaking);
  const grant = new provider.Grant({ accountId: own.uri, clientId: asking.platform.id });
  const permitted = asking.wanted.filter((permit) => given.includes(permit));
  grant.addOIDCScope(["openid", "profile", ...permitted.map(scopeOf)].join(" "));
  const denied = asking.wanted.filter((permit) => !given.includes(permit));
  if (denied.length > 0) grant.rejectOIDCScope(denied.map(scopeOf).join(" "));
  const opening = await grant.save();
  await openPassport(speaking.db, speaking.now(), { id: opening, member: viewer.id, platform: asking.platform.id, session, subject: own.uri }, permitted);
  return onwards(c, asking, { login: { accountId: own.uri, remember: false }, consent: { grantId: opening } });
}

/** The answer goes where the question came from, by the protocol's own way. */
async function onwards(c: WebContext, { uid, platform }: Asking, result: InteractionResults): Promise<Response> {
  const provider = await providerOf(speakingOf(c));
  const interaction = await provider.Interaction.find(uid);
  if (!interaction) return refusedAsking(c, "expired", 400);
  interaction.result = result;
  await interaction.persist();
  return leaving(c, interaction.returnTo, platform.host);
}
