import { expect, test } from "vitest"
import { db } from "./client"
import { isRetryable, isUnavailable, isUniqueViolation } from "./errors"
import { newId } from "./ids"
import { transaction } from "./transaction"

/** Builds an error as Prisma throws it, from one of PostgreSQL's. */
function prismaError(code: string, originalCode?: string): Error {
  const adapter = Object.assign(new Error("postgres"), { cause: { kind: "postgres", originalCode } })
  return Object.assign(new Error("Raw query failed."), { code, meta: { driverAdapterError: adapter } })
}

test.each([
  ["PostgreSQL's main process was killed", prismaError("P2010", "57P01")],
  ["it recovers", prismaError("P2010", "57P03")],
  ["a model's query was cut off", prismaError("P2039", "57P01")],
  ["a lock was not to be had", prismaError("P2010", "55P03")],
  ["there is no connection left", prismaError("P2037", "53300")],
  ["a statement took too long", Object.assign(new Error("canceling statement"), { code: "57014" })],
  ["a socket was refused", Object.assign(new Error("connect"), { cause: { code: "ECONNREFUSED" } })],
  [
    "the connection broke inside a transaction",
    new Error("Client has encountered a connection error and is not queryable"),
  ],
  ["PostgreSQL hung up", new Error("Raw query failed. Code: `N/A`. Message: `Server has closed the connection.`")],
])("R-003, R-020 – %s: 503, not a server error", (_, error) => {
  expect(isUnavailable(error)).toBe(true)
})

test.each([
  ["a violated index", prismaError("P2010", "23505")],
  ["a mistake in a statement", prismaError("P2010", "42601")],
  ["nothing", undefined],
])("%s is not an outage", (_, error) => {
  expect(isUnavailable(error)).toBe(false)
})

const caught = (run: Promise<unknown>) => run.then(() => null).catch((error: unknown) => error)

test("PostgreSQL's own errors are recognized by SQLSTATE, in raw statements and in models", async () => {
  const conflict = await caught(db().$executeRaw`DO $$ BEGIN RAISE EXCEPTION 'x' USING ERRCODE = '40001'; END $$`)
  const deadlock = await caught(db().$executeRaw`DO $$ BEGIN RAISE EXCEPTION 'x' USING ERRCODE = '40P01'; END $$`)
  const timeout = await caught(db().$executeRaw`DO $$ BEGIN RAISE EXCEPTION 'x' USING ERRCODE = '57014'; END $$`)
  expect([conflict, deadlock, timeout].map(isRetryable)).toEqual([true, true, false])
  expect([conflict, deadlock, timeout].map(isUnavailable)).toEqual([false, false, true])

  const [id, email] = [newId("user"), `${newId("user")}@example.com`.toLowerCase()]
  await db().user.create({ data: { id, email, name: "Ada" } })
  const model = await caught(db().user.create({ data: { id: newId("user"), email, name: "Ben" } }))
  const raw = await caught(
    db().$executeRaw`INSERT INTO users (id, email, name, updated_at) VALUES (${newId("user")}, ${email}, 'Cy', now())`,
  )
  for (const error of [model, raw]) {
    expect(isUniqueViolation(error)).toBe(true)
    expect(isUniqueViolation(error, "email")).toBe(true)
    expect(isUniqueViolation(error, "external_id")).toBe(false)
    expect([isRetryable(error), isUnavailable(error)]).toEqual([false, false])
  }
})

test("a transaction that hits a deadlock is retried", async () => {
  let runs = 0
  const value = await transaction(async (tx) => {
    if (++runs === 1) await tx.$executeRaw`DO $$ BEGIN RAISE EXCEPTION 'x' USING ERRCODE = '40P01'; END $$`
    return "done"
  })
  expect([value, runs]).toEqual(["done", 2])
})
