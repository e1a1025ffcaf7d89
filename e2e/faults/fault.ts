import { spawnSync } from "node:child_process"
import { existsSync } from "node:fs"
import type { Load } from "./load"
import { until } from "./processes"
import type { Rig } from "./rig"
import { send } from "./send"

/** How much of it is done: inside `npm test`, by `npm run test:faults`, and with `--long`. */
export type Size = "short" | "medium" | "long"

/** Something that goes wrong, under load. */
export type Fault = {
  name: string
  /** How often; none: not in this size. */
  rounds: Partial<Record<Size, number>>
  /** What it needs beside npm: programs' names, or paths. */
  needs?: string[]
  /**
   * Makes it happen and waits until it is over.
   * @returns milliseconds until everybody was served again, where that is the question
   * @throws Error with what went otherwise than it has to
   */
  round: (rig: Rig, load: Load, n: number) => Promise<number | null>
  /** What else is worth knowing, once it is over. */
  note?: () => string
}

/** Returns what a fault needs and this machine lacks. */
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

/** Something that has to be so. */
export function must(holds: boolean, what: string): asserts holds {
  if (!holds) throw new Error(what)
}
