import { afterAll, beforeAll, expect, test } from "vitest"
import { takeTime, withRequest } from "../context"
import { db } from "./client"
import { isUnavailable } from "./errors"
import { pool } from "./pool"
import { transaction } from "./transaction"

const table = `waits_${process.pid}`
beforeAll(() => db().$executeRawUnsafe(`CREATE TABLE ${table} (n int)`))
afterAll(async () => {
  await db().$executeRawUnsafe(`DROP TABLE ${table}`)
  await pool().end()
})

/** Runs as a request with this many milliseconds left. */
function within<T>(left: number, run: () => Promise<T>): Promise<T> {
  return withRequest({ requestId: "req_test", ip: null, userAgent: null, until: performance.now() + left }, run)
}

const outcome = (asked: Promise<unknown>) =>
  asked.then(
    () => "answered",
    (error: unknown) => (isUnavailable(error) ? "unavailable" : String(error)),
  )

test("a request past its deadline sends no more queries (R-019)", async () => {
  const ask = async () => await db().$queryRaw`SELECT 1`
  expect(await outcome(within(10_000, ask))).toBe("answered")
  expect(await outcome(within(-1, ask))).toBe("unavailable")
  expect(await outcome(within(-1, () => transaction((tx) => tx.$queryRaw`SELECT 1`)))).toBe("unavailable")
})

test("a transaction ends at its request's deadline, and nothing of it is stored (R-019)", async () => {
  const slowly = () =>
    transaction(async (tx) => {
      for (let i = 0; i < 20; i++) {
        await tx.$executeRawUnsafe(`INSERT INTO ${table} VALUES (${i})`)
        await tx.$executeRaw`SELECT pg_sleep(0.1)`
      }
    })
  expect(await outcome(within(500, slowly))).toBe("unavailable")
  expect(await db().$queryRawUnsafe(`SELECT count(*)::int AS n FROM ${table}`)).toEqual([{ n: 0 }])
})

test("a streamed response has no deadline", async () => {
  const streamed = async () => {
    takeTime()
    return await db().$queryRaw`SELECT 1`
  }
  expect(await outcome(within(-1, streamed))).toBe("answered")
})
