import { singleton } from "./cache/singleton"
import type { Tx } from "./db/client"
import { env } from "./env"

/**
 * Points where a test can pause an act: a secret was compared, a transaction is about to start, has started, is about
 * to commit.
 */
export type SeamPoint = "compared" | "transaction" | "begun" | "commit"

type Hook = (point: SeamPoint, tx?: Tx) => Promise<void> | undefined

const seam = () => singleton<{ hook?: Hook }>("seam", () => ({}))

/** Waits for the test that holds this point; does nothing outside of tests. */
export function reach(point: SeamPoint, tx?: Tx): Promise<void> | undefined {
  return seam().hook?.(point, tx)
}

/**
 * Installs the hook by which tests pause acts, so that races are deterministic.
 * @throws Error in production
 */
export function holdWith(hook: Hook): void {
  if (env().mode === "production") throw new Error("acts are held in tests only")
  seam().hook = hook
}
