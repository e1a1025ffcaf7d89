import { singleton } from "../core/cache/singleton"

/** Milliseconds: the first gap between two bulk emails, the longest, and how far ahead one is given its time. */
const [firstGap, longestGap, horizon] = [1_000, 60_000, 60_000]
/** Milliseconds after the last refusal from which no pace is kept any more. */
const forgotten = 300_000

/**
 * How fast bulk email goes out, by what the other side says: each refusal doubles the gap between two, each email that is
 * taken shortens it. What a person waits for never waits for it. Of one process; times in milliseconds.
 */
export class Pace {
  #gap = 0
  #next = 0
  #refusedAt = Number.NEGATIVE_INFINITY
  readonly #times = new Map<string, number>()

  /** Whether bulk email is spaced out. */
  isKept(now = performance.now()): boolean {
    return this.#gap > 0 && now < this.#refusedAt + forgotten
  }

  /** How long an email has to wait: not at all where its time has come, else until the time that it is given. */
  wait(id: string, now = performance.now()): number {
    const given = this.#times.get(id)
    this.#times.delete(id)
    if (!this.isKept(now) || (given !== undefined && given <= now + 250)) return 0
    const at = Math.max(now, this.#next)
    if (at > now + horizon) return horizon * (0.5 + Math.random() / 2)
    this.#next = at + this.#gap
    if (at > now) this.#times.set(id, at)
    return at - now
  }

  /** They said that it is too much; `afterSeconds` where they said when to come back. Those of one moment count once. */
  refused(afterSeconds = 0, now = performance.now()): void {
    if (now >= this.#refusedAt + this.#gap) this.#gap = Math.min(Math.max(this.#gap * 2, firstGap), longestGap)
    this.#refusedAt = now
    this.#next = Math.max(this.#next, now + Math.max(this.#gap, afterSeconds * 1000))
    this.#times.clear()
  }

  /** They took one. */
  taken(): void {
    this.#gap = this.#gap < 50 ? 0 : this.#gap * 0.95
  }
}

/** The pace of this process. */
export const pace = () => singleton("mail-pace", () => new Pace())
