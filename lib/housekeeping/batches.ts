import { db } from "../core/db/client"

/** Rows that one statement deletes: short enough for its locks to bother nobody. */
export const batch = 1_000

/** Repeats a statement that touches at most `batch` rows until it finds no more. Returns how many it touched in all. */
export async function untilDone(statement: () => Promise<number>): Promise<number> {
  let all = 0
  for (;;) {
    const some = await statement()
    all += some
    if (some < batch) return all
  }
}

/** Every tenant, one after the other, also those that are deleted and not yet purged. */
export async function eachTenant(work: (tenantId: string) => Promise<void>): Promise<void> {
  for (let after = ""; ; ) {
    const rows = await db().$queryRaw<{ id: string }[]>`
      SELECT id FROM tenants WHERE id > ${after} ORDER BY id LIMIT ${batch}`
    for (const { id } of rows) await work(id)
    const last = rows.at(-1)
    if (!last || rows.length < batch) return
    after = last.id
  }
}
