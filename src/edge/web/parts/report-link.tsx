import type { WebContext } from "../../env.ts";

/** Where one says that something is wrong with this. */
export function ReportLink({ c, name, id }: { c: WebContext; name: "contenu" | "commentaire" | "membre" | "message"; id: string }) {
  return <a href={`/signaler?${name}=${id}&retour=${encodeURIComponent(c.req.path)}`} rel="nofollow">{c.get("t")("report")}</a>;
}
