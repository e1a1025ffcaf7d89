import type { Happening } from "../../lib/endings/table"
import type { Ground } from "./act"
import type { Traits, World } from "./world"

export type Ending = {
  name: string
  /** The table's row, whose columns are revoked afterwards; null where nothing of the person's ends. */
  row: Happening | null
  /** Required traits of the person, and the reason shown for acts whose person lacks them. */
  needs?: Partial<Traits>
  why?: string
  kills: readonly Ground[]
  begin: (world: World) => Promise<() => Promise<unknown>>
  /** Another row, where an earlier act has changed the kind of ending. */
  after?: Readonly<Record<string, Happening>>
  /** Password of the account afterwards, where the account is the subject. */
  opensWith?: string
}
