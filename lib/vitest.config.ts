import { fileURLToPath } from "node:url"
import { defineConfig } from "vitest/config"

const root = fileURLToPath(new URL("..", import.meta.url))
const all = ["{app,bench,bin,components,lib,prisma,sdk}/**/*.test.{ts,tsx}"]

/** What starts processes, packs packages, or fills tables: a stage of its own. */
const integration = [
  "lib/core/db/paginate-plans.test.ts",
  "lib/mail/priority.test.ts",
  "lib/mail/worker.test.ts",
  "lib/operator/batches.test.ts",
  "prisma/migrate.test.ts",
  "prisma/preview.test.ts",
  "sdk/package.test.ts",
]

const project = (name: string, more: { include: string[]; exclude?: string[]; testTimeout: number }) => ({
  extends: true as const,
  test: { name, environment: "node" as const, setupFiles: ["bin/vitest-database.mjs"], ...more },
})

export default defineConfig({
  root,
  cacheDir: `${root}node_modules/.cache/vitest`,
  resolve: { alias: { "@": root.slice(0, -1) } },
  test: {
    projects: [
      project("unit", { include: all, exclude: ["**/node_modules/**", ...integration], testTimeout: 20_000 }),
      project("integration", { include: integration, testTimeout: 120_000 }),
    ],
  },
})
