import { randomBytes } from "node:crypto"
import { afterAll, expect, test } from "vitest"
import { db, type Tx } from "../core/db/client"
import { pool } from "../core/db/pool"
import { transaction } from "../core/db/transaction"
import { activateAccount, ensureAccount } from "./service"

afterAll(() => pool().end())

const word = () => randomBytes(6).toString("hex")

/** Returns a transaction in which `then` runs on another connection as soon as it is known that there is an account. */
function afterFinding(tx: Tx, then: () => Promise<unknown>): Tx {
  let found = false
  return new Proxy(tx, {
    get(target, name) {
      if (name !== "$executeRaw" || found) return Reflect.get(target, name)
      found = true
      return async (...query: Parameters<Tx["$executeRaw"]>) => {
        const rows = await target.$executeRaw(...query)
        await then()
        return rows
      }
    },
  })
}

/** Changes the address of an unclaimed account just after `run` has found it. */
async function moved(run: (tx: Tx, email: string) => Promise<unknown>) {
  const [id, email, other] = [`user_${word()}`, `${word()}@example.com`, `${word()}@example.com`]
  await db().user.create({ data: { id, email, name: "" } })
  const change = () => pool().query("UPDATE users SET email = $1 WHERE id = $2", [other, id])
  const result = await transaction((tx) => run(afterFinding(tx, change), email))
  expect(await db().user.findUniqueOrThrow({ where: { id } })).toMatchObject({ email: other, activatedAt: null })
  return { result, account: await db().user.findUniqueOrThrow({ where: { email } }) }
}

test("an account whose address changed since it was found is not activated: a new account is created for the address", async () => {
  const { result, account } = await moved((tx, email) =>
    activateAccount(tx, { email, name: "Nora", hash: "x", verified: true }),
  )
  expect([account.id, account.activatedAt !== null]).toEqual([result, true])
})

test("the account of an address is the one that has it, also when it changes in the same moment", async () => {
  const { result, account } = await moved((tx, email) => ensureAccount(tx, email))
  expect(result).toMatchObject({ id: account.id, email: account.email })
})
