import { randomInt } from "node:crypto"
import type { Answer } from "./api"

/** An IPv4 address that no other test uses, for servers that trust the proxy which the tests are then. */
export const newClient = () => `10.${randomInt(256)}.${randomInt(256)}.${randomInt(1, 255)}`
/** Headers of a request from there. */
export const from = (ip: string, userAgent = "test") => ({ "x-forwarded-for": ip, "user-agent": userAgent })

/** How often each outcome came. */
export function tally(answers: Answer<unknown>[]): Record<string, number> {
  const counts: Record<string, number> = {}
  for (const { outcome } of answers) counts[outcome] = (counts[outcome] ?? 0) + 1
  return counts
}

/** The middle of some numbers; 0 of none. */
export const median = (numbers: readonly number[]) =>
  [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? 0

/** `n` of the same at once. */
export const many = <T>(n: number, one: (i: number) => Promise<T>) =>
  Promise.all(Array.from({ length: n }, (_, i) => one(i)))
