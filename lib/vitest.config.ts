import { fileURLToPath } from "node:url"
import { defineConfig } from "vitest/config"

const root = fileURLToPath(new URL("..", import.meta.url))

export default defineConfig({
  root,
  cacheDir: `${root}node_modules/.cache/vitest`,
  resolve: { alias: { "@": root.slice(0, -1) } },
  test: {
    include: ["{app,bench,bin,components,lib,prisma,sdk}/**/*.test.{ts,tsx}"],
    environment: "node",
    testTimeout: 20_000,
  },
})
