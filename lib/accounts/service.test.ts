import { randomBytes } from "node:crypto"
import { afterAll, expect, test } from "vitest"
import { db, pool, type Tx } from "../core/db/client"
import { transaction } from "../core/db/transaction"
import { activateAccount } from "./service"

afterAll(() => pool().end())

const word = () => randomBytes(6).toString("hex")

/** A transaction in which `then` happens, by another connection, as soon as an account was found. */
const afterFinding = (tx: Tx, then: () => Promise<unknown>): Tx =>
  new Proxy(tx, {
    get(target, name) {
      if (name !== "user") return Reflect.get(target, name)
      const findUniqueOrThrow = async (args: Parameters<Tx["user"]["findUniqueOrThrow"]>[0]) => {
        const found = await target.user.findUniqueOrThrow(args)
        await then()
        return found
      }
      return { findUniqueOrThrow }
    },
  })

test("an account that got another address since it was found is not activated under it", async () => {
  const [id, email, other] = [`user_${word()}`, `${word()}@example.com`, `${word()}@example.com`]
  await db().user.create({ data: { id, email, name: "" } })
  const change = () => pool().query("UPDATE users SET email = $1 WHERE id = $2", [other, id])
  const activated = transaction((tx) =>
    activateAccount(afterFinding(tx, change), { email, name: "Nora", hash: "x", verified: true }),
  )
  await expect(activated).rejects.toMatchObject({ code: "email_taken" })
  expect(await db().user.findUniqueOrThrow({ where: { id } })).toMatchObject({ email: other, activatedAt: null })
})
