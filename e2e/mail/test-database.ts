import { randomBytes } from "node:crypto"
import { pool } from "../../lib/core/db/pool"
import { transaction } from "../../lib/core/db/transaction"
import { enqueueMail } from "../../lib/mail/outbox"
import type { MailData, Template } from "../../lib/mail/templates"
import { migrate } from "../../prisma/migrate"
import { scratchDatabase } from "../../prisma/scratch"

/** For tests: a separate database for a file, without other tests' emails. Call it before anything reads a setting. */
export async function ownDatabase(
  settings: Record<string, string> = {},
): Promise<{ url: string; drop: () => Promise<void> }> {
  const { url, drop } = await scratchDatabase(String(process.env.DATABASE_URL), process.env.NANOSTACK_TEMPLATE)
  Object.assign(process.env, {
    AUTH_SECRET: randomBytes(48).toString("base64url"),
    LOG_LEVEL: "silent",
    NANOSTACK_MODE: "demo",
    ...settings,
    DATABASE_URL: url,
  })
  await migrate(url)
  return {
    url,
    drop: async () => {
      await pool().end()
      await drop()
    },
  }
}

/** For tests: writes an email as a service would. */
export function post<T extends Template>(to: string, template: T, data: MailData[T]): Promise<string> {
  return transaction((tx) => enqueueMail(tx, { to, template, data, tenantId: null }))
}
