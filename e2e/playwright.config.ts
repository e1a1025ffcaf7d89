import { defineConfig, devices } from "@playwright/test"
import { browser } from "./browser"

/** These compare times: they run alone, since concurrent load would distort them. */
const timing = ["overload", "timing", "mail-outage", "password-storm", "revoked-tokens"].map(
  (name) => `**/${name}.api.spec.ts`,
)

/** Every act against every ending. */
const races = "**/endings.api.spec.ts"

/** Fuzzing by a third-party program: `npm run test:api`. */
const schemathesis = "**/schemathesis.api.spec.ts"

/** Tests that search the data left by the other projects: run after them, even if they failed. */
const wholeRun = "**/whole-run/*.spec.ts"

/** `npm test` starts a production server on a fresh database and passes its address in NANOSTACK_URL. */
export default defineConfig({
  testDir: ".",
  outputDir: "../test-results",
  fullyParallel: true,
  workers: 2,
  // Generous: on a busy machine a page of 50 people takes ten seconds to be looked at.
  timeout: 60_000,
  expect: { timeout: 10_000 },
  forbidOnly: Boolean(process.env.CI),
  reporter: process.env.PLAYWRIGHT_JSON_OUTPUT_NAME ? [["list"], ["json"]] : [["list"]],
  use: { baseURL: process.env.NANOSTACK_URL, screenshot: "only-on-failure" },
  projects: [
    // First and in separate processes, on a separate database: it takes longest.
    { name: "races", testMatch: races },
    { name: "api", testMatch: "**/*.api.spec.ts", testIgnore: [...timing, races, schemathesis] },
    {
      name: "chromium",
      testMatch: "**/*.spec.ts",
      testIgnore: ["**/*.api.spec.ts", wholeRun],
      use: { ...devices["Desktop Chrome"], launchOptions: browser() },
    },
    {
      name: "timing",
      testMatch: timing,
      workers: 1,
      // Other load on the machine can't be prevented; tests that passed on the second try are listed in the output.
      retries: 1,
    },
    { name: "whole-run", testMatch: wholeRun },
    { name: "schemathesis", testMatch: schemathesis },
  ],
})
