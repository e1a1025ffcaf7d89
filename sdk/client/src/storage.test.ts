import { afterEach, expect, test, vi } from "vitest"
import { browserStorage } from "./storage"

const tokens = { token: "token_1", refresh_token: "refresh_1", expires_at: null }

function browser(localStorage: Partial<Storage>) {
  vi.stubGlobal("window", { localStorage })
}

afterEach(() => vi.unstubAllGlobals())

test("tokens survive a reload, and are deleted after signing out", async () => {
  const kept = new Map<string, string>()
  browser({
    getItem: (key) => kept.get(key) ?? null,
    setItem: (key, value) => void kept.set(key, value),
    removeItem: (key) => void kept.delete(key),
  })
  await browserStorage().set(tokens)
  expect(await browserStorage().get()).toEqual(tokens)
  await browserStorage().set(null)
  expect(kept.size).toBe(0)
})

test("foreign data under the key is ignored", async () => {
  for (const text of ["", "undefined", "{", "null"]) {
    browser({ getItem: () => text })
    expect(await browserStorage().get()).toBeNull()
  }
})

test("with a full or blocked storage, the session lasts until the page is left", async () => {
  const refuse = () => {
    throw new DOMException("no", "QuotaExceededError")
  }
  browser({ getItem: refuse, setItem: refuse, removeItem: refuse })
  const storage = browserStorage()
  expect(await storage.get()).toBeNull()
  await storage.set(tokens)
  expect(await storage.get()).toEqual(tokens)
  await storage.set(null)
  expect(await storage.get()).toBeNull()
})

test("on a server nothing is stored: it would be shared", async () => {
  const storage = browserStorage()
  await storage.set(tokens)
  expect(await storage.get()).toBeNull()
})
