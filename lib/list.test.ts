import { describe, expect, test } from "vitest"
import { Prisma } from "./db"
import type { AppError } from "./errors"
import { listPage } from "./list"

// Names with the same sort value, and times that differ by microseconds only.
const from = Prisma.sql`FROM (VALUES
  ('a', 'id1', timestamptz '2026-01-01 00:00:00.000001Z'), ('b', 'id2', timestamptz '2026-01-01 00:00:00.000002Z'),
  ('b', 'id3', timestamptz '2026-01-01 00:00:00.000003Z'), ('b', 'id4', timestamptz '2026-01-01 00:00:00.000003Z'),
  ('ä', 'id5', timestamptz '2026-01-02 00:00:00Z')) AS t(name, id, at) WHERE true`
const byName = { column: "name", cast: "text" } as const
const byTime = { column: "at", cast: "timestamptz" } as const

type Options = {
  sort?: typeof byName | typeof byTime
  descending?: boolean
  limit?: number
  cursor?: string | undefined
  total?: boolean
}

const page = ({ sort = byName, descending = false, limit = 2, ...more }: Options = {}) =>
  listPage<{ id: string }>({ select: Prisma.sql`id`, from, sort, descending, ties: ["id"], limit, ...more })

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

  test("says whether there is more, and counts on request", async () => {
    expect(await page({ limit: 5, total: true })).toMatchObject({
      has_more: false,
      next_cursor: null,
      limit: 5,
      total: 5,
    })
    const first = await page({ limit: 4 })
    expect([first.has_more, typeof first.next_cursor, first.total]).toEqual([true, "string", undefined])
  })

  test("a cursor is good for the list and sort that made it only, and cannot be changed", async () => {
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
