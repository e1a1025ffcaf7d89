import { Socket } from "node:net"
import { singleton } from "../cache/singleton"
import { type Env, env } from "../env"
import { log } from "../observability/log"
import { BoundedPool } from "./bounded-pool"

/** Connection pool of this process. Timeouts end slow statements, so that nothing waits behind them forever. */
export const pool = () =>
  singleton("pool", () => {
    const settings = env()
    const made = new BoundedPool({
      connectionString: settings.DATABASE_URL,
      max: settings.DATABASE_POOL_SIZE,
      connectionTimeoutMillis: settings.DATABASE_CONNECT_TIMEOUT_SECONDS * 1_000,
      idleTimeoutMillis: settings.DATABASE_STATEMENT_TIMEOUT_SECONDS * 1_000,
      stream: () => attentiveSocket(settings.DATABASE_STATEMENT_TIMEOUT_SECONDS + 2),
      // Prisma reads every timestamp as UTC, whatever offset PostgreSQL writes after it.
      options: Object.entries(timeouts(settings)).reduce(
        (options, [name, seconds]) => `${options} -c ${name}=${seconds * 1_000}`,
        "-c TimeZone=UTC",
      ),
    })
    made.on("error", (error) => log.warn({ error: error.message }, "a database connection was lost"))
    return made
  })

const timeouts = ({ DATABASE_STATEMENT_TIMEOUT_SECONDS: statement, DATABASE_LOCK_TIMEOUT_SECONDS: lock }: Env) => ({
  statement_timeout: statement,
  lock_timeout: lock,
  idle_in_transaction_session_timeout: statement * 1.5,
})

/**
 * Returns a socket with an inactivity timeout in seconds. Statement timeouts are enforced by the database: one that
 * falls silent, as behind a broken network, reports none, and TCP alone waits for hours.
 */
function attentiveSocket(seconds: number): Socket {
  const socket = new Socket()
  return socket.setTimeout(seconds * 1_000, () => socket.destroy(new Error("Connection ended: the database is silent")))
}
