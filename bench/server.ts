import { randomBytes } from "node:crypto"
import { freePort } from "../e2e/ports"
import { type Running, startProcess } from "./process"

const script = `
  import { serve } from "./dist/server.js"
  const parent = process.ppid
  setInterval(() => process.ppid === parent || process.exit(1), 1000).unref()
  const { closed } = await serve()
  await closed
  process.exit()`

const secret = randomBytes(48).toString("base64url")

/**
 * Starts our production server on a database. Rate limits are on, at ten million times their values. Emails are
 * written, not sent: the worker is off, as where `npm run worker` runs beside.
 */
export async function startServer(databaseUrl: string): Promise<Running> {
  const port = await freePort()
  const env = {
    NANOSTACK_MODE: "production",
    DATABASE_URL: databaseUrl,
    HOST: "127.0.0.1",
    PORT: String(port),
    PUBLIC_URL: `http://127.0.0.1:${port}`,
    AUTH_SECRET: secret,
    SMTP_URL: "smtp://127.0.0.1:1",
    MAIL_FROM: "Bench <bench@example.com>",
    WORKER: "off",
    LOG_LEVEL: "warn",
    RATE_LIMIT_SCALE: "10000000",
  }
  return startProcess({ args: ["--input-type=module", "--eval", script], env, port, ready: "/api/health/ready" })
}
