import { defineConfig } from "vitest/config";

export default defineConfig({
  oxc: { jsx: { runtime: "automatic", importSource: "hono/jsx" } },
  test: {
    maxWorkers: 2,
    projects: [
      {
        extends: true,
        test: { name: "unit", globalSetup: "tests/support/global.ts", setupFiles: "tests/support/properties.ts", include: ["tests/doors/**/*.test.ts", "tests/federation/**/*.test.ts", "src/**/*.test.ts", "src/**/*.test.tsx", "tests/house/**/*.test.ts", "tests/threats/**/*.test.ts"], testTimeout: 180_000, hookTimeout: 240_000, expect: { poll: { timeout: 40_000 } } },
      },
      {
        extends: true,
        test: { name: "browser", globalSetup: "tests/support/global.ts", include: ["tests/browser/**/*.test.ts"], testTimeout: 300_000, hookTimeout: 300_000, expect: { poll: { timeout: 40_000 } }, fileParallelism: false },
      },
      {
        extends: true,
        test: { name: "operator", include: ["tests/operator/**/*.test.ts"], testTimeout: 600_000, hookTimeout: 300_000, fileParallelism: false },
      },
    ],
  },
});
