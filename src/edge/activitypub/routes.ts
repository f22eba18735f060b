import { form, page, type Route } from "../route.ts";
import { receive } from "./inbox.ts";
import { interact } from "./interactions.ts";
import { knock } from "./network/knock.ts";
import { listPath, serveList } from "./network/own-list.ts";
import { nodeinfo, nodeinfoIndex } from "./nodeinfo.ts";
import { contentKinds } from "../../features/contents/content.ts";
import { plurals } from "../addresses.ts";
import { wantsActivity } from "./media-type.ts";
import { serve, towardsActor, towardsDocument } from "./serving.ts";
import { speakingOf } from "./speaking.ts";
import { hostMeta, webfinger } from "./webfinger.ts";

const largestPost = 1_048_576;

/** Where those who can be followed have their pages. A project's page is a content's. */
const actorPages = [["/", "territory"], ["/membres/:handle", "member"], ["/structures/:slug", "structure"], ["/communautes/:slug", "community"], ["/mots-cles/:tag", "tag"]] as const;

/** What other servers ask and say. Everything here is for everybody: what isn't public answers as if it weren't there. */
export const federationRoutes: readonly Route[] = [
  page("/.well-known/webfinger", "public", webfinger, { former: true }),
  page("/.well-known/host-meta", "public", hostMeta, { former: true }),
  page("/.well-known/nodeinfo", "public", nodeinfoIndex, { former: true }),
  page("/nodeinfo/:version", "public", nodeinfo, { former: true }),
  page(listPath, "public", (c) => serveList(c, speakingOf(c)), { at: "portal" }),
  form(listPath, "public", knock, { at: "portal", maxBody: 1000 }),
  form("/inbox", "public", receive, { maxBody: largestPost, former: true }),
  form("/ap/actor/inbox", "public", receive, { maxBody: largestPost, former: true }),
  form("/ap/:kind/:id/inbox", "public", receive, { maxBody: largestPost, former: true }),
  page("/ap/*", "public", serve, { former: true }),
  page("/interactions", "member", interact),
  ...actorPages.map(([path, kind]) => page(path, "public", (c) => towardsActor(c, kind), { only: (c) => wantsActivity(c.req.header("accept")) })),
  ...contentKinds.map((kind) => page(`/${plurals[kind]}/:slug`, "public", (c) => towardsDocument(c, kind), { only: (c) => wantsActivity(c.req.header("accept")) })),
];
