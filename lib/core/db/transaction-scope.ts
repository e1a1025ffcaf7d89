import { AsyncLocalStorage } from "node:async_hooks"
import type { Moment } from "../moment"
import type { Prisma } from "./generated/prisma/client"

/** Runs at the end of each transaction of a request: gets its return value, and is committed or rolled back with it. */
export type CommitHook = (tx: Prisma.TransactionClient, value: unknown) => Promise<void>

/** One attempt at a transaction: what it invalidates and changes, and when its first audit event was recorded. */
export type Attempt = { invalidated: Set<string>; changed: Map<string, Changed>; recordedAt?: Moment }

/**
 * An object that changed: a membership; an organization, with or without everyone in it; or a person, in one tenant or
 * in every tenant that shows them.
 */
export type Changed =
  | { tenantId: string; organizationId: string; userId: string }
  | { tenantId: string; organizationId: string; everyone?: boolean }
  | { tenantId?: string; userId: string }

/** Context of the running code: the commit hook of its transactions and, inside one, the running attempt. */
type TransactionScope = { commitHook?: CommitHook | undefined; attempt?: Attempt }

const storage = new AsyncLocalStorage<TransactionScope>()

/** The caller's transaction scope. */
export const transactionScope = (): TransactionScope => storage.getStore() ?? {}

/** Runs `run` with this added to its scope. */
export function inScope<T>(added: TransactionScope, run: () => Promise<T>): Promise<T> {
  return storage.run({ ...transactionScope(), ...added }, run)
}
