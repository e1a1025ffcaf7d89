import { expect } from "@playwright/test"
import { newId } from "../lib/core/db/ids"
import { db } from "./database"
import { api, good, newAddress, password, register, type Tokens, test, verify } from "./fixtures"
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

test("with EMAIL_CODE=off the last way in is not unlinked, also of two at the same time; a passkey is another way", async () => {
  const world = await startWorld({ EMAIL_CODE: "off" })
  try {
    const owner = await register({ email: newAddress("owner") })
    await verify(owner)
    const { id: userId, email } = owner
    const link = async (provider: string, issuer: string) => {
      const [id, subject] = [newId("idn"), newSubject()]
      await db().identity.create({ data: { issuer, subject, userId } })
      await db().userIdentity.create({ data: { issuer, subject, userId, id, provider, label: email } })
      return id
    }
    const ids = [await link("acme", world.acme.url), await link("other", world.other.url)]
    await link("removed", "https://removed.example.com")
    const { origin } = world
    const { token } = good(await api<Tokens>("POST /auth/login", { body: { email, password }, origin }))
    await db().userSecret.update({ where: { userId }, data: { passwordHash: null, passwordChangedAt: null } })
    const unlink = (id: string) => api(`DELETE /users/me/identities/${id}`, { body: {}, token, origin })
    const outcomes = (await Promise.all(ids.map(unlink))).map(({ outcome }) => outcome)
    expect(outcomes.sort()).toEqual(["204", "409 last_way_in"])
    const where = { userId, id: { in: ids } }
    const last = await db().userIdentity.findFirstOrThrow({ where })
    expect((await unlink(last.id)).outcome).toBe("409 last_way_in")
    const [credentialId, publicKey] = [new Uint8Array([1]), new Uint8Array([1])]
    const passkey = { id: newId("passkey"), name: "Key", credentialId, publicKey, aaguid: "" }
    await db().passkey.create({ data: { userId, ...passkey, rpId: "elsewhere.example.com" } })
    expect((await unlink(last.id)).outcome).toBe("409 last_way_in")
    await db().passkey.updateMany({ where: { userId }, data: { rpId: new URL(origin).hostname } })
    good(await unlink(last.id))
    expect(await db().userIdentity.count({ where })).toBe(0)
  } finally {
    await world.stop()
  }
})
