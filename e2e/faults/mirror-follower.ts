import { setTimeout as sleep } from "node:timers/promises"
import type { Rig } from "./rig"
import { send } from "./send"

type Row = Record<string, unknown>

/** Objects by `<organization> <id>`, as a consumer keeps them. */
export type Held = Map<string, Row>

const anyOf = (rig: Rig) => rig.origins[Math.floor(Math.random() * rig.origins.length)] ?? ""
const keyOf = (organization: unknown, id: unknown) => `${organization} ${id}`

/** Returns a page, from whichever server responds. */
async function read(rig: Rig, token: string, path: string) {
  for (;;) {
    const { status, outcome, data, pagination } = await send(anyOf(rig), `GET ${path}`, { token, timeout: 5_000 })
    if (status === 200 && pagination) return { rows: data as unknown as Row[], ...pagination }
    if (status !== 0 && status !== 503) throw new Error(`GET ${path}: ${outcome}`)
    await sleep(100)
  }
}

/** Follows `GET /changes` with one token. `finish` reads to the end and returns what the mirror holds. */
export function startMirror(rig: Rig, token: string) {
  const held: Held = new Map()
  const state = { going: true }
  let cursor = ""
  async function pass(): Promise<void> {
    for (let more = true; more; ) {
      const limit = 1 + Math.floor(Math.random() * 20)
      const page = await read(rig, token, `/changes?limit=${limit}${cursor && `&cursor=${encodeURIComponent(cursor)}`}`)
      for (const { id, organization_id, deleted, user, organization } of page.rows) {
        const key = keyOf(organization_id, id)
        if (deleted) held.delete(key)
        else held.set(key, (user ?? organization) as Row)
      }
      cursor = String(page.next_cursor)
      more = page.has_more
    }
  }
  const following = (async () => {
    for (; state.going; await sleep(100)) await pass()
  })()
  following.catch(() => {})
  return {
    finish: async (): Promise<Held> => {
      state.going = false
      await following
      await pass()
      return held
    },
  }
}

async function all(rig: Rig, token: string, path: string): Promise<Row[]> {
  const rows: Row[] = []
  for (let cursor = ""; ; ) {
    const page = await read(rig, token, `${path}?limit=100${cursor && `&cursor=${encodeURIComponent(cursor)}`}`)
    rows.push(...page.rows)
    if (!page.has_more) return rows
    cursor = String(page.next_cursor)
  }
}

/** Compares a mirror with the lists of the API. `last_seen_at` is no part of either. */
export async function differences(rig: Rig, token: string, held: Held): Promise<string[]> {
  const organizations = await all(rig, token, "/organizations")
  const living = new Set(organizations.map(({ id }) => id))
  const users = (await all(rig, token, "/users")).filter(({ organization_id }) => living.has(organization_id))
  const stored: Held = new Map([
    ...organizations.map((row) => [keyOf(row.id, row.id), row] as const),
    ...users.map((row) => [keyOf(row.organization_id, row.id), row] as const),
  ])
  const shown = (row: Row | undefined) => row && JSON.stringify({ ...row, last_seen_at: null })
  return [...new Set([...stored.keys(), ...held.keys()])]
    .filter((key) => shown(stored.get(key)) !== shown(held.get(key)))
    .map((key) => `${key}: stored ${shown(stored.get(key))}, mirrored ${shown(held.get(key))}`)
}
