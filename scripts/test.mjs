// Everything that must hold: installs, builds, lints, types, then all the tests. The last line counts them.
import { spawnSync } from "node:child_process";
import { existsSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { ensureReady, environment, pinnedNode, root } from "./prepare.mjs";

const env = { ...environment(), NODE_ENV: "test" };
let passed = 0;
let failed = 0;

const started = Date.now();
await ensureReady();
check("install and build", () => true, started);
check("types", () => succeeds(["typescript/bin/tsc", "-p", "."]));
check("lint", () => succeeds(["oxlint/bin/oxlint", "--deny-warnings", "src", "tests", "scripts"]));
check("nothing unused", () => succeeds(["knip/bin/knip.js", "--no-progress", "--no-config-hints"]));
check("migrations", () => succeeds(["squawk-cli/js/bin/squawk", "--no-error-on-unmatched-pattern", "migrations/*.sql"]));
for (const project of process.argv[2] ? [process.argv[2]] : ["unit", "operator", "browser"]) count(project);
console.log(`\n${passed} passed, ${failed} failed`);
process.exit(failed === 0 && passed > 0 ? 0 : 1);

function check(name, act, started = Date.now()) {
  const fine = act();
  console.log(`${fine ? "ok" : "FAILED"} ${name} (${((Date.now() - started) / 1000).toFixed(1)} s)`);
  if (fine) passed++;
  else failed++;
}

function succeeds([script, ...args]) {
  return spawnSync(pinnedNode(), [join(root, "node_modules", script), ...args], { cwd: root, stdio: "inherit", env }).status === 0;
}

function count(project) {
  if (project === "browser") ensureBrowser();
  const report = join(root, "node_modules", ".echosciences", `${project}.json`);
  rmSync(report, { force: true });
  const result = spawnSync(pinnedNode(), [join(root, "node_modules", "vitest", "vitest.mjs"), "run", "--project", project, "--reporter=dot", "--reporter=json", `--outputFile.json=${report}`], { cwd: root, stdio: "inherit", env });
  if (!existsSync(report)) {
    failed++;
    return;
  }
  const outcome = JSON.parse(readFileSync(report, "utf8"));
  passed += outcome.numPassedTests;
  // A file that couldn't be loaded, or an error outside any test, fails too though no test is counted for it.
  failed += Math.max(outcome.numTotalTests - outcome.numPassedTests, result.status === 0 ? 0 : 1);
}

/** A system Chromium if there is one, otherwise the package manager's, otherwise Playwright's. */
function ensureBrowser() {
  const candidates = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];
  if (process.env.CHROMIUM || candidates.some((path) => existsSync(path))) return;
  console.log("Installing a browser for the tests…");
  const quiet = { stdio: "ignore", env: { ...env, DEBIAN_FRONTEND: "noninteractive" } };
  if (process.getuid?.() === 0) {
    spawnSync("apt-get", ["update"], quiet);
    spawnSync("apt-get", ["install", "-y", "--no-install-recommends", "chromium"], quiet);
  }
  if (candidates.some((path) => existsSync(path))) return;
  spawnSync(pinnedNode(), [join(root, "node_modules", "playwright-core", "cli.js"), "install", "chromium"], { ...quiet, stdio: "inherit" });
}
