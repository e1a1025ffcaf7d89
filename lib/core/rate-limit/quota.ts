import { type Env, env } from "../env"

type Setting = Extract<keyof Env, `LIMIT_${string}`>

/** A limit: the setting with its number, and its window. */
export type Entry = {
  setting: Setting
  seconds: number
  /** Usage by others is not shown to the caller; only that none is left. */
  hidden?: true
  /** Name of its counter, where that is not its own name. */
  prefix?: string
}

export const minute = 60

export const hour = 3_600

export const day = 86_400

/**
 * Number and window in seconds; null when limits are off.
 * @param own number that applies instead of the setting's
 */
export function quotaOf(
  { setting, seconds }: Entry,
  own: number | null = null,
): { points: number; seconds: number } | null {
  const scale = env().RATE_LIMIT_SCALE
  return scale === 0 ? null : { points: own ?? Math.max(1, Math.round(env()[setting] * scale)), seconds }
}

/** Converts milliseconds to whole seconds, at least one. */
export const toSeconds = (ms: number) => Math.max(1, Math.ceil(ms / 1000))
