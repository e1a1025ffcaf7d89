import { afterAll, expect, test } from "vitest"
import { db } from "../db/client"
import { newId } from "../db/ids"
import { pool } from "../db/pool"
import { readiness } from "./readiness"

afterAll(() => pool().end())

/** Bypasses the cached result, so that the database is queried. */
function askAgain() {
  Reflect.deleteProperty(globalThis, Symbol.for("nanostack.readiness"))
  return readiness()
}

test("a database with all migrations is ready", async () => {
  expect(await askAgain()).toMatchObject({ ready: true })
})

test("delayed emails are reported, and do not make the server unready", async () => {
  const id = newId("mail")
  const createdAt = new Date(Date.now() - 180_000)
  const nextTryAt = new Date(Date.now() + 3_600_000)
  await db().mail.create({
    data: {
      id,
      recipient: "ada@example.com",
      template: "verify_email",
      payload: new Uint8Array(),
      createdAt,
      nextTryAt,
    },
  })
  expect(await askAgain()).toMatchObject({ ready: true, mail: "delayed" })
  await db().mail.delete({ where: { id } })
})

test("a pending migration makes it not ready, with what to do", async () => {
  await db().$executeRaw`UPDATE _prisma_migrations SET rolled_back_at = now() WHERE migration_name LIKE '%_initial'`
  expect(await askAgain()).toMatchObject({ ready: false, reason: expect.stringContaining("db:deploy") })
  await db().$executeRaw`UPDATE _prisma_migrations SET rolled_back_at = NULL WHERE migration_name LIKE '%_initial'`
})
