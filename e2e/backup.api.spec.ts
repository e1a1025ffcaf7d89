import { randomBytes } from "node:crypto"
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { Client } from "pg"
import { nanostack, startCluster, testCluster } from "./clusters"
import {
  api,
  expect,
  good,
  invite,
  mailTo,
  newAddress,
  newTeam,
  newTenant,
  type Person,
  password,
  signIn,
  test,
} from "./fixtures"
import { anotherServer } from "./servers"

test.describe.configure({ mode: "serial" })
test.skip(!testCluster(), "not run here: the tests have no PostgreSQL of their own")

const database = new URL(String(process.env.DATABASE_URL)).pathname.slice(1)
const cluster = testCluster() ?? ""
let folder = ""
const at = (name: string) => join(folder, name)
/** Plain credentials, none of which may be in a backup. */
const secrets: string[] = []
/** People whose requests finished before the backup began. */
let before: Person[] = []
let canary = ""
/** Credentials active at the time of the backup, and revoked afterwards. */
let ended: { owner: Person; key: string; session: Person; refresh: string; reset: string; invite: string }
/** Tenants of this file: others may have been changed directly in the database. */
const tenants: string[] = []

test.beforeAll(async () => {
  test.setTimeout(180_000)
  folder = mkdtempSync(join(tmpdir(), "nanostack-backup-"))
  chmodSync(folder, 0o711)
  const team = await newTeam()
  canary = team.canary
  tenants.push(team.tenantId)
  before = [team.owner, team.admin, team.member]
  const { token } = await invite(team.owner, newAddress())
  good(await api("POST /auth/password/forgot", { body: { email: team.member.email } }))
  const key = { name: "Backup", role: "member", permissions: ["users:read"] }
  const { secret } = good(await team.owner.send<{ secret: string }>("POST /api-keys", key))
  const reset = (await mailTo(team.member.email, "reset_password")).token
  secrets.push(token, secret, reset, password)
  const left = await signIn(team.admin.email)
  ended = { owner: team.owner, key: secret, session: left, refresh: left.refreshToken, reset, invite: token }
  for (const person of before) secrets.push(person.token, person.refreshToken)
  // Writes continue during the backup.
  let done = false
  const writing = Promise.all(
    [1, 2, 3].map(async () => {
      while (!done) {
        const owner = await newTenant()
        tenants.push(owner.tenantId)
        await invite(owner, newAddress())
      }
    }),
  )
  const { code, said } = await nanostack(["backup", at("whole"), "--data", cluster])
  done = true
  await writing
  await endAll()
  // A person who registers after its end.
  tenants.push((await newTenant()).tenantId)
  expect([code, said]).toEqual([0, expect.stringContaining("Created a backup of")])
})

/** Revokes credentials of the backup: a key, a session, a refresh token, a reset link, an invite. */
async function endAll() {
  const { owner, session, refresh, reset } = ended
  const { data: keys } = await owner.send<{ id: string; name: string }[]>("GET /api-keys")
  for (const { id, name } of keys) if (name === "Backup") good(await owner.send(`DELETE /api-keys/${id}`))
  const line = `/organizations/${owner.organizationId}/invites`
  const { data: invites } = await owner.send<{ id: string }[]>(`GET ${line}?status=pending`)
  for (const { id } of invites) good(await owner.send(`DELETE ${line}/${id}`))
  good(await api("POST /auth/password/reset", { body: { token: reset, new_password: "a password by reset" } }))
  good(await api("POST /auth/refresh", { body: { refresh_token: refresh } }))
  good(await session.send("POST /auth/logout"))
  expect(await living()).toEqual({ key: 401, session: 401, refresh: 401, reset: 410, invite: 410 })
}

/** Returns the response to each credential; a password that is rejected as common does not use up a link. */
async function living(origin?: string) {
  const { owner, key, session, refresh, reset, invite } = ended
  const here = origin ? { origin } : {}
  const status = async (answer: ReturnType<typeof api>) => (await answer).status
  const body = { token: reset, new_password: "password123" }
  return {
    key: await status(api(`GET /organizations/${owner.organizationId}/users`, { token: key, ...here })),
    session: await status(api("GET /users/me", { token: session.token, ...here })),
    refresh: await status(api("POST /auth/refresh", { body: { refresh_token: refresh }, ...here })),
    reset: await status(api("POST /auth/password/reset", { body, ...here })),
    invite: await status(api(`GET /invites/${invite}`, here)),
  }
}

test.afterAll(() => rmSync(folder, { recursive: true, force: true }))

const filesOf = (name: string) =>
  readdirSync(at(name), { recursive: true, encoding: "utf8" })
    .map((path) => join(at(name), path))
    .filter((path) => statSync(path).isFile())

test("backup – its files are readable by their owner only, and hold no token, key or password (R-104, S-261)", () => {
  const files = filesOf("whole")
  for (const file of [at("whole"), ...files]) expect(statSync(file).mode & 0o077, file).toBe(0)
  const found = (text: string) => files.filter((file) => readFileSync(file).includes(text))
  expect(found(canary).length).toBeGreaterThan(0)
  for (const secret of secrets) expect(found(secret), secret).toEqual([])
})

test("backup verify – accepts a whole backup, refuses one that is cut, changed, empty or incomplete (R-101)", async () => {
  test.slow()
  const verify = (name: string) => nanostack(["backup", "--verify", at(name)])
  expect(await verify("whole")).toMatchObject({ code: 0, said: expect.stringContaining("is complete") })
  const [largest = ""] = filesOf("whole").sort((a, b) => statSync(b).size - statSync(a).size)
  const path = largest.slice(at("whole").length)
  const flipped = readFileSync(largest)
  flipped[5_000] = Number(flipped[5_000]) ^ 4
  const harm: Record<string, (copy: string) => void> = {
    cut: (copy) => writeFileSync(join(copy, path), readFileSync(largest).subarray(0, -1)),
    flipped: (copy) => writeFileSync(join(copy, path), flipped),
    missing: (copy) => rmSync(join(copy, path)),
    strange: (copy) => writeFileSync(join(copy, "base/more"), "x"),
    unlisted: (copy) =>
      writeFileSync(
        join(copy, "manifest.json"),
        readFileSync(join(copy, "manifest.json"), "utf8").replace(/"size": \d/, '"size": 9'),
      ),
    incomplete: (copy) => rmSync(join(copy, "manifest.json")),
    empty: (copy) => {
      for (const name of readdirSync(copy)) rmSync(join(copy, name), { recursive: true })
    },
  }
  for (const [name, act] of Object.entries(harm)) {
    cpSync(at("whole"), at(name), { recursive: true })
    act(at(name))
    expect(await verify(name), name).toMatchObject({
      code: 1,
      said: expect.stringMatching(/is damaged:|There is no complete backup/),
    })
    if (name === "flipped" || name === "incomplete")
      expect(await nanostack(["restore", at(name), "--data", at("nowhere")]), name).toMatchObject({ code: 1 })
    rmSync(at(name), { recursive: true })
  }
  expect(existsSync(at("nowhere"))).toBe(false)
})

test("backup, restore – never overwrite a backup or a database, running or not", async () => {
  for (const [args, said] of [
    [["backup", at("whole"), "--data", cluster], "is not empty"],
    [["restore", at("whole"), "--data", cluster], "stop Nanostack first"],
    [["backup", at("new"), "--data", at("none")], "There is no database"],
    [["backup"], "Specify a folder"],
  ] as const)
    expect(await nanostack([...args])).toMatchObject({ code: 1, said: expect.stringContaining(said) })
  const without = { PATH: "", DATABASE_URL: String(process.env.DATABASE_URL) }
  expect(await nanostack(["backup", at("new")], without)).toMatchObject({
    code: 1,
    said: expect.stringContaining("pg_dump is not installed"),
  })
  expect(readdirSync(folder)).toEqual(["whole"])
})

/** Each returns violations. */
const invariants = {
  "an address has one account":
    "SELECT lower(email) FROM users u WHERE EXISTS (SELECT FROM user_organizations o WHERE o.user_id = u.id AND o.tenant_id = ANY($1)) GROUP BY 1 HAVING count(*) > 1",
  "a tenant has an admin":
    "SELECT id FROM tenants t WHERE id = ANY($1) AND NOT EXISTS (SELECT FROM tenant_admins a WHERE a.tenant_id = t.id)",
  "an accepted invite has its membership":
    "SELECT id FROM invites i WHERE tenant_id = ANY($1) AND status = 'accepted' AND NOT EXISTS (SELECT FROM memberships m WHERE m.tenant_id = i.tenant_id AND m.organization_id = i.organization_id AND m.user_id = i.accepted_by)",
  "an invite that was sent has its mail":
    "SELECT id FROM invites i WHERE tenant_id = ANY($1) AND send_count > 0 AND NOT EXISTS (SELECT FROM mails m WHERE m.id = i.mail_id)",
  "an invite is in its tenant's log":
    "SELECT id FROM invites i WHERE tenant_id = ANY($1) AND NOT EXISTS (SELECT FROM audit_events a WHERE a.tenant_id = i.tenant_id AND a.action = 'invite.created' AND a.target_id = i.id)",
}

async function look(url: string, run: (client: Client) => Promise<void>): Promise<void> {
  const client = new Client({ connectionString: url })
  await client.connect()
  await run(client).finally(() => client.end())
}

test("restore – the restored installation keeps its invariants, people sign in and invite, it can be backed up again, and its duration is reported (R-097, R-102)", async () => {
  test.setTimeout(180_000)
  const began = performance.now()
  const restored = await nanostack(["restore", at("whole"), "--data", at("restored")])
  expect(restored, restored.said).toMatchObject({ code: 0 })
  const seconds = ((performance.now() - began) / 1_000).toFixed(1)
  const megabytes = filesOf("whole").reduce((sum, file) => sum + statSync(file).size, 0) / 1e6
  console.log(`R-102: a backup of ${megabytes.toFixed(0)} MB was restored in ${seconds} s`)
  const again = await nanostack(["restore", at("whole"), "--data", at("restored")])
  expect(again).toMatchObject({ code: 1, said: expect.stringContaining("move that folder away") })
  const copy = await startCluster(at("restored"), database)
  try {
    await look(copy.url, async (client) => {
      for (const [what, sql] of Object.entries(invariants))
        expect([what, (await client.query(sql, [tenants])).rows]).toEqual([what, []])
      const ids = before.map(({ id }) => id)
      expect((await client.query("SELECT id FROM users WHERE id = ANY($1)", [ids])).rowCount).toBe(ids.length)
      const { rows } = await client.query("SELECT id FROM tenants WHERE id = ANY($1)", [tenants])
      // People after the end are not in it; some registered in between.
      expect(rows.length).toBeGreaterThan(1)
      expect(rows.length).toBeLessThan(tenants.length)
    })
    const server = await anotherServer({ DATABASE_URL: copy.url })
    const here = { origin: server.origin }
    try {
      const [owner, admin] = before as [Person, Person]
      // Sessions stay valid: the secret is the same.
      expect((await api("GET /users/me", { token: admin.token, ...here })).status).toBe(200)
      const signedIn = good(
        await api<{ token: string }>("POST /auth/login", { body: { email: owner.email, password }, ...here }),
      )
      const body = { email: newAddress(), role: "member" }
      const path = `/organizations/${owner.organizationId}/invites`
      expect((await api(`POST ${path}`, { body, token: signedIn.token, ...here })).status).toBe(201)
      const wrong = { email: owner.email, password: randomBytes(9).toString("hex") }
      expect((await api("POST /auth/login", { body: wrong, ...here })).status).toBe(401)
    } finally {
      await server.stop()
    }
    expect(await nanostack(["backup", at("second"), "--data", at("restored")])).toMatchObject({ code: 0 })
  } finally {
    await copy.stop()
  }
  // The copied database keeps working.
  expect((await signIn(before[0]?.email ?? "")).id).toBe(before[0]?.id)
})

test("credentials that an older backup reactivates are revoked by three commands, and people sign in again (O-2)", async () => {
  test.setTimeout(180_000)
  const restored = await nanostack(["restore", at("whole"), "--data", at("older")])
  expect(restored).toMatchObject({ code: 0 })
  for (const command of ["sessions end --all", "keys revoke --all", "links revoke --all"])
    expect(restored.said).toContain(`npm run nanostack -- ${command}`)
  const copy = await startCluster(at("older"), database)
  try {
    const settings = { DATABASE_URL: copy.url }
    const server = await anotherServer(settings)
    try {
      const { reset, ...others } = await living(server.origin)
      expect(others).toEqual({ key: 200, session: 200, refresh: 200, invite: 200 })
      expect(reset).toBe(422)
      for (const what of ["sessions end", "keys revoke", "links revoke"])
        expect(await nanostack([...what.split(" "), "--all", "--yes"], settings)).toMatchObject({ code: 0 })
      const dead = { key: 401, session: 401, refresh: 401, reset: 410, invite: 410 }
      await expect.poll(() => living(server.origin), { timeout: 3_000 }).toEqual(dead)
      const body = { email: ended.owner.email, password }
      expect((await api("POST /auth/login", { body, origin: server.origin })).status).toBe(200)
    } finally {
      await server.stop()
    }
  } finally {
    await copy.stop()
  }
})
