import { fold } from "@/lib/core/fold"
import { demoNames } from "@/prisma/demo-names"

const firsts = demoNames.map((name) => name.split(" ")[0] ?? name)
const lasts = demoNames.map((name) => name.split(" ").slice(1).join(" "))

/** A generated person. */
export type Person = { id: string; name: string; email: string; joined: Date }

/**
 * Yields the same crowd each time, with names spread over the alphabet in no order. The address ends in the number, so
 * that a part of it is rare, and contains `example`, so that this is common.
 * @param group distinguishes crowds, a few letters
 */
export function* crowd(group: string, count: number): Generator<Person> {
  for (let i = 0; i < count; i++) {
    const chance = scrambled(i)
    const name = `${firsts[chance % firsts.length]} ${lasts[(chance >>> 8) % lasts.length]}`
    const number = String(i).padStart(7, "0")
    const local = fold(name).replace(/[^a-z]+/g, ".")
    const joined = new Date(Date.UTC(2026, 0, 1) + (chance % 25_000_000) * 1000)
    yield { id: `user_${group}${number}`, name, email: `${local}.${group}${number}@example.com`, joined }
  }
}

/** Maps a number to one without visible order (the finalizer of MurmurHash3). */
function scrambled(i: number): number {
  let h = i + 0x9e3779b9
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b)
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35)
  return (h ^ (h >>> 16)) >>> 0
}
