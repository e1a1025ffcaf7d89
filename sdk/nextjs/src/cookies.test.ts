import { expect, test, vi } from "vitest"
import {
  applied,
  type Change,
  headerOf,
  type Jar,
  readAttempt,
  readSealed,
  removeAnchor,
  removeSealed,
  writeAnchor,
  writeAttempt,
  writeSealed,
} from "./cookies"

vi.stubEnv("NANOSTACK_ISSUER", "https://users.example.com")
vi.stubEnv("NANOSTACK_CLIENT_ID", "app_1")
vi.stubEnv("NANOSTACK_CLIENT_SECRET", "nss_1")
vi.stubEnv("NANOSTACK_REDIRECT_URI", "https://shop.example.com/auth/callback")
vi.stubEnv("NANOSTACK_COOKIE_SECRET", "s".repeat(32))

const [ada, ben] = ["a".repeat(22), "b".repeat(22)] as [string, string]
const signIn = (jar: Jar, id: string, sealed: string) =>
  applied(jar, [writeAnchor(id), ...writeSealed(jar, id, sealed)])
const signOut = (jar: Jar): Change[] => [removeAnchor(), ...removeSealed(jar)]

test("a session is written in parts that browsers accept, and read again", () => {
  const long = "x".repeat(9_000)
  const jar = signIn(new Map(), ada, long)
  expect(readSealed(jar)).toEqual({ id: ada, sealed: long })
  for (const [name, value] of jar) expect(name.length + value.length).toBeLessThan(4_000)
  const shorter = applied(jar, writeSealed(jar, ada, "short"))
  expect(readSealed(shorter)).toEqual({ id: ada, sealed: "short" })
  expect(shorter.size).toBe(2)
})

test("the late response of an earlier request never restores a session that has ended", () => {
  const before = signIn(new Map(), ada, "ada")
  const late = writeSealed(before, ada, "ada, renewed")
  const left = applied(before, signOut(before))
  expect(readSealed(applied(left, late))).toBeNull()
  // Ben has signed in meanwhile: he stays signed in.
  const bens = applied(signIn(left, ben, "ben"), late)
  expect(readSealed(bens)).toEqual({ id: ben, sealed: "ben" })
  expect(readSealed(applied(bens, writeSealed(bens, ben, "ben")))).toEqual({ id: ben, sealed: "ben" })
  expect([...applied(bens, writeSealed(bens, ben, "ben")).values()]).not.toContain("ada, renewed")
})

test("several sign-ins can be under way; the earliest are dropped", () => {
  let jar: Jar = signIn(new Map(), ada, "ada")
  const states = Array.from({ length: 7 }, (_, i) => `${i}${"s".repeat(42)}`)
  for (const state of states) jar = applied(jar, writeAttempt(jar, state, `attempt ${state[0]}`))
  expect(states.map((state) => readAttempt(jar, state))).toEqual([
    "",
    "",
    ...[2, 3, 4, 5, 6].map((i) => `attempt ${i}`),
  ])
  expect(readSealed(jar)).toEqual({ id: ada, sealed: "ada" })
})

test("cookies are for this host only, by https, and not for scripts", () => {
  expect(headerOf(writeAnchor(ada))).toBe(
    `__Host-nanostack=${ada}; Path=/; HttpOnly; SameSite=Lax; Max-Age=34560000; Secure`,
  )
})
