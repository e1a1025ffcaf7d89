import { expect } from "@playwright/test"
import { db } from "./database"
import { newAddress, register, test, verify } from "./fixtures"
import type { Claims } from "./stand-ins/issuer"
import { newSubject, ownedAddress, startWorld } from "./stand-ins/world"

test.setTimeout(90_000)

const claimed = (email: string): Claims => ({ sub: newSubject(), email, email_verified: true, name: "Ida Elsewhere" })

test("with SIGN_UP=closed an account elsewhere registers no one, and opens what is there", async () => {
  const world = await startWorld({ SIGN_UP: "closed" })
  try {
    const email = ownedAddress()
    world.acme.person = claimed(email)
    const guest = world.guest()
    expect((await guest.enter("acme")).path).toBe("/login?problem=closed")
    expect(await db().user.count({ where: { email } })).toBe(0)
    const owner = await register({ email: ownedAddress() })
    await verify(owner)
    world.acme.person = claimed(owner.email)
    const known = world.guest()
    await known.enter("acme")
    expect(known.signedIn()).toBe(true)
  } finally {
    await world.stop()
  }
})

test("with VERIFY_BEFORE_SIGN_IN an unproved address leads to the same page, with or without an account", async () => {
  const world = await startWorld({ VERIFY_BEFORE_SIGN_IN: "true" })
  try {
    const owner = await register({ email: newAddress("owner") })
    await verify(owner)
    const fresh = newAddress("owner")
    const pages = []
    for (const email of [owner.email, fresh]) {
      world.other.person = claimed(email)
      const guest = world.guest()
      const landed = await guest.enter("other")
      expect(guest.signedIn()).toBe(false)
      pages.push({ status: landed.status, path: landed.path, cookies: [...guest.cookies.keys()].sort() })
      expect(landed.text).toContain("open the link that we emailed you")
    }
    expect(pages[0]).toEqual(pages[1])
    // Once the address is verified, the same account elsewhere opens it.
    const person = world.other.person
    await verify({ email: fresh })
    world.other.person = person
    const back = world.guest()
    await back.enter("other")
    expect(back.signedIn()).toBe(true)
    // An issuer that decides about the address has verified it.
    world.acme.person = claimed(ownedAddress())
    const proved = world.guest()
    await proved.enter("acme")
    expect(proved.signedIn()).toBe(true)
  } finally {
    await world.stop()
  }
})
