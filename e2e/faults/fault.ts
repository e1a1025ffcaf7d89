import { spawnSync } from "node:child_process"
import { existsSync } from "node:fs"
import type { Load } from "./load"
import { until } from "./processes"
import type { Rig } from "./rig"
import { send } from "./send"

/** Extent of a run: inside `npm test`, by `npm run test:faults`, and with `--long`. */
export type Size = "short" | "medium" | "long"

/** A fault that is injected under load. */
export type Fault = {
  name: string
  /** Number of rounds; none: not in this size. */
  rounds: Partial<Record<Size, number>>
  /** Required programs, by name or path. */
  needs?: string[]
  /**
   * Injects the fault and waits until it is over.
   * @returns milliseconds until all requests succeed again, where that is measured
   * @throws Error with the violated expectation
   */
  round: (rig: Rig, load: Load, n: number) => Promise<number | null>
  /** Further information, once it is over. */
  note?: () => string
}

/** Returns the requirements of a fault that this machine lacks. */
export const missing = ({ needs = [] }: Fault) => needs.filter((what) => !installed(what))

const installed = (what: string) =>
  what.startsWith("/") ? existsSync(what) : spawnSync(what, ["--version"]).error === undefined

/** Waits until both servers store something again. @returns milliseconds since `since` */
export async function recovered(rig: Rig, load: Load, since: number): Promise<number> {
  const { owner } = load.clients[0] ?? {}
  await Promise.all(
    rig.origins.map((origin) =>
      until(`${origin} stores again`, async () => {
        const body = { bio: String(Date.now()) }
        return (await send(origin, "PUT /users/me", { token: owner?.token, body, timeout: 5_000 })).status === 200
      }),
    ),
  )
  return Date.now() - since
}

/** Asserts a condition. */
export function must(holds: boolean, what: string): asserts holds {
  if (!holds) throw new Error(what)
}
