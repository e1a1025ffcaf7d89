import type { Happening } from "../../lib/endings/table"
import type { Ground } from "./acts"
import type { Traits, World } from "./world"

export type Ending = {
  name: string
  /** The row of the table whose columns are dead afterwards; null for what ends nothing of the person's. */
  row: Happening | null
  /** What the person has to be like; the reason is said where an act's person is not. */
  needs?: Partial<Traits>
  why?: string
  kills: readonly Ground[]
  begin: (world: World) => Promise<() => Promise<unknown>>
  /** Another row, where an act that came first has made another ending of it. */
  after?: Readonly<Record<string, Happening>>
  /** The password that opens the account afterwards, where the account is the subject. */
  opensWith?: string
}
