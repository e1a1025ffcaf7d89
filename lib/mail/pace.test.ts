import { expect, test } from "vitest"
import { inTurn } from "./in-turn"
import { Pace } from "./pace"

test("nothing waits until the provider refuses, and the pace is forgotten after a while (O-5)", () => {
  const pace = new Pace()
  expect([pace.wait("a", 0), pace.isKept(0)]).toEqual([0, false])
  pace.refused(0, 0)
  expect(pace.isKept(0)).toBe(true)
  expect(pace.isKept(301_000)).toBe(false)
  expect(pace.wait("a", 301_000)).toBe(0)
})

test("each email gets its own slot and is sent when it comes (O-5)", () => {
  const pace = new Pace()
  pace.refused(0, 0)
  const waits = ["a", "b", "c"].map((id) => pace.wait(id, 0))
  expect(waits).toEqual([1_000, 2_000, 3_000])
  expect(pace.wait("b", 2_000)).toBe(0)
  for (let i = 0; i < 200; i++) expect(pace.wait(`m${i}`, 0)).toBeLessThanOrEqual(60_000)
})

test("simultaneous refusals slow down once, accepted emails speed up again (O-5)", () => {
  const gapOf = (pace: Pace, now: number) => {
    pace.wait("x", now)
    return Math.round(pace.wait("y", now) - pace.wait("z", now)) * -1
  }
  const pace = new Pace()
  for (let i = 0; i < 5; i++) pace.refused(0, i)
  expect(gapOf(pace, 5)).toBe(1_000)
  pace.refused(0, 2_000)
  expect(gapOf(pace, 2_000)).toBe(2_000)
  for (let i = 0; i < 14; i++) pace.taken()
  expect(gapOf(pace, 2_000)).toBeLessThan(1_000)
  for (let i = 0; i < 100; i++) pace.taken()
  expect(pace.isKept(2_000)).toBe(false)
})

test("the provider's Retry-After is respected (O-5)", () => {
  const pace = new Pace()
  pace.refused(30, 0)
  expect(pace.wait("a", 0)).toBe(30_000)
})

test("one at a time, the most urgent next; a failure doesn't block the others (O-5)", async () => {
  const order: string[] = []
  let atOnce = 0
  const run = (name: string) => async () => {
    expect(++atOnce).toBe(1)
    order.push(name)
    await new Promise((done) => setTimeout(done, 5))
    atOnce--
    if (name === "b1") throw new Error(name)
  }
  const all = [
    inTurn(2, run("b1")),
    inTurn(2, run("b2")),
    inTurn(1, run("w")),
    inTurn(0, run("u")),
    inTurn(2, run("b3")),
  ]
  expect((await Promise.allSettled(all)).map(({ status }) => status)).toEqual([
    "rejected",
    ...Array(4).fill("fulfilled"),
  ])
  expect(order).toEqual(["b1", "u", "w", "b2", "b3"])
})
