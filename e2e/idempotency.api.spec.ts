import { randomUUID } from "node:crypto"
import type { Answer } from "./api"
import { db } from "./database"
import {
  api,
  countMailsTo,
  expect,
  good,
  join,
  newAddress,
  newCanary,
  newTenant,
  type Person,
  password,
  rounds,
  test,
} from "./fixtures"
import { startRedis } from "./redis"
import { anotherServer } from "./servers"

type Sent = { line: string; body?: unknown }
type Made = { id: string }

const withKey = <T = Made>(by: Person, key: string, { line, body }: Sent, origin?: string) =>
  by.send<T>(line, body, { headers: { "idempotency-key": key }, ...(origin ? { origin } : {}) })

const seen = ({ status, text, headers }: Answer<unknown>) => ({ status, text, location: headers.get("location") })
const replayed = ({ headers }: Answer<unknown>) => headers.get("idempotency-replayed")

const invitation = (by: Person, email = newAddress("invited")): Sent => ({
  line: `POST /organizations/${by.organizationId}/invites`,
  body: { email, role: "member" },
})

test("POST that creates or sends an email – twice with one key: one effect, one response (R-045)", async () => {
  const owner = await newTenant()
  const member = newAddress("made")
  const email = newAddress("invited")
  const sent: Sent[] = [
    invitation(owner, email),
    {
      line: "POST /users",
      body: { email: member, name: "Max", role: "guest", organization_id: owner.organizationId, send_invite: true },
    },
    { line: "POST /organizations", body: { name: `Harbor ${newCanary()}` } },
    { line: "POST /api-keys", body: { name: "server", role: "member", permissions: [] } },
    {
      line: `POST /organizations/${owner.organizationId}/invites/bulk`,
      body: { invites: [{ email: newAddress(), role: "guest" }] },
    },
  ]
  for (const one of sent) {
    const key = randomUUID()
    const [first, again] = [await withKey(owner, key, one), await withKey(owner, key, one)]
    expect(first.status, `${one.line} ${first.text}`).toBeLessThan(300)
    expect(seen(again), one.line).toEqual(seen(first))
    expect([replayed(first), replayed(again)]).toEqual([null, "true"])
  }
  expect([await countMailsTo(email), await countMailsTo(member)]).toEqual([1, 1])
})

test("POST /api-keys – a repeat gets the key's secret again, which is stored encrypted", async () => {
  const owner = await newTenant()
  const key = randomUUID()
  const one = { line: "POST /api-keys", body: { name: "server", role: "member", permissions: [] } }
  const { data } = await withKey<{ secret: string }>(owner, key, one)
  const rows = await db().idempotencyKey.findMany({ where: { tenantId: owner.tenantId } })
  expect(rows).toHaveLength(1)
  expect(Buffer.concat(rows.map(({ answer }) => answer ?? Buffer.alloc(0))).toString("latin1")).not.toContain(
    data.secret,
  )
  expect((await withKey<{ secret: string }>(owner, key, one)).data.secret).toBe(data.secret)
})

test("Idempotency-Key – with a different body it is 422; on another path, in another organization or by another person it is a different key (R-046, R-047)", async ({
  team,
  foreign,
}) => {
  const key = randomUUID()
  await withKey(team.owner, key, invitation(team.owner))
  expect((await withKey(team.owner, key, invitation(team.owner))).outcome).toBe("422 idempotency_key_reused")
  const elsewhere = {
    line: `POST /organizations/${team.siblingId}/invites`,
    body: { email: newAddress(), role: "member" },
  }
  const others = [
    await withKey(team.owner, key, elsewhere),
    await withKey(team.admin, key, invitation(team.admin)),
    await withKey(foreign.owner, key, invitation(foreign.owner)),
    await withKey(team.owner, key, { line: "POST /organizations", body: { name: `Harbor ${newCanary()}` } }),
  ]
  expect(others.map((one) => [one.status, replayed(one)])).toEqual(others.map(() => [201, null]))
})

test("Idempotency-Key – /v1 and /api/v1 share keys", async ({ team }) => {
  const key = randomUUID()
  const { line, body } = invitation(team.admin)
  const first = await withKey(team.admin, key, { line, body })
  const alias = await fetch(`${process.env.NANOSTACK_URL}/v1${line.split(" ")[1]}`, {
    method: "POST",
    headers: {
      authorization: `Bearer ${team.admin.token}`,
      "content-type": "application/json",
      "idempotency-key": key,
    },
    body: JSON.stringify(body),
  })
  expect([await alias.text(), alias.headers.get("idempotency-replayed")]).toEqual([first.text, "true"])
})

test("Idempotency-Key – a refusal is replayed; a caller who lost the permission is refused again", async () => {
  const owner = await newTenant()
  const twice = invitation(owner)
  await owner.send(twice.line, twice.body)
  const key = randomUUID()
  const [first, again] = [await withKey(owner, key, twice), await withKey(owner, key, twice)]
  expect([first.outcome, seen(again), replayed(again)]).toEqual(["409 invite_already_pending", seen(first), "true"])
  await api("POST /auth/logout", { body: {}, token: owner.token })
  expect((await withKey(owner, key, twice)).outcome).toBe("401 invalid_token")
})

test("Idempotency-Key – of 256 characters is 422; on operations that do not take it, it is ignored", async ({
  team,
}) => {
  expect((await withKey(team.owner, "k".repeat(256), invitation(team.owner))).error.fields?.[0]).toMatchObject({
    field: "Idempotency-Key",
  })
  expect((await withKey(team.owner, "k".repeat(255), invitation(team.owner))).status).toBe(201)
  const headers = { "idempotency-key": "same" }
  const login = (given: string) =>
    api("POST /auth/login", { body: { email: team.guest.email, password: given }, headers })
  expect([(await login("wrong password")).status, (await login(team.guest.password)).status]).toEqual([401, 200])
})

for (const servers of ["one server", "two servers"])
  test(`Idempotency-Key – ten concurrent clients with one key, on ${servers}, have one effect (R-066)`, async ({
    twin,
  }) => {
    test.slow()
    const second = servers === "two servers" ? twin : undefined
    for (let round = 0; round < rounds; round++) {
      // Inviting 20 addresses in 20 rounds is far below every limit.
      const owner = await newTenant()
      const one = invitation(owner)
      const key = randomUUID()
      const answers = await Promise.all(
        Array.from({ length: 10 }, (_, i) => withKey(owner, key, one, i % 2 ? second : undefined)),
      )
      const made = answers.filter(({ status }) => status === 201)
      expect(made.length).toBeGreaterThan(0)
      expect(new Set(made.map(({ data }) => data.id)).size).toBe(1)
      expect(made.filter((answer) => replayed(answer) === null)).toHaveLength(1)
      for (const { outcome } of answers.filter(({ status }) => status !== 201))
        expect(outcome).toBe("409 request_in_progress")
      expect(await db().invite.count({ where: { tenantId: owner.tenantId } })).toBe(1)
    }
  })

test("POST that only sends an email – its response is committed with its event, so that a crash leaves both or neither (R-001)", async () => {
  const owner = await newTenant()
  const sent: [Sent, string][] = [
    [{ line: `POST /users/${owner.id}/password-reset` }, "member.password_reset_sent"],
    [{ line: "POST /users/me/email", body: { email: newAddress("other"), password } }, "user.email_change_requested"],
  ]
  for (const [request, action] of sent) {
    const key = randomUUID()
    expect((await withKey(owner, key, request)).status).toBe(202)
    const [row] = await db().$queryRaw<{ together: boolean }[]>`
      SELECT k.xmin::text = e.xmin::text AS together FROM idempotency_keys k JOIN audit_events e ON e.target_id = k.credential
      WHERE k.tenant_id IN (${owner.tenantId}, 'ten_system') AND k.key = ${key} AND e.tenant_id = ${owner.tenantId} AND e.action = ${action}`
    expect(row?.together, action).toBe(true)
  }
})

test("Idempotency-Key – survives restarts of server and Redis for 24 hours, then may be reused (R-050)", async () => {
  test.setTimeout(90_000)
  const redis = await startRedis()
  const settings: Record<string, string> = redis ? { REDIS_URL: redis.url } : {}
  let server = await anotherServer(settings)
  try {
    const owner = await newTenant()
    const key = randomUUID()
    const one = invitation(owner)
    const first = await withKey(owner, key, one, server.origin)
    expect([first.status, replayed(first)]).toEqual([201, null])
    await server.stop()
    await redis?.flush()
    server = await anotherServer(settings)
    const again = await withKey(owner, key, one, server.origin)
    expect([seen(again), replayed(again)]).toEqual([seen(first), "true"])
    const where = { tenantId: owner.tenantId, key }
    const { expiresAt, createdAt } = await db().idempotencyKey.findFirstOrThrow({ where })
    expect(Math.round((expiresAt.getTime() - createdAt.getTime()) / 60_000)).toBe(24 * 60)
    await db().idempotencyKey.updateMany({ where, data: { expiresAt: new Date(Date.now() + 5_000) } })
    expect((await withKey(owner, key, invitation(owner), server.origin)).outcome).toBe("422 idempotency_key_reused")
    await db().idempotencyKey.updateMany({ where, data: { expiresAt: new Date(Date.now() - 1_000) } })
    const other = await withKey(owner, key, invitation(owner), server.origin)
    expect([other.status, replayed(other)]).toEqual([201, null])
    expect(await db().invite.count({ where: { tenantId: owner.tenantId } })).toBe(2)
  } finally {
    await server.stop()
    await redis?.stop()
  }
})

test("Idempotency-Key – a repeat shows what was joined or created only while the caller has access to it", async ({
  root,
}) => {
  const owner = await newTenant()
  const { id: open } = good(await owner.send<Made>("POST /organizations", { name: "Open", sign_up: "open" }))
  const member = await join(owner, "member")
  const joining = { line: `POST /organizations/${open}/join` }
  const key = randomUUID()
  const [first, again] = [await withKey(member, key, joining), await withKey(member, key, joining)]
  expect([first.status, seen(again), replayed(again)]).toEqual([200, seen(first), "true"])
  good(await owner.send(`DELETE /organizations/${open}/users/${member.id}`))
  expect((await withKey(member, key, joining)).outcome).toBe("404 not_found")

  const founding = { line: "POST /tenants", body: { name: `Quay ${newCanary()}` } }
  const founded = await withKey(owner, key, founding)
  expect(seen(await withKey(owner, key, founding))).toEqual(seen(founded))
  good(await root.send(`DELETE /tenants/${founded.data.id}`, { password: root.password }))
  expect((await withKey(owner, key, founding)).outcome).toBe("404 not_found")
})
