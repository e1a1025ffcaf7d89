import pg from "pg"
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest"
import { listAuditEvents } from "../../audit-events/list"
import { AuditQuery } from "../../audit-events/schema"
import { listChanges } from "../../changes/list"
import { writePosition } from "../../changes/position"
import { purgeChanges } from "../../changes/purge"
import { ChangeQuery } from "../../changes/schema"
import { countByStatus } from "../../invites/count"
import { listInvites } from "../../invites/list"
import { InviteQuery } from "../../invites/schema"
import { listMembers } from "../../memberships/list"
import { suggestNames } from "../../memberships/suggest"
import { UserQuery } from "../../users/schema"
import type { Actor } from "../identity/authorize"
import type { Requirement } from "../identity/permissions"
import { db } from "./client"
import { pool } from "./pool"

// One large organization beside many small ones of the same tenant. Asserts on query plans, never on time.
const tenantId = "ten_plans"
const large = 30_000

beforeAll(async () => {
  const client = new pg.Client({ connectionString: process.env.DATABASE_URL })
  await client.connect()
  const fill = (sql: string) => client.query(sql)
  await fill(`INSERT INTO tenants (id, name) VALUES ('${tenantId}', 'Plans')`)
  await fill(`
    INSERT INTO organizations (tenant_id, id, name)
    SELECT '${tenantId}', 'org_plans_' || n, 'Organization ' || n FROM generate_series(0, 200) AS n`)
  await fill(`
    INSERT INTO memberships (tenant_id, organization_id, user_id, role, status, name, name_sort, email, search)
    SELECT '${tenantId}', 'org_plans_' || CASE WHEN n <= ${large} THEN 0 ELSE 1 + n % 200 END, 'user_' || md5(n::text),
      CASE WHEN n % 3000 = 0 THEN 'admin' ELSE 'member' END, CASE WHEN n % 2000 = 0 THEN 'suspended' ELSE 'active' END,
      word, word, word || '@example.com', word || ' ' || word || '@example.com'
    FROM generate_series(1, ${large} + 10000) AS n,
      LATERAL (SELECT md5(n::text) || ' ' || CASE WHEN n % 10000 = 7 THEN '王 小 明' ELSE md5((-n)::text) END AS word)`)
  await fill(`
    INSERT INTO tenant_admins (tenant_id, user_id)
    SELECT '${tenantId}', 'user_' || md5((-n)::text) FROM generate_series(1, 5000) AS n`)
  await fill(`
    INSERT INTO audit_events (tenant_id, organization_id, id, created_at, actor_type, actor_id, action, target_id)
    SELECT '${tenantId}', 'org_plans_' || n % 3, 'evt_plans_' || n, now() - n * interval '1 minute', 'user',
      'user_' || n % 1000, CASE WHEN n % 4000 = 0 THEN 'user.removed' ELSE 'session.created' END, 'user_' || n % 700
    FROM generate_series(1, 20000) AS n`)
  await fill(`
    INSERT INTO invites (tenant_id, organization_id, id, email, role, status, expires_at, maker_type, maker_id, maker_name, created_at)
    SELECT '${tenantId}', 'org_plans_' || n % 12, 'inv_plans_' || n, n || '@example.com', 'member',
      CASE WHEN n % 4000 = 0 THEN 'declined' ELSE 'accepted' END, now(), 'user', 'user_1', 'M', now() - n * interval '1 minute'
    FROM generate_series(1, 20000) AS n`)
  await fill("VACUUM ANALYZE memberships, tenant_admins, audit_events, invites")
  await client.end()
}, 120_000)

afterAll(async () => {
  await purgeChanges(tenantId)
  for (const table of ["memberships", "tenant_admins", "audit_events", "invites", "organizations"])
    await pool().query(`DELETE FROM ${table} WHERE tenant_id = $1`, [tenantId])
  await db().tenant.delete({ where: { id: tenantId } })
  await pool().end()
})

type Node = {
  "Node Type": string
  "Relation Name"?: string
  "Index Name"?: string
  "Actual Rows": number
  "Actual Loops": number
  "Rows Removed by Filter"?: number
  Plans?: Node[]
}

/** Returns the plan nodes, with actual row counts, of the statements that `run` sends to a table. */
async function plansOf(table: string, run: () => Promise<unknown>): Promise<Node[]> {
  const query = vi.spyOn(pg.Client.prototype, "query")
  await run()
  const asked = query.mock.calls.flatMap(([sent]) => {
    const { text, values } = sent as unknown as { text?: string; values?: unknown[] }
    return text?.includes(`FROM ${table}`) && !text.startsWith("EXPLAIN") ? [{ text, values }] : []
  })
  query.mockRestore()
  expect(asked.length).toBeGreaterThan(0)
  const nodes: Node[] = []
  for (const { text, values } of asked) {
    const { rows } = await pool().query(`EXPLAIN (ANALYZE, FORMAT JSON) ${text}`, values)
    collect(rows[0]["QUERY PLAN"][0].Plan, nodes)
  }
  return nodes
}

function collect(node: Node, into: Node[]): void {
  into.push(node)
  for (const child of node.Plans ?? []) collect(child, into)
}

/** Expects no sequential scan, and at most this many rows from any node. */
function expectFewRows(nodes: Node[], most: number): void {
  expect(nodes.filter((node) => node["Node Type"] === "Seq Scan").map((node) => node["Relation Name"])).toEqual([])
  for (const node of nodes.filter((one) => /Scan/.test(one["Node Type"])))
    expect(
      (node["Actual Rows"] + (node["Rows Removed by Filter"] ?? 0)) * node["Actual Loops"],
      JSON.stringify({ ...node, Plans: undefined }),
    ).toBeLessThanOrEqual(most)
}

const names = (nodes: Node[]) => nodes.flatMap((node) => node["Index Name"] ?? [])
const actor = <P extends Requirement>(organizationId: string | null) =>
  ({
    ...{ tenantId, organizationId, role: "admin", direct: [], since: null, permissions: new Set(["users:write"]) },
    caller: { kind: "user", userId: "user_plans" },
  }) as unknown as Actor<P>

const places = { "a large organization": "org_plans_0", "a small one": "org_plans_7", "the whole tenant": null }

describe.each(Object.entries(places))("members of %s", (_, organizationId) => {
  const members = (query: object) => listMembers(actor(organizationId), UserQuery.parse(query))
  const look = (query: object) => plansOf("memberships", () => members(query))

  test.each(["name", "-name", "created_at", "-created_at"])(
    "sorted by %s, the first page and a deep one",
    async (sort) => {
      const first = await look({ sort })
      expectFewRows(first, 21)
      expect(first.map((node) => node["Node Type"])).not.toContain("Sort")
      const { next_cursor } = await members({ sort, limit: 100 })
      expectFewRows(await look({ sort, cursor: next_cursor ?? undefined }), 21)
      const back = await plansOf("memberships", () =>
        listMembers(actor(organizationId), { ...UserQuery.parse({ sort }), before: next_cursor ?? undefined }),
      )
      expectFewRows(back, 21)
      expect(back.map((node) => node["Node Type"])).not.toContain("Sort")
    },
  )

  test.each([
    ["a common beginning", { q: "a" }],
    ["a rare beginning", { q: "zq" }],
    ["a common part", { q: "example" }],
    ["a part that few have", { q: "0a1b2" }],
    ["a part that nobody has", { q: "zzzz" }],
    ["a part of a Chinese name (U-14)", { q: "小明" }],
    ["one character of it (U-14)", { q: "明" }],
    ["a rare role", { role: "admin" }],
    ["a common role", { role: "member" }],
    ["a rare status", { status: "suspended" }],
    ["who is expired", { status: "expired" }],
    ["who was updated since", { updated_after: "2099-01-01T00:00:00Z" }],
    ["some by ID", { ids: "user_c4ca4238a0b923820dcc509a6f75849b,user_none" }],
    ["one by email", { email: "nobody@example.com" }],
  ])("%s", async (_, query) => {
    expectFewRows(await look(query), 2_000)
  })

  test("closest names when nothing matches (U-25)", async () => {
    const query = UserQuery.parse({ q: "quimbi adler" })
    const nodes = await plansOf("memberships", () => suggestNames(actor(organizationId), query))
    expectFewRows(nodes, 2_000)
  })

  test("a rare substring – by the trigram index where the organization is large", async () => {
    const used = names(await look({ q: "0a1b2" }))
    expect(used.includes("memberships_search_idx")).toBe(organizationId !== "org_plans_7")
  })
})

describe("other lists", () => {
  const events = (query: object) => () => listAuditEvents(actor("org_plans_1"), AuditQuery.parse(query))
  const invites = (query: object) => () => listInvites(actor("org_plans_1"), InviteQuery.parse(query))

  test("audit events – in index order, also of one actor, target or rare action", async () => {
    for (const sort of ["created_at", "-created_at"]) expectFewRows(await plansOf("audit_events", events({ sort })), 21)
    expectFewRows(await plansOf("audit_events", events({ actor: "user_7" })), 100)
    expectFewRows(await plansOf("audit_events", events({ target: "user_7" })), 100)
    expectFewRows(await plansOf("audit_events", events({ action: "user.removed" })), 2_000)
  })

  test("changes – by number, of a tenant and of one organization; everything by primary key", async () => {
    await pool().query(
      `INSERT INTO changes (tenant_id, seq, kind, organization_id, object_id)
       SELECT $1, n, 'user', 'org_plans_' || n % 100, 'user_' || n FROM generate_series(1, 20000) AS n`,
      [tenantId],
    )
    await pool().query("INSERT INTO change_heads (tenant_id, seq) VALUES ($1, 20000)", [tenantId])
    await pool().query("VACUUM ANALYZE changes")
    for (const organizationId of [null, "org_plans_0"]) {
      const reader = { ...actor<"changes:read">(organizationId), permissions: new Set(["users:read"]) }
      const cursor = writePosition(reader, { phase: "changes", head: "10000" })
      const follow = () => listChanges(reader, ChangeQuery.parse({ cursor }))
      expectFewRows(await plansOf("changes", follow), 21)
      expectFewRows(await plansOf("memberships", () => listChanges(reader, ChangeQuery.parse({}))), 60)
    }
  })

  test("invites – in index order, also of a rare status", async () => {
    expectFewRows(await plansOf("invites", invites({})), 21)
    expectFewRows(await plansOf("invites", invites({ status: "declined" })), 2_000)
  })

  test("U-20 – invites of each status are counted by an index, at most 10,000", async () => {
    expectFewRows(await plansOf("invites", () => countByStatus(actor("org_plans_1"), undefined)), 10_001)
    expectFewRows(await plansOf("invites", () => countByStatus(actor("org_plans_1"), "7@example")), 10_001)
  })

  test("a total counts at most 10,000 rows", async () => {
    const counted = await plansOf("memberships", () =>
      listMembers(actor("org_plans_0"), UserQuery.parse({ total: "true" })),
    )
    expectFewRows(counted, 10_001)
  })
})
