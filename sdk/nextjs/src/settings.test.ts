import { expect, test } from "vitest"
import { readSettings } from "./settings"

const env = {
  NANOSTACK_ISSUER: "https://users.example.com",
  NANOSTACK_CLIENT_ID: "app_1",
  NANOSTACK_CLIENT_SECRET: "nss_1",
  NANOSTACK_REDIRECT_URI: "https://shop.example.com/auth/callback",
  NANOSTACK_COOKIE_SECRET: "s".repeat(32),
}

test("settings are read, with the earlier secret where there is one", () => {
  expect(readSettings(env)).toMatchObject({ base: "/auth", secure: true, secrets: [env.NANOSTACK_COOKIE_SECRET] })
  const local = {
    NANOSTACK_REDIRECT_URI: "http://localhost:4000/a/b/callback",
    NANOSTACK_ISSUER: "http://127.0.0.1:3000",
  }
  const both = readSettings({ ...env, ...local, NANOSTACK_COOKIE_SECRET_PREVIOUS: "p".repeat(32) })
  expect(both).toMatchObject({ base: "/a/b", secure: false, secrets: ["s".repeat(32), "p".repeat(32)] })
})

test("a missing or unsafe setting is named", () => {
  for (const name of Object.keys(env))
    expect(() => readSettings({ ...env, [name]: " " }), name).toThrow(`${name} is missing`)
  const wrong = {
    NANOSTACK_ISSUER: ["http://users.example.com", "users"],
    NANOSTACK_REDIRECT_URI: ["http://shop.example.com/auth/callback", "https://shop.example.com/callback", "/callback"],
    NANOSTACK_COOKIE_SECRET: ["short"],
    NANOSTACK_COOKIE_SECRET_PREVIOUS: ["short"],
  }
  for (const [name, values] of Object.entries(wrong))
    for (const value of values) expect(() => readSettings({ ...env, [name]: value }), value).toThrow(/NANOSTACK_/)
})

test("the stream is off where processes don't last, unless it is said", () => {
  const streams = (more: object) => readSettings({ ...env, ...more }).stream
  expect([streams({}), streams({ NANOSTACK_STREAM: "off" })]).toEqual([true, false])
  for (const name of ["VERCEL", "NETLIFY", "AWS_LAMBDA_FUNCTION_NAME"]) {
    expect(streams({ [name]: "1" }), name).toBe(false)
    expect(streams({ [name]: "1", NANOSTACK_STREAM: "on" }), name).toBe(true)
  }
  expect(() => streams({ NANOSTACK_STREAM: "yes" })).toThrow(/NANOSTACK_STREAM/)
})
