import { serve } from "@hono/node-server"
import { betterAuth } from "better-auth"
import { getMigrations } from "better-auth/db/migration"
import { admin, bearer, organization } from "better-auth/plugins"
import { Hono } from "hono"
import pg from "pg"

// Runs in the folder where better-auth was installed. Rate limits are on, but far above the benchmark's load.
const { DATABASE_URL, PORT, SECRET } = process.env
const unlimited = { window: 60, max: 1_000_000_000 }
const options = {
  baseURL: `http://127.0.0.1:${PORT}`,
  secret: SECRET,
  database: new pg.Pool({ connectionString: DATABASE_URL, max: 10 }),
  emailAndPassword: { enabled: true },
  plugins: [bearer(), organization({ membershipLimit: 1_000_000_000 }), admin()],
  rateLimit: { enabled: true, ...unlimited, customRules: { "/sign-in/*": unlimited, "/sign-up/*": unlimited } },
}
await (await getMigrations(options)).runMigrations()
const auth = betterAuth(options)
const app = new Hono()
app.get("/ready", (c) => c.text("ready"))
app.on(["GET", "POST"], "/api/auth/*", (c) => auth.handler(c.req.raw))
serve({ fetch: app.fetch, port: Number(PORT), hostname: "127.0.0.1" })
