import { channel } from "../lib/core/cache/change-message"
import { db, Prisma } from "../lib/core/db/client"
import { transaction } from "../lib/core/db/transaction"

// Distinguishes the tests' statements from the server's in PostgreSQL's log. Connections open later than this.
process.env.PGAPPNAME = "nanostack-test"

/** The server's database, for what no request can do: changing a date, reading stored data. */
export { db, Prisma, transaction }

/** Changes rows directly that servers may have cached, and invalidates the caches. */
export async function behindTheirBacks(change: () => Promise<unknown>): Promise<void> {
  await change()
  await db().$executeRaw`SELECT pg_notify(${channel}, 'all')`
  await new Promise((wake) => setTimeout(wake, 300))
}
