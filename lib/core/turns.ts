import { singleton } from "./cache/singleton"
import { AppError } from "./errors"

type Line = { last: Promise<unknown>; length: number }

const lines = () => singleton("turns", () => new Map<string, Line>())

/**
 * Runs `work` after earlier work of the same owner, so that one owner doesn't delay the others.
 * @param most maximum of queued tasks per owner
 * @throws AppError unavailable
 */
export async function inTurn<T>(owner: string, work: () => Promise<T>, most: number): Promise<T> {
  const line = lines().get(owner) ?? { last: Promise.resolve(), length: 0 }
  if (line.length > most) throw new AppError("unavailable", { retryAfter: 2 })
  lines().set(owner, line)
  line.length++
  const mine = line.last.then(work)
  line.last = mine.catch(() => {})
  return mine.finally(() => {
    if (--line.length === 0) lines().delete(owner)
  })
}
