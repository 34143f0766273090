import { availableParallelism } from "node:os";

import { defineConfig, type ReporterDescription } from "@playwright/test";

// `cargo xtask test` says where it wants the report that it adds up.
const report = process.env.RIPEN_E2E_REPORT;
const reporters: ReporterDescription[] = [["list"]];
if (report) {
  reporters.push(["json", { outputFile: report }]);
}

export default defineConfig({
  // A test that passes only when it is repeated has found a fault.
  retries: 0,
  forbidOnly: Boolean(process.env.CI),
  fullyParallel: true,
  workers: Math.max(1, Math.min(4, Math.floor(availableParallelism() / 2))),
  // Long enough for a machine that is five times slower; what passes does not wait for it.
  timeout: 180_000,
  expect: { timeout: 45_000 },
  outputDir: "test-results",
  reporter: reporters,
  use: {
    browserName: "chromium",
    locale: "en-US",
    timezoneId: "UTC",
    viewport: { width: 1440, height: 900 },
    reducedMotion: "reduce",
    screenshot: "only-on-failure",
    trace: "retain-on-failure",
    launchOptions: {
      executablePath: process.env.RIPEN_E2E_CHROMIUM ?? "/usr/bin/chromium",
      // The sandbox of the browser does not start for root.
      args: ["--no-sandbox", "--disable-dev-shm-usage", "--disable-background-networking"],
    },
  },
  projects: [
    { name: "browser", testDir: "tests" },
    { name: "clients", testDir: "clients", timeout: 300_000 },
  ],
});
