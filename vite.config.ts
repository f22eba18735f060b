import { readdirSync } from "node:fs";
import { basename } from "node:path";
import { defineConfig, type UserConfig } from "vite";

const jsx = { jsx: { runtime: "automatic", importSource: "hono/jsx" } } as const;

/** Each file at the top of `client/` is one island: a page names it when it needs it. */
const islands = Object.fromEntries(
  readdirSync("src/edge/web/client", { withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith(".ts") && !entry.name.endsWith(".test.ts"))
    .map((entry) => [basename(entry.name, ".ts"), `src/edge/web/client/${entry.name}`]),
);

const client: UserConfig = {
  publicDir: false,
  base: "/assets/",
  build: {
    outDir: "dist/client",
    emptyOutDir: true,
    manifest: "manifest.json",
    assetsDir: "",
    assetsInlineLimit: 0,
    cssMinify: true,
    modulePreload: { polyfill: false },
    rollupOptions: { input: { ...islands, styles: "src/ui/styles/main.css", editor_styles: "src/ui/styles/editor.css", map_styles: "src/ui/styles/map.css" } },
  },
};

const server: UserConfig = {
  publicDir: false,
  oxc: jsx,
  build: {
    outDir: "dist/server",
    emptyOutDir: true,
    ssr: true,
    target: "node26",
    sourcemap: true,
    rollupOptions: { input: { cli: "src/main/cli.ts" } },
  },
};

export default defineConfig(({ mode }) => (mode === "server" ? server : client));
