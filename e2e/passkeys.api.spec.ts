import { randomBytes } from "node:crypto"
import { Secret, TOTP } from "otpauth"
import { newId } from "../lib/core/db/ids"
import { callerOfAccessToken } from "../lib/core/identity/token-caller"
import { beginSecondFactor, confirmSecondFactor } from "../lib/second-factor/set-up"
import { type Authenticator, authenticator, type Options } from "./authenticator"
import { behindTheirBacks, db } from "./database"
import { origin } from "./document"
import {
  api,
  expect,
  good,
  mailTo,
  newTenant,
  type Person,
  password,
  personOf,
  register,
  signIn,
  type Tokens,
  test,
} from "./fixtures"
import { ownDatabase, ownerAt } from "./own-database"
import { letProofAge } from "./pages"
import { anotherServer } from "./servers"

type Asked = {
  challenge: string
  options: Options & { excludeCredentials?: { id: string }[]; allowCredentials?: { id: string }[] }
}
type Passkey = { id: string; name: string; backed_up: boolean; last_used_at: string | null }

/** Adds a passkey to a person's account. */
async function add(person: Person, device: Authenticator, more: object = {}): Promise<Passkey> {
  const { challenge, options } = good(await person.send<Asked>("POST /users/me/passkeys/options", {}))
  return good(
    await person.send<Passkey>("POST /users/me/passkeys", { challenge, response: device.create(options), ...more }),
  )
}

/** A person with a passkey. */
async function withPasskey(synced = false) {
  const [person, device] = [await newTenant(), authenticator({ synced })]
  return { person, device, passkey: await add(person, device) }
}

const asked = async () => good(await api<Asked>("POST /auth/passkey/options", { body: {} }))

/** Signs in with a passkey; `wrong` is what its authenticator does wrong. */
async function enter(device: Authenticator, wrong: Parameters<Authenticator["get"]>[1] = {}, more: object = {}) {
  const { challenge, options } = await asked()
  return api<Tokens>("POST /auth/passkey/verify", {
    body: { challenge, response: device.get(options, wrong), ...more },
  })
}

/** A proof by passkey in a person's session. */
async function prove(person: Person, device: Authenticator, wrong: Parameters<Authenticator["get"]>[1] = {}) {
  const { challenge, options } = good(await person.send<Asked>("POST /auth/passkey/options", { purpose: "proof" }))
  const body = { purpose: "proof", challenge, response: device.get(options, wrong) }
  return person.send<{ proof: string; expires_at: string }>("POST /auth/passkey/verify", body)
}

async function protect(person: Person) {
  const me = await callerOfAccessToken(person.token)
  const secret = Secret.fromBase32((await beginSecondFactor(me)).secret)
  const app = new TOTP({ algorithm: "SHA1", digits: 6, period: 30, secret })
  const code = (steps: number) => app.generate({ timestamp: Date.now() + steps * 30_000 })
  return { code, recovery: await confirmSecondFactor(me, code(-1)) }
}

const session = (person: { token: string }) =>
  JSON.parse(Buffer.from(person.token.split(".")[1] ?? "", "base64url").toString()).sid as string

test("POST /auth/passkey/verify – a passkey signs in without an address, and its session says how", async () => {
  const { person, device, passkey } = await withPasskey()
  expect(passkey).toMatchObject({ backed_up: false, last_used_at: null })
  const { data, status } = await enter(device)
  expect([status, data.user.id]).toEqual([200, person.id])
  const row = await db().session.findUniqueOrThrow({ where: { userId_id: { userId: person.id, id: session(data) } } })
  expect(row).toMatchObject({ amr: ["hwk", "user", "mfa"], assurance: 2, passkeyId: passkey.id })
  const [shown] = good(await person.send<Passkey[]>("GET /users/me/passkeys"))
  expect(shown?.last_used_at).not.toBeNull()
  expect((await mailTo(person.email, "passkey_added")).text).toContain("passkey")
})

test("POST /auth/passkey/verify – a synced passkey, whose counter stays 0, signs in again and again", async () => {
  const { person, device, passkey } = await withPasskey(true)
  expect(passkey.backed_up).toBe(true)
  for (let n = 0; n < 3; n++) expect((await enter(device)).data.user.id).toBe(person.id)
})

test("POST /auth/passkey/verify – two-factor authentication asks for no code", async () => {
  const { person, device } = await withPasskey()
  await protect(person)
  expect((await enter(device)).status).toBe(200)
})

for (const [what, wrong] of Object.entries({
  "another origin": { origin: "https://users.example.com" },
  "another RP ID": { rpId: "example.com" },
  "no user verification": { verified: false },
  "the handle of another account": { handle: randomBytes(32).toString("base64url") },
  "no handle": { handle: null },
  "the type of a registration": { type: "webauthn.create" },
}))
  test(`POST /auth/passkey/verify – a response with ${what} is refused`, async () => {
    const { device } = await withPasskey()
    expect((await enter(device, wrong)).outcome).toBe("401 invalid_credentials")
    expect((await enter(device)).status).toBe(200)
  })

test("POST /auth/passkey/verify – an unknown passkey and one with another's ID get the same response", async () => {
  const { device } = await withPasskey()
  const unknown = await enter(authenticator())
  const { challenge, options } = await asked()
  const response = { ...authenticator().get(options), id: device.id, rawId: device.id }
  const forged = await api("POST /auth/passkey/verify", { body: { challenge, response } })
  expect(forged.outcome).toBe("401 invalid_credentials")
  expect(forged.error.message).toBe(unknown.error.message)
})

test("POST /auth/passkey/verify – a challenge works once, for its purpose only, and for concurrent requests too", async () => {
  const { person, device } = await withPasskey(true)
  const { challenge, options } = await asked()
  const body = { challenge, response: device.get(options) }
  const outcomes = await Promise.all([1, 2, 3].map(() => api("POST /auth/passkey/verify", { body })))
  expect(outcomes.map(({ outcome }) => outcome).sort()).toEqual(["200", "410 token_expired", "410 token_expired"])
  const other = await asked()
  const crossed = { challenge: other.challenge, response: device.get(options) }
  expect((await api("POST /auth/passkey/verify", { body: crossed })).outcome).toBe("401 invalid_credentials")
  const proof = good(await person.send<Asked>("POST /auth/passkey/options", { purpose: "proof" }))
  const misused = { challenge: proof.challenge, response: device.get(proof.options) }
  expect((await api("POST /auth/passkey/verify", { body: misused })).outcome).toBe("404 not_found")
  const begun = good(await person.send<Asked>("POST /users/me/passkeys/options", {}))
  const registering = { challenge: begun.challenge, response: device.get(begun.options) }
  expect((await api("POST /auth/passkey/verify", { body: registering })).outcome).toBe("404 not_found")
})

test("POST /auth/passkey/verify – a counter that goes back removes the passkey, ends its sessions and emails the owner", async () => {
  const { person, device, passkey } = await withPasskey()
  const entered = personOf(good(await enter(device)))
  good(await enter(device))
  expect((await enter(device, { counter: 1 })).outcome).toBe("401 invalid_credentials")
  expect(good(await person.send<Passkey[]>("GET /users/me/passkeys"))).toEqual([])
  expect((await enter(device)).outcome).toBe("401 invalid_credentials")
  expect((await entered.send("GET /users/me")).outcome).toBe("401 invalid_token")
  expect((await person.send("GET /users/me")).status).toBe(200)
  expect((await mailTo(person.email, "passkey_copied")).text).toContain(passkey.name)
})

test("DELETE /users/me/passkeys/{id} – a removed passkey is refused, its sessions end, the others stay, the owner is emailed", async () => {
  const { person, device, passkey } = await withPasskey()
  const entered = personOf(good(await enter(device)))
  expect((await person.send(`DELETE /users/me/passkeys/${passkey.id}`)).status).toBe(204)
  expect((await enter(device)).outcome).toBe("401 invalid_credentials")
  expect((await entered.send("GET /users/me")).outcome).toBe("401 invalid_token")
  expect((await person.send("GET /users/me")).status).toBe(200)
  expect((await person.send(`DELETE /users/me/passkeys/${passkey.id}`)).outcome).toBe("404 not_found")
  expect((await mailTo(person.email, "passkey_removed")).text).toContain(passkey.name)
})

test("POST /auth/passkey/verify – a closed account is restored, an erased one refused", async () => {
  const { person, device } = await withPasskey()
  good(await person.send("DELETE /users/me", { password, delete_organizations: true }))
  expect((await enter(device)).data.user.id).toBe(person.id)
  const again = await signIn(person.email)
  good(await again.send("DELETE /users/me", { password, delete_organizations: true }))
  await behindTheirBacks(() =>
    db().user.updateMany({ where: { id: person.id }, data: { deletedAt: new Date(Date.now() - 31 * 86_400_000) } }),
  )
  expect((await enter(device)).outcome).toBe("401 invalid_credentials")
})

test("POST /users/me/passkeys/options – an unverified address can't get a passkey", async () => {
  const person = await register()
  expect((await person.send("POST /users/me/passkeys/options", {})).outcome).toBe("403 email_not_verified")
})

test("POST /users/me/passkeys/options – an old proof asks for the password, with two-factor authentication for a code too", async () => {
  const person = await newTenant()
  const missing = async (body: object = {}) => {
    const { outcome, error } = await person.send("POST /users/me/passkeys/options", body)
    expect(outcome).toBe("422 validation_failed")
    return error.fields?.map(({ field, code }) => `${field} ${code}`)
  }
  await letProofAge(person)
  expect(await missing()).toEqual(["password required"])
  expect(await missing({ password: "not the password" })).toEqual(["password incorrect"])
  good(await person.send("POST /users/me/passkeys/options", { password }))
  good(await person.send("POST /users/me/passkeys/options", {}))
  const { recovery } = await protect(person)
  await behindTheirBacks(() =>
    db().session.updateMany({
      where: { userId: person.id },
      data: { provedAt: new Date(0), mfaProvedAt: new Date(0) },
    }),
  )
  expect(await missing()).toEqual(["password required", "code required"])
  expect(await missing({ password })).toEqual(["code required"])
  expect(await missing({ password, code: "zzzzz-zzzzz" })).toEqual(["code incorrect"])
  good(await person.send("POST /users/me/passkeys/options", { password, code: recovery[0] }))
})

test("DELETE /users/me/passkeys/{id} – a password proved since the sign-in isn't enough with two-factor authentication", async () => {
  const { person, passkey } = await withPasskey()
  const { recovery } = await protect(person)
  await behindTheirBacks(() =>
    db().session.updateMany({ where: { userId: person.id }, data: { mfaProvedAt: new Date(0) } }),
  )
  const remove = (body?: object) => person.send(`DELETE /users/me/passkeys/${passkey.id}`, body)
  expect((await remove()).outcome).toBe("422 validation_failed")
  expect((await remove({ password })).outcome).toBe("422 validation_failed")
  expect((await remove({ password, code: recovery[0] })).status).toBe(204)
})

test("POST /users/me/passkeys – the options exclude what is registered, and name the account by random bytes", async () => {
  const { person, device } = await withPasskey()
  const { options } = good(await person.send<Asked>("POST /users/me/passkeys/options", {}))
  expect(options.excludeCredentials?.map(({ id }) => id)).toEqual([device.id])
  expect(options).toMatchObject({ attestation: "none", rp: { id: new URL(origin()).hostname } })
  expect(options).toMatchObject({ authenticatorSelection: { residentKey: "required", userVerification: "required" } })
  expect(Buffer.from(options.user?.id ?? "", "base64url")).toHaveLength(32)
})

test("POST /users/me/passkeys – another origin, RP ID, session, account and a used challenge are refused", async () => {
  const [person, other] = [await newTenant(), await newTenant()]
  const begin = async () => good(await person.send<Asked>("POST /users/me/passkeys/options", {}))
  const send = (by: Person, challenge: string, response: unknown) =>
    by.send("POST /users/me/passkeys", { challenge, response })
  for (const wrong of [{ origin: "https://evil.example.com" }, { rpId: "example.com" }, { verified: false }]) {
    const { challenge, options } = await begin()
    expect((await send(person, challenge, authenticator().create(options, wrong))).outcome).toBe(
      "422 validation_failed",
    )
  }
  const { challenge, options } = await begin()
  const response = authenticator().create(options)
  expect((await send(other, challenge, response)).outcome).toBe("404 not_found")
  expect((await send(await signIn(person.email), challenge, response)).outcome).toBe("404 not_found")
  expect((await send(person, challenge, response)).status).toBe(201)
  expect((await send(person, challenge, response)).outcome).toBe("410 token_expired")
})

test("POST /users/me/passkeys – a credential of another account can't be registered again", async () => {
  const { device } = await withPasskey()
  const other = await newTenant()
  const { challenge, options } = good(await other.send<Asked>("POST /users/me/passkeys/options", {}))
  const sent = await other.send("POST /users/me/passkeys", { challenge, response: device.create(options) })
  expect(sent.outcome).toBe("422 validation_failed")
})

test("POST /users/me/passkeys – a person has at most 50", async () => {
  const { person, device } = await withPasskey()
  const row = { userId: person.id, name: "One", publicKey: new Uint8Array([1]), aaguid: "" }
  const rpId = new URL(origin()).hostname
  const more = Array.from({ length: 49 }, () => ({
    ...row,
    id: newId("passkey"),
    credentialId: new Uint8Array(randomBytes(16)),
    rpId,
  }))
  await db().passkey.createMany({ data: more })
  const { challenge, options } = good(await person.send<Asked>("POST /users/me/passkeys/options", {}))
  const sent = await person.send("POST /users/me/passkeys", { challenge, response: authenticator().create(options) })
  expect(sent.outcome).toBe("409 too_many_passkeys")
  expect((await enter(device)).status).toBe(200)
})

test("PUT /users/me/passkeys/{id} – renames one's own passkey, no other's", async () => {
  const [{ person, passkey }, other] = [await withPasskey(), await newTenant()]
  const renamed = await person.send<Passkey>(`PUT /users/me/passkeys/${passkey.id}`, { name: "Work laptop" })
  expect(good(renamed).name).toBe("Work laptop")
  expect((await other.send(`PATCH /users/me/passkeys/${passkey.id}`, { name: "Mine" })).outcome).toBe("404 not_found")
  expect((await other.send(`DELETE /users/me/passkeys/${passkey.id}`)).outcome).toBe("404 not_found")
})

test("POST /auth/passkey/verify – a proof stands for the password once, in its session, and only of its owner's passkey", async () => {
  const { person, device } = await withPasskey()
  const stranger = await withPasskey()
  await letProofAge(person)
  expect((await prove(person, stranger.device)).outcome).toBe("422 validation_failed")
  const { proof } = good(await prove(person, device))
  expect(proof).toMatch(/^prf_/)
  good(await person.send("POST /users/me/passkeys/options", {}))
  const next = { current_password: proof, new_password: "another long password" }
  const elsewhere = await signIn(person.email)
  expect((await elsewhere.send("PUT /users/me/password", next)).outcome).toBe("422 validation_failed")
  good(await person.send("PUT /users/me/password", next))
  expect((await person.send("PUT /users/me/password", next)).outcome).toBe("422 validation_failed")
  good(await api("POST /auth/login", { body: { email: person.email, password: next.new_password } }))
})

test("POST /auth/passkey/verify – a proof is revoked with the passkey, and a copied passkey proves nothing", async () => {
  const { person, device, passkey } = await withPasskey()
  const { proof } = good(await prove(person, device))
  expect((await person.send(`DELETE /users/me/passkeys/${passkey.id}`)).status).toBe(204)
  const change = { current_password: proof, new_password: "another long password" }
  expect((await person.send("PUT /users/me/password", change)).outcome).toBe("422 validation_failed")
  const copied = await withPasskey()
  expect((await prove(copied.person, copied.device, { counter: 1 })).outcome).toBe("422 validation_failed")
  expect((await mailTo(copied.person.email, "passkey_copied")).subject).toMatch(/copied/)
})

test("POST /auth/passkey/options – a proof requires a person's session", async ({ team }) => {
  const proof = { body: { purpose: "proof" } }
  expect((await api("POST /auth/passkey/options", proof)).outcome).toBe("401 unauthenticated")
  const key = good(
    await team.owner.send<{ key: string }>("POST /api-keys", { name: "Proof", role: "guest", permissions: [] }),
  )
  const secret = /nsk_[A-Za-z0-9_-]+/.exec(JSON.stringify(key))?.[0]
  expect((await api("POST /auth/passkey/options", { ...proof, token: secret })).outcome).toBe("403 not_a_user")
})

test("POST /auth/passkey/options – on an IP address there are no passkeys", async () => {
  const { origin: address, stop } = await anotherServer({ PUBLIC_URL: "http://127.0.0.1:3000" })
  const sent = await api("POST /auth/passkey/options", { body: {}, origin: address })
  expect(sent.outcome).toBe("409 passkeys_unavailable")
  await stop()
})

test("the server – refuses to start with passkeys of another domain, unless it is to keep or delete them", async () => {
  test.slow() // five starts
  const own = await ownDatabase()
  const settings = { DATABASE_URL: own.url, PUBLIC_URL: "https://users.example.com" }
  const first = await anotherServer(settings)
  const owner = await ownerAt(first.origin, own)
  await own.ask(
    `INSERT INTO passkeys (user_id, id, name, credential_id, public_key, aaguid, rp_id)
     VALUES ($1, 'passkey_1', 'Old', '\\x01', '\\x01', '', 'old.example.com')`,
    [owner.id],
  )
  await first.stop()
  await expect(anotherServer(settings)).rejects.toThrow()
  await (await anotherServer({ ...settings, WEBAUTHN_OTHER_PASSKEYS: "keep" })).stop()
  expect(await own.ask("SELECT id FROM passkeys")).toHaveLength(1)
  await (await anotherServer({ ...settings, WEBAUTHN_OTHER_PASSKEYS: "delete" })).stop()
  expect(await own.ask("SELECT id FROM passkeys")).toEqual([])
  await (await anotherServer(settings)).stop()
  await own.drop()
})
