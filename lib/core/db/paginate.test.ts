import { describe, expect, test } from "vitest"
import type { AppError } from "../errors"
import { db, Prisma } from "./client"
import { listPage } from "./paginate"

// Names with the same sort value, and times that differ only by microseconds.
const table = `(VALUES
  ('a', 'id1', timestamptz '2026-01-01 00:00:00.000001Z'), ('b', 'id2', timestamptz '2026-01-01 00:00:00.000002Z'),
  ('b', 'id3', timestamptz '2026-01-01 00:00:00.000003Z'), ('b', 'id4', timestamptz '2026-01-01 00:00:00.000003Z'),
  ('ä', 'id5', timestamptz '2026-01-02 00:00:00Z')) AS t(name, id, at)`
const byName = { column: "name", cast: "text" } as const
const byTime = { column: "at", cast: "timestamptz" } as const

type Options = {
  sort?: typeof byName | typeof byTime
  descending?: boolean
  limit?: number
  cursor?: string | undefined
  before?: string | undefined
  total?: boolean
}

const page = ({ sort = byName, descending = false, limit = 2, ...more }: Options = {}) =>
  listPage<{ id: string }>({
    select: Prisma.sql`id`,
    table,
    within: [Prisma.sql`true`],
    sort,
    descending,
    ties: ["id"],
    page: { limit, ...more },
  })

async function walk(options: Options): Promise<string[]> {
  const seen: string[] = []
  let cursor: string | undefined
  do {
    const { rows, next_cursor } = await page({ ...options, cursor })
    seen.push(...rows.map(({ id }) => id))
    cursor = next_cursor ?? undefined
  } while (cursor)
  return seen
}

describe("listPage", () => {
  test.each([1, 2, 3, 5, 100])("with %i a page every row comes once, in order", async (limit) => {
    const names = await walk({ limit })
    expect([...names].sort()).toEqual(["id1", "id2", "id3", "id4", "id5"])
    expect(await walk({ limit, descending: true })).toEqual([...names].reverse())
    expect(await walk({ limit, sort: byTime })).toEqual(["id1", "id2", "id3", "id4", "id5"])
    expect(await walk({ limit, sort: byTime, descending: true })).toEqual(["id5", "id4", "id3", "id2", "id1"])
  })

  test.each([1, 2, 3])(
    "U-3 – with %i a page every page leads back to the one before, the first to none",
    async (limit) => {
      for (const descending of [false, true]) {
        const there = [await page({ limit, descending })]
        for (let last = there[0]; last?.next_cursor; last = there.at(-1))
          there.push(await page({ limit, descending, cursor: last.next_cursor }))
        const back = [there.pop()]
        for (let first = back[0]; first?.prev_cursor; first = back[0])
          back.unshift(await page({ limit, descending, before: first.prev_cursor }))
        const ids = (pages: typeof back) => pages.map((one) => one?.rows.map(({ id }) => id))
        expect(ids(back).slice(0, -1)).toEqual(ids(there))
        expect([back[0]?.prev_cursor, there[0]?.prev_cursor]).toEqual([null, null])
      }
    },
  )

  test("U-3 – where rows before the page have gone, the way back is the first page", async () => {
    const second = await page({ limit: 3, cursor: (await page({ limit: 1 })).next_cursor ?? "" })
    const first = await page({ limit: 3, before: second.prev_cursor ?? "" })
    expect(first).toEqual(await page({ limit: 3 }))
  })

  test("reports whether there is more, and counts on request", async () => {
    expect(await page({ limit: 5, total: true })).toMatchObject({
      has_more: false,
      next_cursor: null,
      limit: 5,
      total: 5,
      total_is_estimate: false,
    })
    const first = await page({ limit: 4 })
    expect([first.has_more, typeof first.next_cursor, first.total]).toEqual([true, "string", undefined])
  })

  test("a cursor is valid only for its own list and sort, and is tamper-proof", async () => {
    const cursor = (await page()).next_cursor ?? ""
    const bytes = Buffer.from(cursor, "base64url")
    const changed = [3, 20, bytes.length - 3].map((at) => {
      const copy = Buffer.from(bytes)
      copy[at] = (copy[at] ?? 0) ^ 1
      return copy.toString("base64url")
    })
    for (const bad of [...changed, cursor.slice(0, 10), "", "x", `${cursor}AAAA`].filter(Boolean))
      await expect(page({ cursor: bad })).rejects.toMatchObject({
        code: "validation_failed",
      } satisfies Partial<AppError>)
    await expect(page({ cursor, sort: byTime })).rejects.toMatchObject({ code: "validation_failed" })
    expect((await page({ cursor })).rows).toHaveLength(2)
  })
})

// More rows than are scanned in order.
const many = "(SELECT lpad(n::text, 5, '0') AS name, 'id' || n AS id FROM generate_series(1, 30000) AS n) AS t"

type Order = { descending?: boolean; limit?: number }

async function namesWith(filter: Prisma.Sql, { descending = false, limit = 100 }: Order = {}): Promise<string[]> {
  const seen: string[] = []
  let cursor: string | undefined
  do {
    const { rows, next_cursor } = await listPage<{ name: string }>({
      ...{ select: Prisma.sql`name`, table: many, within: [Prisma.sql`true`], filters: [filter], sort: byName },
      ...{ descending, ties: ["id"], page: { limit, cursor } },
    })
    seen.push(...rows.map(({ name }) => name))
    cursor = next_cursor ?? undefined
  } while (cursor)
  return seen
}

describe("a list with filters", () => {
  test("rare matches are found at any position, in order and once", async () => {
    const rare = Prisma.sql`name IN ('00001', '02000', '02001', '29999')`
    expect(await namesWith(rare)).toEqual(["00001", "02000", "02001", "29999"])
    expect(await namesWith(rare, { descending: true, limit: 1 })).toEqual(["29999", "02001", "02000", "00001"])
    expect(await namesWith(Prisma.sql`name = 'none'`)).toEqual([])
  })

  test("pages of frequent matches, and of matches clustered at the end, contain every row once", {
    timeout: 60_000,
  }, async () => {
    for (const filter of [Prisma.sql`name LIKE '%50'`, Prisma.sql`name > '29700'`, Prisma.sql`name LIKE '2_00_'`]) {
      const expected = await db().$queryRaw<
        { name: string }[]
      >`SELECT name FROM ${Prisma.raw(many)} WHERE ${filter} ORDER BY 1`
      expect(expected.length).toBeGreaterThan(90)
      expect(await namesWith(filter, { limit: 7 })).toEqual(expected.map(({ name }) => name))
    }
  })

  test("a null column matches no comparison", async () => {
    expect(await namesWith(Prisma.sql`nullif(name, name) < 'x'`)).toEqual([])
  })

  test("beyond 10,000 the total is an estimate and marked as such", async () => {
    const counted = (filter: Prisma.Sql) =>
      listPage({
        ...{ select: Prisma.sql`name`, table: many, within: [Prisma.sql`true`], filters: [filter], sort: byName },
        ...{ descending: false, ties: ["id"], page: { limit: 1, total: true } },
      })
    expect(await counted(Prisma.sql`name <= '10000'`)).toMatchObject({ total: 10_000, total_is_estimate: false })
    const { total, total_is_estimate } = await counted(Prisma.sql`name <= '10001'`)
    expect([total_is_estimate, Number(total) > 10_000]).toEqual([true, true])
  })
})
