import { NanostackClient } from "../sdk/server/src/index"
import { mortalServer } from "./apps/processes"
import { Prisma, transaction } from "./database"
import { expect, newTenant, type Person, test } from "./fixtures"
import { makeKey } from "./samples"

const many = 10_000

/** Adds people whose accounts are never used: only rows for a list. */
async function crowd({ tenantId, organizationId }: Person): Promise<void> {
  const person = Prisma.sql`SELECT 'user_crowd' || n || '_' || ${organizationId} AS id, 'Person ' || lpad(n::text, 5, '0') AS name,
    'crowd' || n || '@' || lower(replace(${organizationId}, '_', '')) || '.example.com' AS email
    FROM generate_series(1, ${many}::int) n`
  await transaction(
    (tx) => tx.$executeRaw`INSERT INTO users (id, email, name) SELECT id, email, name FROM (${person}) person`,
  )
  await transaction(
    (tx) => tx.$executeRaw`
      INSERT INTO memberships (tenant_id, organization_id, user_id, role, name, name_sort, email, search, accepted_at, active_since)
      SELECT ${tenantId}, ${organizationId}, id, 'member', name, lower(name), email, lower(name) || ' ' || email, now(), now()
      FROM (${person}) person`,
  )
}

test("a server that is killed and restarted during a list of 10,000 users loses and repeats none", async () => {
  test.setTimeout(240_000)
  const owner = await newTenant()
  await crowd(owner)
  const key = await makeKey(owner.send, { name: "Reader", role: "guest", permissions: ["users:read"] })
  const server = await mortalServer()
  try {
    const client = new NanostackClient({ baseURL: server.url, apiKey: key.secret })
    const seen: string[] = []
    let restarted: Promise<void> | undefined
    for await (const { id } of client.users.list()) {
      seen.push(id)
      if (seen.length === many / 2) {
        await server.kill()
        restarted = server.start()
      }
    }
    await restarted
    expect(seen).toHaveLength(many + 1)
    expect(new Set(seen).size).toBe(many + 1)
  } finally {
    await server.stop()
  }
})

test("50 parallel calls with an expired token make one refresh", async ({ team }) => {
  const { NanostackClient: BrowserClient } = await import("../sdk/client/src/index")
  const sent: string[] = []
  const counting: typeof fetch = (input, init) => {
    sent.push(String(input))
    return fetch(input, init)
  }
  const baseURL = process.env.NANOSTACK_URL
  const client = new BrowserClient({ baseURL, fetch: counting })
  await client.auth.login({ email: team.guest.email, password: team.guest.password })
  const [head, payload = "", signature] = team.guest.token.split(".")
  const claims = JSON.parse(Buffer.from(payload, "base64url").toString())
  const expired = Buffer.from(JSON.stringify({ ...claims, exp: 1 })).toString("base64url")
  const session = await sessionOf(baseURL, team.guest)
  await client.auth.setTokens({ token: `${head}.${expired}.${signature}`, refresh_token: session })
  const answers = await Promise.all(Array.from({ length: 50 }, () => client.users.me()))
  expect(new Set(answers.map(({ data }) => data.id))).toEqual(new Set([team.guest.id]))
  expect(sent.filter((url) => url.endsWith("/auth/refresh"))).toHaveLength(1)
  await client.auth.logout()
  await expect(client.users.me()).rejects.toMatchObject({ status: 401, code: "unauthenticated" })
})

async function sessionOf(baseURL: string | undefined, { email, password }: Person): Promise<string> {
  const server = new NanostackClient({ baseURL, apiKey: null })
  return (await server.auth.login({ email, password })).data.refresh_token
}
