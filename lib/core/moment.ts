/** A moment by both clocks: the steady one, which nobody sets, and the time of day, which goes on while the machine sleeps. */
export type Moment = { steady: number; wall: number }

/** Returns the current moment. */
export const thisMoment = (): Moment => ({ steady: performance.now(), wall: Date.now() })

/** Returns the milliseconds since a moment, by whichever clock says more. */
export const since = ({ steady, wall }: Moment): number =>
  Math.max(performance.now() - steady, Math.abs(Date.now() - wall))
