import type { Child } from "hono/jsx";

/** What a page says of itself above its body. */
export interface PageHead {
  readonly title: string;
  readonly description?: string | undefined;
  /** The canonical address, whole; the present one without its query unless said. */
  readonly canonical?: string | undefined;
  readonly image?: string | undefined;
  readonly type?: "website" | "article";
  readonly feeds?: readonly { readonly type: string; readonly href: string; readonly title: string }[];
  /** Where other servers read what the page shows. */
  readonly document?: string | null;
  readonly jsonLd?: object | undefined;
  readonly islands?: readonly string[];
  readonly styles?: readonly string[];
  readonly noindex?: boolean;
  readonly status?: 200 | 202 | 400 | 401 | 403 | 404 | 409 | 413 | 422 | 429 | 500 | 503;
}

// A door that shows one page in the house's shell asks `c.render`: the shell is the pages' own.
declare module "hono" {
  interface ContextRenderer {
    (body: Child, head: PageHead): Response | Promise<Response>;
  }
}
