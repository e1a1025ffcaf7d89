import { expect, test } from "vitest"
import { Id } from "../schema"
import { newId } from "./ids"

test("newId – ten thousand are unique, and each is valid as an input", () => {
  const ids = Array.from({ length: 10_000 }, () => newId("inv"))
  expect(new Set(ids).size).toBe(ids.length)
  for (const id of ids.slice(0, 100)) expect(Id.safeParse(id).success, id).toBe(true)
  expect(ids[0]).toMatch(/^inv_[0-9a-hjkmnp-tv-z]{26}$/)
})

test("newId – sorts by creation time, as text", async () => {
  const made: string[] = []
  for (let i = 0; i < 20; i++) {
    made.push(newId("org"))
    await new Promise((wake) => setTimeout(wake, 2))
  }
  expect([...made].sort()).toEqual(made)
})

test("newId – user IDs do not reveal when they were created", async () => {
  const beginnings = new Set(Array.from({ length: 200 }, () => newId("user").slice(0, 9)))
  expect(beginnings.size).toBeGreaterThan(190)
})
