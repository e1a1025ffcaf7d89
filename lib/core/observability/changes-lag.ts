import { Histogram } from "prom-client"
import { singleton } from "../cache/singleton"

/** Seconds from a change to its number, from when on `GET /changes` has it. Of this process. */
export const changesLag = () =>
  singleton(
    "changes-lag",
    () =>
      new Histogram({
        name: "nanostack_changes_lag_seconds",
        help: "Time from a change until GET /changes has it.",
        buckets: [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 60],
        registers: [],
      }),
  )

export const observeLag = (seconds: number): void => changesLag().observe(Math.max(0, seconds))
