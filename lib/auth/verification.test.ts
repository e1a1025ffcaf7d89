import { afterAll, beforeAll, expect, test } from "vitest"
import { ownDatabase } from "../../e2e/mail/test-database"
import { db } from "../core/db/client"
import { transaction } from "../core/db/transaction"
import { issueLink } from "../core/identity/secrets"
import { verifiedAlready, verifyEmail } from "./verification"

let database: Awaited<ReturnType<typeof ownDatabase>>
beforeAll(async () => {
  database = await ownDatabase()
})
afterAll(() => database.drop())

let n = 0

async function registered() {
  const user = { id: `user_v${++n}`, email: `v${n}@example.com` }
  await db().user.create({ data: { ...user, name: "V", activatedAt: new Date() } })
  const owner = { userId: user.id, provesAddress: user.email }
  const link = () => transaction((tx) => issueLink(tx, "verify_email", owner, 3600))
  return { ...user, link }
}

test("a used link shows that its address is verified (U-8)", async () => {
  const { email, link } = await registered()
  const [first, second] = [await link(), await link()]
  expect(await verifiedAlready(first)).toBeNull()
  await verifyEmail(first)
  expect(await verifiedAlready(first)).toBe(email)
  // A replaced link too: its holder owns the mailbox.
  expect(await verifiedAlready(second)).toBe(email)
})

test("no one else learns whether an address is verified (U-8)", async () => {
  const { id, email, link } = await registered()
  const token = await link()
  await verifyEmail(token)
  const reset = { userId: id, provesAddress: email }
  for (const other of [
    "",
    "unknown",
    `${token}x`,
    await transaction((tx) => issueLink(tx, "reset_password", reset, 60)),
  ])
    expect(await verifiedAlready(other)).toBeNull()
})

test.each([
  ["is not verified", { verifiedAt: null }],
  ["was closed since", { deletedAt: new Date() }],
  ["has another address since", { email: "moved@example.com" }],
])("a used link whose account %s reveals nothing (U-8)", async (_, data) => {
  const { id, link } = await registered()
  const token = await link()
  await verifyEmail(token)
  const { verifiedAt, ...more } = data as { verifiedAt?: null }
  await db().user.update({
    where: { id },
    data: { ...more, ...(verifiedAt === null ? { emailVerifiedAt: null } : {}) },
  })
  expect(await verifiedAlready(token)).toBeNull()
})
