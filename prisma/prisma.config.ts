import { defineConfig } from "prisma/config"

/** For Prisma's own CLI, on machines that can reach its downloads: `npx prisma migrate status --config prisma/prisma.config.ts`. */
export default defineConfig({
  schema: "schema.prisma",
  migrations: { path: "migrations" },
  datasource: { url: process.env.DATABASE_URL ?? "" },
})
