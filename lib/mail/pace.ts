import { singleton } from "../core/cache/singleton"

/** Milliseconds: the first gap between two bulk emails, the longest one, and how far ahead slots are assigned. */
const [firstGap, longestGap, horizon] = [1_000, 60_000, 60_000]
/** Milliseconds after the last refusal until the pace is dropped. */
const forgotten = 300_000

/**
 * Paces bulk email by the provider's responses: a refusal doubles the gap between two emails, an accepted one shortens
 * it. Emails that a person waits for are not paced. Per process; times in milliseconds.
 */
export class Pace {
  #gap = 0
  #next = 0
  #refusedAt = Number.NEGATIVE_INFINITY
  readonly #times = new Map<string, number>()

  /** Whether bulk email is paced. */
  isKept(now = performance.now()): boolean {
    return this.#gap > 0 && now < this.#refusedAt + forgotten
  }

  /** Returns how long an email has to wait: 0 once its slot has come, otherwise the time until the slot it gets. */
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

  /**
   * Records that the provider refused an email as too many. `afterSeconds`: its Retry-After. Simultaneous refusals
   * count once.
   */
  refused(afterSeconds = 0, now = performance.now()): void {
    if (now >= this.#refusedAt + this.#gap) this.#gap = Math.min(Math.max(this.#gap * 2, firstGap), longestGap)
    this.#refusedAt = now
    this.#next = Math.max(this.#next, now + Math.max(this.#gap, afterSeconds * 1000))
    this.#times.clear()
  }

  /** Records that the provider accepted an email. */
  taken(): void {
    this.#gap = this.#gap < 50 ? 0 : this.#gap * 0.95
  }
}

/** The pace of this process. */
export const pace = () => singleton("mail-pace", () => new Pace())
