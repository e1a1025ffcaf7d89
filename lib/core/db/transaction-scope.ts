import { AsyncLocalStorage } from "node:async_hooks"
import type { Moment } from "../moment"
import type { Prisma } from "./generated/prisma/client"

/** Ends each transaction of a request: knows what it returns, and is committed or undone with it. */
export type CommitHook = (tx: Prisma.TransactionClient, value: unknown) => Promise<void>

/** One attempt at a transaction: what it invalidates, and when its first audit event was recorded. */
export type Attempt = { invalidated: Set<string>; recordedAt?: Moment }

/** What surrounds the running code: the hook of its transactions, and, inside of one, its running attempt. */
type TransactionScope = { commitHook?: CommitHook | undefined; attempt?: Attempt }

const storage = new AsyncLocalStorage<TransactionScope>()

/** The scope that the caller runs in. */
export const transactionScope = (): TransactionScope => storage.getStore() ?? {}

/** Runs `run` with this added to its scope. */
export function inScope<T>(added: TransactionScope, run: () => Promise<T>): Promise<T> {
  return storage.run({ ...transactionScope(), ...added }, run)
}
