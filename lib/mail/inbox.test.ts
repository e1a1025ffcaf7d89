import { randomBytes } from "node:crypto"
import { afterAll, beforeAll, expect, test } from "vitest"
import { ownDatabase, post } from "../../e2e/mail/test-database"
import { db } from "../core/db/client"
import { getMail, listMails } from "./inbox"

let database: Awaited<ReturnType<typeof ownDatabase>>
beforeAll(async () => {
  database = await ownDatabase()
})
afterAll(() => database.drop())

test("the inbox shows what it can, and says what was erased or can't be decrypted", async () => {
  const data = { name: "Ada", url: "http://localhost:3000/forgot-password" }
  const [erased, unreadable, fine] = await Promise.all(
    ["a", "b", "c"].map((name) => post(`${name}@example.com`, "password_changed", data)),
  )
  await db().mail.update({ where: { id: erased }, data: { payload: new Uint8Array() } })
  await db().mail.update({ where: { id: unreadable }, data: { payload: new Uint8Array(randomBytes(90)) } })
  const subjects = new Map((await listMails()).map(({ id, subject }) => [id, subject]))
  expect([subjects.get(String(erased)), subjects.get(String(unreadable))]).toEqual(["(erased)", "(unreadable)"])
  expect(subjects.get(String(fine))).toMatch(/password/i)
  expect((await getMail(String(unreadable)))?.text).toContain("different AUTH_SECRET")
  expect((await getMail(String(fine)))?.html).toContain("Ada")
})
