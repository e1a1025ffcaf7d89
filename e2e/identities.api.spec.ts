import { expect } from "@playwright/test"
import { recoveryCode, storedCode } from "../lib/second-factor/recovery-codes"
import { db } from "./database"
import { api, good, mailTo, newAddress, type Person, password, register, signIn, type Tokens, verify } from "./fixtures"
import { letProofAge } from "./pages"
import type { Guest } from "./stand-ins/guest"
import type { Claims, Fault } from "./stand-ins/issuer"
import { newSubject, ownedAddress, test } from "./stand-ins/world"

type Identity = { id: string; provider: string; label: string; email: string | null; last_used_at: string | null }

const problem = (location: string) => new URL(location, "http://here.invalid").searchParams.get("problem")

const idOf = async (email: string) => (await db().user.findUniqueOrThrow({ where: { email } })).id
const linksOf = async (email: string) => db().userIdentity.findMany({ where: { userId: await idOf(email) } })
const verifiedAt = async (email: string) => (await db().user.findUniqueOrThrow({ where: { email } })).emailVerifiedAt

/** Claims of a person whose address the issuer says is verified. */
const claimed = (email: string, more: Claims = {}): Claims => ({
  ...{ sub: newSubject(), email, email_verified: true, name: "Ida Elsewhere" },
  ...more,
})

/** A verified person with a password, at the default server, which shares the database. */
async function verifiedPerson(email = newAddress("owner")): Promise<Person> {
  const person = await register({ email })
  await verify(person)
  return signIn(email)
}

test.describe("a new person", () => {
  test("gets a verified account through an issuer that decides about the address, and an unverified one through another", async ({
    world,
  }) => {
    const [mine, foreign] = [ownedAddress(), newAddress("someone")]
    world.acme.person = claimed(mine)
    const guest = world.guest()
    const landed = await guest.enter("acme")
    expect(guest.signedIn(), landed.path).toBe(true)
    expect(landed).toMatchObject({ status: 200 })
    expect(await verifiedAt(mine)).not.toBeNull()
    world.other.person = claimed(foreign)
    const other = world.guest()
    await other.enter("other")
    expect(other.signedIn()).toBe(true)
    expect(await verifiedAt(foreign)).toBeNull()
    // The page of the link names what signs in to the account.
    const { link } = await mailTo(foreign, "verify_email")
    expect((await world.guest().open(String(link))).text).toContain(`${foreign} (Other ID)`)
    for (const email of [mine, foreign]) {
      const secret = await db().userSecret.findUnique({ where: { userId: await idOf(email) } })
      expect(secret?.passwordHash ?? null).toBeNull()
      const [session] = await db().session.findMany({ where: { userId: await idOf(email) } })
      expect(session).toMatchObject({ amr: ["fed"], assurance: 1, identityId: (await linksOf(email))[0]?.id })
    }
  })

  test("signs in with the same account again, also when its address has changed there", async ({ world }) => {
    const email = newAddress()
    const person = claimed(email)
    world.other.person = person
    await world.guest().enter("other")
    world.other.person = { ...person, email: newAddress("renamed") }
    const again = world.guest()
    await again.enter("other")
    expect(again.signedIn()).toBe(true)
    expect(await db().session.count({ where: { userId: await idOf(email) } })).toBe(2)
  })

  test("signs in through GitHub, whose primary address counts once we have verified it", async ({ world }) => {
    const email = newAddress("octocat")
    world.github.user = { id: Number.parseInt(newSubject().slice(0, 8), 16), login: "octocat", name: null }
    world.github.emails = [
      { email: newAddress("secondary"), primary: false, verified: true },
      { email, primary: true, verified: true },
    ]
    const guest = world.guest()
    await guest.enter("github")
    expect(guest.signedIn()).toBe(true)
    expect(await verifiedAt(email)).toBeNull()
    expect(await linksOf(email)).toMatchObject([{ provider: "github", issuer: world.github.url, label: email }])
    world.github.emails = [{ email: newAddress(), primary: true, verified: false }]
    world.github.user = { ...world.github.user, id: world.github.user.id + 1 }
    expect(problem((await world.guest().enter("github")).path)).toBe("address")
    world.github.returnedIss = "https://evil.example"
    expect(problem((await world.guest().enter("github")).path)).toBe("provider")
  })

  test("has its address from userinfo, where the ID token has none", async ({ world }) => {
    const email = ownedAddress()
    world.acme.sparse = true
    try {
      world.acme.person = claimed(email)
      const guest = world.guest()
      await guest.enter("acme")
      expect(guest.signedIn()).toBe(true)
      expect(await verifiedAt(email)).not.toBeNull()
    } finally {
      world.acme.sparse = false
    }
  })

  test("joins an organization by its policy: its domain only with a verified address", async ({ world }) => {
    const owner = await verifiedPerson()
    const body = { sign_up: "domain", allowed_domains: ["owned.example.com"] }
    good(await owner.send(`PATCH /organizations/${owner.organizationId}`, body))
    const email = ownedAddress()
    world.acme.person = claimed(email)
    await world.guest().enter("acme", { organization_id: owner.organizationId })
    const where = { tenantId: owner.tenantId, userId: await idOf(email), status: "active" }
    expect(await db().membership.count({ where })).toBe(1)
    world.other.person = claimed(newAddress())
    const outside = await world.guest().enter("other", { organization_id: owner.organizationId })
    expect(problem(outside.path)).toBe("closed")
  })
})

test.describe("pre-hijacking", () => {
  test("a registration of a foreign address is taken over through its owner's issuer, and nothing is left to the registrant", async ({
    world,
  }) => {
    const email = ownedAddress()
    const stranger = await register({ email })
    const browser = world.guest()
    await browser.signIn(email, password)
    expect(browser.signedIn()).toBe(true)
    world.acme.person = claimed(email)
    const owner = world.guest()
    await owner.enter("acme")
    expect(owner.signedIn()).toBe(true)
    expect(await verifiedAt(email)).not.toBeNull()
    expect((await stranger.send("GET /users/me")).outcome).toBe("401 invalid_token")
    expect((await api("POST /auth/login", { body: { email, password } })).outcome).toBe("401 invalid_credentials")
    const refresh = { body: { refresh_token: stranger.refreshToken } }
    expect((await api("POST /auth/refresh", refresh)).status).toBe(401)
    expect((await browser.go("/profile")).location).toContain("/login")
  })

  test("an account elsewhere that was linked to an unverified account ends with it", async ({ world }) => {
    const email = ownedAddress()
    const strangers = claimed(email)
    world.other.person = strangers
    const stranger = world.guest()
    await stranger.enter("other")
    expect(await linksOf(email)).toMatchObject([{ provider: "other" }])
    world.acme.person = claimed(email)
    await world.guest().enter("acme")
    expect(await linksOf(email)).toMatchObject([{ provider: "acme" }])
    expect((await stranger.go("/profile")).location).toContain("/login")
    world.other.person = strangers
    const again = world.guest()
    expect((await again.enter("other")).path).toBe("/link-account")
    expect(again.signedIn()).toBe(false)
  })

  test("the other way round: an identity with a foreign address first, then its owner resets the password", async ({
    world,
  }) => {
    const email = newAddress("victim")
    const strangers = claimed(email)
    world.other.person = strangers
    const stranger = world.guest()
    await stranger.enter("other")
    expect((await api("POST /auth/register", { body: { email, password, name: "Vera" } })).outcome).toBe(
      "409 email_taken",
    )
    good(await api("POST /auth/password/forgot", { body: { email } }))
    const { token } = await mailTo(email, "reset_password")
    const reset = good(await api("POST /auth/password/reset", { body: { token, new_password: "quite another one" } }))
    expect(reset).toMatchObject({ identities: [] })
    expect(await linksOf(email)).toEqual([])
    expect((await stranger.go("/profile")).location).toContain("/login")
    const again = world.guest()
    world.other.person = strangers
    await again.enter("other")
    expect(again.signedIn()).toBe(false)
  })

  test("an issuer that says email_verified of addresses that are not its own gets no account by them", async ({
    world,
  }) => {
    for (const [issuer, name] of [
      [world.acme, "acme"],
      [world.other, "other"],
    ] as const) {
      const victim = await verifiedPerson()
      issuer.person = claimed(victim.email, { hd: victim.email.split("@")[1] })
      const guest = world.guest()
      const landed = await guest.enter(name)
      expect(landed.path).toBe("/link-account")
      expect(landed.text).toContain("isn&#x27;t linked yet")
      expect(guest.signedIn()).toBe(false)
      expect(await linksOf(victim.email)).toEqual([])
      good(await victim.send("GET /users/me"))
    }
  })

  test("an issuer that decides, and does not call the address verified, gets none", async ({ world }) => {
    const victim = await verifiedPerson(ownedAddress())
    for (const email_verified of [false, "true", 1, undefined]) {
      world.acme.person = claimed(victim.email, { email_verified })
      const guest = world.guest()
      expect((await guest.enter("acme")).path).toBe("/link-account")
      expect(guest.signedIn()).toBe(false)
    }
  })

  test("nothing is linked to an account whose address was never verified", async ({ world }) => {
    const [owner, stranger] = [await verifiedPerson(), await register({ email: newAddress("stranger") })]
    world.other.person = claimed(owner.email)
    const guest = world.guest()
    expect((await guest.enter("other")).path).toBe("/link-account")
    const question = await guest.signIn(stranger.email, password, "/link-account")
    const refused = await guest.submit(question, "Link Other ID")
    expect(refused.text).toMatch(/role="alert"[\s\S]*Verify your email/)
    expect(await linksOf(stranger.email)).toEqual([])
    expect((await guest.open("/profile/security")).text).not.toContain("Link Other ID")
  })

  test("a super admin is never linked by the address", async ({ world }) => {
    const admin = await verifiedPerson(ownedAddress())
    await db().user.update({ where: { id: admin.id }, data: { superAdmin: true } })
    try {
      world.acme.person = claimed(admin.email)
      const guest = world.guest()
      expect((await guest.enter("acme")).path).toBe("/link-account")
      expect(guest.signedIn()).toBe(false)
      expect(await linksOf(admin.email)).toEqual([])
    } finally {
      await db().user.update({ where: { id: admin.id }, data: { superAdmin: false } })
    }
  })
})

test("a proven owner is linked by the address through an issuer that decides about it, and told", async ({ world }) => {
  const owner = await verifiedPerson(ownedAddress())
  world.acme.person = claimed(owner.email)
  const guest = world.guest()
  await guest.enter("acme")
  expect(guest.signedIn()).toBe(true)
  expect((await mailTo(owner.email, "identity_linked")).text).toContain("Acme ID")
  // The account stays what it was, its password too.
  await signIn(owner.email)
  good(await owner.send("GET /users/me"))
})

test("someone whose address an issuer does not prove signs in here once, and then links", async ({ world }) => {
  const owner = await verifiedPerson()
  const person = claimed(owner.email)
  world.other.person = person
  const guest = world.guest()
  expect((await guest.enter("other", { next: "/profile/data" })).path).toBe("/link-account")
  const question = await guest.signIn(owner.email, password, "/link-account")
  expect(question.path).toBe("/link-account")
  expect(question.text).toContain("Link Other ID")
  const done = await guest.submit(question, "Link Other ID")
  expect(done.path).toMatch(/^\/profile\/data\?/)
  expect(done.text).toContain("Account linked.")
  expect(await linksOf(owner.email)).toMatchObject([{ provider: "other", email: owner.email }])
  world.other.person = person
  const again = world.guest()
  await again.enter("other")
  expect(again.signedIn()).toBe(true)
})

test("an account elsewhere is linked to one account only", async ({ world }) => {
  const [one, other] = [await verifiedPerson(), await verifiedPerson()]
  const person = claimed(one.email)
  for (const { email } of [one, other]) {
    world.other.person = { ...person, email }
    const guest = world.guest()
    await guest.signIn(email, password)
    const landed = await linkFromProfile(guest, "Link Other ID", world.printed)
    if (email === one.email) expect(landed.text).toContain("Account linked.")
    else expect(landed.text).toContain("already linked to another account")
  }
  expect(await linksOf(other.email)).toEqual([])
})

/** Links by the button in the security settings, as without JavaScript. */
async function linkFromProfile(guest: Guest, button: string, printed: () => string) {
  const profile = await guest.open("/profile/security")
  const onward = await guest.submit(profile, button)
  if (onward.path !== "/login/onward") console.log(printed().split("\n").slice(-6).join("\n"))
  const [, href = ""] = /<a [^>]*href="([^"]*redirect_uri=[^"]*)"/.exec(onward.text) ?? []
  return guest.open(await guest.visit(href.replaceAll("&amp;", "&")))
}

test("two-factor authentication is asked for after an account elsewhere too, and before it is linked", async ({
  world,
}) => {
  const owner = await verifiedPerson(ownedAddress())
  const codes = [recoveryCode(), recoveryCode()]
  await db().userSecret.update({ where: { userId: owner.id }, data: twoFactor(owner, codes) })
  const person = claimed(owner.email)
  for (const code of codes) {
    world.acme.person = person
    const guest = world.guest()
    const landed = await guest.enter("acme", { next: "/profile/data" })
    expect(landed.path).toBe("/login/code?next=%2Fprofile%2Fdata")
    expect(guest.signedIn()).toBe(false)
    expect(await linksOf(owner.email)).toHaveLength(code === codes[0] ? 0 : 1)
    const done = await guest.submit(landed, 'name="code"', { code })
    expect(done.path).toContain("/profile/data")
    expect(guest.signedIn()).toBe(true)
  }
  const [link] = await linksOf(owner.email)
  const sessions = await db().session.findMany({ where: { userId: owner.id, identityId: link?.id ?? "" } })
  expect(sessions.map(({ amr }) => amr)).toEqual(Array(2).fill(["fed", "recovery_code", "mfa"]))
  expect((await mailTo(owner.email, "identity_linked")).text).toContain("Acme ID")
})

const twoFactor = ({ id }: Person, codes: string[]) => ({
  ...{ totpConfirmedAt: new Date(), totpSecret: Buffer.from("unused") },
  recoveryCodes: codes.map((code) => storedCode(id, code)),
})

test("an account that was closed for too long is as good as erased: its account elsewhere registers anew", async ({
  world,
}) => {
  const email = ownedAddress()
  const person = claimed(email)
  world.acme.person = person
  await world.guest().enter("acme")
  const before = await linksOf(email)
  await db().user.update({ where: { email }, data: { deletedAt: new Date(Date.now() - 40 * 86_400_000) } })
  world.acme.person = person
  const guest = world.guest()
  await guest.enter("acme")
  expect(guest.signedIn()).toBe(true)
  const [link, ...more] = await linksOf(email)
  expect(more).toEqual([])
  expect(link?.id).not.toBe(before[0]?.id)
})

test("a closed account is restored by its account elsewhere", async ({ world }) => {
  const owner = await verifiedPerson(ownedAddress())
  const person = claimed(owner.email)
  world.acme.person = person
  await world.guest().enter("acme")
  good(await owner.send("DELETE /users/me", { password, delete_organizations: true }))
  world.acme.person = person
  const guest = world.guest()
  const landed = await guest.enter("acme")
  expect(landed.path).toContain("restored-")
  expect(guest.signedIn()).toBe(true)
})

test("GET /users/me/identities and DELETE /users/me/identities/{id} list and unlink; the sessions begun by it end", async ({
  world,
}) => {
  const owner = await verifiedPerson(ownedAddress())
  world.acme.person = claimed(owner.email)
  const guest = world.guest()
  await guest.enter("acme")
  const byPassword = world.guest()
  await byPassword.signIn(owner.email, password)
  const [identity] = good(await owner.send<Identity[]>("GET /users/me/identities"))
  expect(identity).toMatchObject({ provider: "acme", label: owner.email, email: owner.email })
  expect(identity?.last_used_at).not.toBeNull()
  const line = `DELETE /users/me/identities/${identity?.id}`
  await letProofAge(owner)
  expect((await owner.send(line, {})).outcome).toBe("422 validation_failed")
  expect((await owner.send(line, { password: "wrong password" })).outcome).toBe("422 validation_failed")
  expect((await owner.send("DELETE /users/me/identities/idn_unknown", { password })).outcome).toBe("404 not_found")
  const foreign = await verifiedPerson()
  expect((await foreign.send(line, { password })).outcome).toBe("404 not_found")
  const there = good(
    await api<Tokens>("POST /auth/login", { body: { email: owner.email, password }, origin: world.origin }),
  )
  good(await api(line, { body: { password }, token: there.token, origin: world.origin }))
  expect(good(await owner.send<Identity[]>("GET /users/me/identities"))).toEqual([])
  expect((await guest.go("/profile")).location).toContain("/login")
  expect((await byPassword.go("/profile")).location).not.toContain("/login")
  expect((await mailTo(owner.email, "identity_unlinked")).text).toContain("Acme ID")
})

test("DELETE /users/me/identities/{id} never unlinks the last way in", async ({ world }) => {
  const owner = await verifiedPerson(ownedAddress())
  world.acme.person = claimed(owner.email)
  await world.guest().enter("acme")
  const [identity] = good(await owner.send<Identity[]>("GET /users/me/identities"))
  const line = `DELETE /users/me/identities/${identity?.id}`
  const codes = [recoveryCode(), recoveryCode()]
  const none = { passwordHash: null, passwordChangedAt: null }
  await db().userSecret.update({ where: { userId: owner.id }, data: { ...none, ...twoFactor(owner, codes) } })
  // A code by email opens only accounts whose address is verified.
  await db().user.update({ where: { id: owner.id }, data: { emailVerifiedAt: null } })
  await letProofAge(owner)
  expect((await owner.send(line, {})).outcome).toBe("422 validation_failed")
  good(await owner.send("POST /users/me/proof-code"))
  const mailed = (await mailTo(owner.email, "proof_code")).text.match(/\b\d{6}\b/)?.[0]
  const proof = { password: mailed, code: codes[0] }
  expect((await owner.send(line, { ...proof, code: "123456" })).outcome).toBe("422 validation_failed")
  expect((await owner.send(line, proof)).outcome).toBe("409 last_way_in")
  await db().user.update({ where: { id: owner.id }, data: { emailVerifiedAt: new Date() } })
  good(await owner.send(line, {}))
  expect(await linksOf(owner.email)).toEqual([])
})

test("a reset password lists what goes on to open the account", async ({ world }) => {
  const owner = await verifiedPerson(ownedAddress())
  world.acme.person = claimed(owner.email)
  await world.guest().enter("acme")
  good(await api("POST /auth/password/forgot", { body: { email: owner.email } }))
  const { token } = await mailTo(owner.email, "reset_password")
  const body = { token, new_password: "quite another one" }
  const reset = good(await api("POST /auth/password/reset", { body, origin: world.origin }))
  expect(reset).toMatchObject({ identities: [{ provider: "acme", label: owner.email }] })
  expect((await mailTo(owner.email, "review_identities")).text).toContain("(Acme ID)")
})

test.describe("a response that is not right", () => {
  const faults: [string, Fault, string][] = [
    ["another audience", { claims: { aud: "another application" } }, "provider"],
    ["another issuer", { claims: { iss: "https://evil.example" } }, "provider"],
    ["another nonce", { claims: { nonce: "of another sign-in" } }, "provider"],
    ["no nonce", { claims: { nonce: undefined } }, "provider"],
    ["an end that is over", { claims: { exp: 1_700_000_000, iat: 1_699_999_000 } }, "provider"],
    ["no signature (alg none)", { signedBy: "no one" }, "provider"],
    ["the signature of another key", { signedBy: "another key" }, "provider"],
    ["another issuer's name in its address (mix-up)", { returnedIss: "https://evil.example" }, "provider"],
    ["a refusal of the code", { token: "refuses" }, "provider"],
    ["access_denied", { error: "access_denied" }, "denied"],
    ["an error of the service", { error: "server_error" }, "provider"],
    ["a service that is down", { token: "down" }, "unavailable"],
    ["a service that does not respond", { token: "slow" }, "unavailable"],
    ["a response without an end", { token: "endless" }, "provider"],
  ]
  for (const [name, fault, expected] of faults)
    test(`with ${name} signs no one in, and has a sentence`, async ({ world }) => {
      const email = ownedAddress()
      world.acme.person = claimed(email)
      world.acme.fault = fault
      const guest = world.guest()
      const landed = await guest.enter("acme", { next: "/profile/data" })
      expect(landed.status).toBe(200)
      expect(problem(landed.path)).toBe(expected)
      expect(landed.text).toMatch(/role="(alert|status)"/)
      expect(landed.text).not.toContain("said by the issuer")
      expect(landed.path).toContain("next=%2Fprofile%2Fdata")
      expect(guest.signedIn()).toBe(false)
      expect(await db().user.count({ where: { email } })).toBe(0)
    })

  test("a service that cannot be reached is a sentence on the sign-in page, before anyone leaves it", async ({
    world,
  }) => {
    world.other.down = true
    try {
      const { address, landed } = await world.guest().begin("other")
      // The discovery document may be known already.
      if (address === "") expect(problem(landed.path)).toBe("unavailable")
      expect(landed.status).toBe(200)
    } finally {
      world.other.down = false
    }
    expect(problem((await world.guest().begin("nobody")).landed.path)).toBe("expired")
  })
})

test.describe("a way back that is not this browser's own", () => {
  test("callback in another browser (login CSRF), replayed, and with another state", async ({ world }) => {
    world.acme.person = claimed(ownedAddress())
    const attacker = world.guest()
    const { address } = await attacker.begin("acme")
    const back = await attacker.visit(address)
    const victim = world.guest()
    expect(problem((await victim.open(back)).path)).toBe("state")
    await victim.begin("acme")
    expect(problem((await victim.open(back)).path)).toBe("state")
    expect(victim.signedIn()).toBe(false)
    const kept = new Map(attacker.cookies)
    await attacker.open(back)
    expect(attacker.signedIn()).toBe(true)
    const replaying = world.guest()
    for (const [name, value] of kept) replaying.cookies.set(name, value)
    expect(problem((await replaying.open(back)).path)).toBe("expired")
    expect(replaying.signedIn()).toBe(false)
  })

  test("a code of one service at another's address, and two states", async ({ world }) => {
    world.acme.person = claimed(ownedAddress())
    const guest = world.guest()
    const back = await guest.visit((await guest.begin("acme")).address)
    const mixed = back.replace("/login/with/acme/", "/login/with/other/")
    expect(problem((await guest.open(mixed)).path)).toBe("state")
    expect(problem((await guest.open(`${back}&state=second`)).path)).toBe("state")
    expect(problem((await guest.open("/login/with/acme/callback")).path)).toBe("state")
    // The request itself is still good.
    await guest.open(back)
    expect(guest.signedIn()).toBe(true)
  })

  test("next leads to no other site", async ({ world }) => {
    for (const next of ["https://evil.example/", "//evil.example", "/\\evil.example", "/%09/evil.example"]) {
      world.acme.person = claimed(ownedAddress())
      const guest = world.guest()
      const landed = await guest.enter("acme", { next })
      expect(new URL(landed.location || landed.path, world.origin).origin).toBe(world.origin)
      expect(landed.path).not.toContain("evil")
    }
  })

  test("a form of another site begins nothing", async ({ world }) => {
    const guest = world.guest()
    await guest.go("/login")
    const headers = { origin: "https://evil.example", "sec-fetch-site": "cross-site" }
    const begun = await guest.go("/login/with/acme", { method: "POST", body: new URLSearchParams(), headers })
    expect(begun.status).toBe(403)
    expect([...guest.cookies.keys()].some((name) => name.endsWith("nanostack.identity"))).toBe(false)
  })
})
