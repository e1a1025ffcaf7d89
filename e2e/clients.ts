import { randomInt } from "node:crypto"
import type { Answer } from "./api"

/** Returns an IPv4 address unique to this test, for servers that trust the tests as a proxy. */
export const newClient = () => `10.${randomInt(256)}.${randomInt(256)}.${randomInt(1, 255)}`
/** Headers of a request from this address. */
export const from = (ip: string, userAgent = "test") => ({ "x-forwarded-for": ip, "user-agent": userAgent })

/** Counts the responses by outcome. */
export function tally(answers: Answer<unknown>[]): Record<string, number> {
  const counts: Record<string, number> = {}
  for (const { outcome } of answers) counts[outcome] = (counts[outcome] ?? 0) + 1
  return counts
}

/** Median; 0 of none. */
export const median = (numbers: readonly number[]) =>
  [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? 0

/** Runs `n` calls concurrently. */
export const many = <T>(n: number, one: (i: number) => Promise<T>) =>
  Promise.all(Array.from({ length: n }, (_, i) => one(i)))
