import { afterAll, expect, test, vi } from "vitest"
import { db, type Tx } from "../core/db/client"
import { pool } from "../core/db/pool"
import { transaction } from "../core/db/transaction"
import { recordEvent } from "./record"

// A transaction may continue for 750 ms after its first event.
vi.hoisted(() => {
  process.env.FEED_LAG_SECONDS = "1"
})
const tenantId = "ten_record"
const action = "organization.updated"

afterAll(async () => {
  await db().auditEvent.deleteMany({ where: { tenantId } })
  await pool().end()
})

const goOn = (tx: Tx, seconds: number) => tx.$executeRaw`SELECT pg_sleep(${seconds}::float)`
const written = () => db().auditEvent.count({ where: { tenantId } })

test("a transaction that continues after its event for longer than the feed waits is refused, and nothing is written", async () => {
  const late = transaction(async (tx) => {
    await recordEvent(tx, "system", { tenantId, action })
    await goOn(tx, 0.4)
    await recordEvent(tx, "system", { tenantId, action })
    await goOn(tx, 0.4)
  })
  await expect(late).rejects.toMatchObject({ code: "unavailable", status: 503 })
  expect(await written()).toBe(0)
})

test("a transaction that is slow before its event, or has none, is committed", async () => {
  await transaction((tx) => goOn(tx, 0.8))
  await transaction(async (tx) => {
    await goOn(tx, 0.8)
    await recordEvent(tx, "system", { tenantId, action })
  })
  expect(await written()).toBe(1)
})
