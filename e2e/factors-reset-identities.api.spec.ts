import { expect } from "@playwright/test"
import { end } from "../lib/endings/end"
import { codeTo } from "./codes"
import { behindTheirBacks, db, transaction } from "./database"
import { register, signIn, verify } from "./fixtures"
import { newSubject, ownedAddress, test } from "./stand-ins/world"

const claimed = (email: string) => ({ sub: newSubject(), email, email_verified: true, name: "Ida Elsewhere" })

const reset = (userId: string) =>
  behindTheirBacks(async () => {
    // What the row of the table does for someone who had two-factor authentication.
    await db().userSecret.upsert({ where: { userId }, create: { userId }, update: {} })
    await transaction((tx) => end(tx, "factors_reset", { userIds: [userId] }))
  })

test("after a reset of lost factors, another account opens one with a password only behind it", async ({ world }) => {
  const email = ownedAddress()
  await verify(await register({ email }))
  const { id } = await signIn(email)
  world.acme.person = claimed(email)
  await reset(id)
  const guest = world.guest()
  const landed = await guest.enter("acme")
  expect(guest.signedIn()).toBe(false)
  expect(landed.path).toContain("problem=after_reset")
  expect(landed.text).toContain("Sign in with your password first.")
  expect(await db().userIdentity.count({ where: { userId: id } })).toBe(0)
})

test("after a reset of lost factors, another account and an emailed code open one without a password", async ({
  world,
}) => {
  const email = ownedAddress()
  world.acme.person = claimed(email)
  await world.guest().enter("acme")
  const { id } = await db().user.findUniqueOrThrow({ where: { email } })
  await reset(id)
  expect(await db().userIdentity.count({ where: { userId: id } })).toBe(0)
  const guest = world.guest()
  const landed = await guest.enter("acme")
  expect(guest.signedIn()).toBe(false)
  expect(landed.path).toContain("/login/code")
  expect(await codeTo(email, "factor_code")).toMatch(/^\d{6}$/)
})
