import { singleton } from "../core/cache/singleton"
import { AppError } from "../core/errors"

/** Maximum of queued tasks per owner. */
const most = 4

type Line = { last: Promise<unknown>; length: number }

const lines = () => singleton("image-turns", () => new Map<string, Line>())

/**
 * Runs `work` after earlier work of the same owner, so that one tenant doesn't delay the others. @throws AppError
 * unavailable
 */
export async function inTurn<T>(owner: string, work: () => Promise<T>): Promise<T> {
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
