import { singleton } from "./cache/singleton"
import type { Tx } from "./db/client"
import { env } from "./env"

/** Where a test can hold an act: a secret was compared, a transaction is about to begin, has begun, is about to commit. */
export type SeamPoint = "compared" | "transaction" | "begun" | "commit"

type Hook = (point: SeamPoint, tx?: Tx) => Promise<void> | undefined

const seam = () => singleton<{ hook?: Hook }>("seam", () => ({}))

/** Waits for the test that holds this point; outside of tests nothing. */
export function reach(point: SeamPoint, tx?: Tx): Promise<void> | undefined {
  return seam().hook?.(point, tx)
}

/**
 * Installs the hook that tests hold acts with, so that a race is decided by them and not by chance.
 * @throws Error in production
 */
export function holdWith(hook: Hook): void {
  if (env().mode === "production") throw new Error("acts are held in tests only")
  seam().hook = hook
}
