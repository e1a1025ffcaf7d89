import { singleton } from "../core/cache/singleton"
import { AppError } from "../core/errors"

/** How many of one owner wait at the most. */
const most = 4

type Line = { last: Promise<unknown>; length: number }

const lines = () => singleton("image-turns", () => new Map<string, Line>())

/** Runs `work` after what the same owner began before, so that one tenant does not hold up the others. @throws AppError unavailable */
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
