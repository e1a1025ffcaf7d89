import { channel } from "../lib/core/cache/change-message"
import { db, Prisma } from "../lib/core/db/client"
import { transaction } from "../lib/core/db/transaction"

// So that the statements of the tests are told from the server's in PostgreSQL's log. Connections open later than this.
process.env.PGAPPNAME = "nanostack-test"

/** The server's database, for what no request can do: moving a date, reading what is stored. */
export { db, Prisma, transaction }

/** Changes rows that servers may have cached, behind their backs, and makes them forget. */
export async function behindTheirBacks(change: () => Promise<unknown>): Promise<void> {
  await change()
  await db().$executeRaw`SELECT pg_notify(${channel}, 'all')`
  await new Promise((wake) => setTimeout(wake, 300))
}
