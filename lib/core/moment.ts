/**
 * A moment by both clocks: the monotonic one, which cannot be set, and the wall clock, which continues while the
 * machine sleeps.
 */
export type Moment = { steady: number; wall: number }

/** Returns the current moment. */
export const thisMoment = (): Moment => ({ steady: performance.now(), wall: Date.now() })

/** Returns the milliseconds since a moment, by whichever clock reports more. */
export const since = ({ steady, wall }: Moment): number =>
  Math.max(performance.now() - steady, Math.abs(Date.now() - wall))
