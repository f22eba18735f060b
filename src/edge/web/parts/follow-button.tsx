import type { FollowInput } from "../../../features/follows/input.ts";
import { Icon } from "../../../ui/icon.tsx";
import { withQuery } from "../../addresses.ts";
import type { WebContext } from "../../env.ts";
import { isVisiting } from "../../visiting.ts";

/** Follows or stops following; a visitor is sent to log in and brought back. */
export function FollowButton({ c, kind, target, following }: { c: WebContext; kind: FollowInput["kind"]; target: string; following: boolean }) {
  const t = c.get("t");
  // A theme has the same name everywhere: it is followed at home.
  if (isVisiting(c) && kind === "theme") return null;
  return (
    <form method="post" action="/suivre" class="actions">
      <input type="hidden" name="kind" value={kind} />
      <input type="hidden" name="target" value={target} />
      <input type="hidden" name="retour" value={withQuery(c, {})} />
      <button class="button quiet" name="suivre" value={following ? "0" : "1"} aria-pressed={following ? "true" : "false"}><Icon name="bell" />{t(following ? "unfollow" : "follow")}</button>
    </form>
  );
}
