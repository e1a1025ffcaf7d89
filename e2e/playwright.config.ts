import { defineConfig, devices } from "@playwright/test"
import { browser } from "./browser"

/** These compare times: they run alone, since what runs beside them would decide. */
const timing = ["overload", "timing", "mail-outage", "password-storm"].map((name) => `**/${name}.api.spec.ts`)

/** Every act against every ending. */
const races = "**/endings.api.spec.ts"

/** What is looked for in all that the other projects left: after them, whether they passed or not. */
const wholeRun = "**/whole-run/*.spec.ts"

/** `npm test` starts a production server on a fresh database and says where it is in NANOSTACK_URL. */
export default defineConfig({
  testDir: ".",
  outputDir: "../test-results",
  fullyParallel: true,
  workers: 2,
  timeout: 30_000,
  forbidOnly: Boolean(process.env.CI),
  reporter: process.env.PLAYWRIGHT_JSON_OUTPUT_NAME ? [["list"], ["json"]] : [["list"]],
  use: { baseURL: process.env.NANOSTACK_URL, screenshot: "only-on-failure" },
  projects: [
    // First and in processes of its own, on a database of its own: it is the longest.
    { name: "races", testMatch: races },
    { name: "api", testMatch: "**/*.api.spec.ts", testIgnore: [...timing, races] },
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
      // Whoever else is on the machine is not ours to stop; what passed at the second try is named in the output.
      retries: 1,
    },
    { name: "whole-run", testMatch: wholeRun },
  ],
})
