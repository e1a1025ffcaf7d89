import { beforeEach, expect, test, vi } from "vitest"
import { corsHeaders } from "./cors"

const settings = { mode: "production", CORS_ORIGINS: ["https://app.example.com"] }
vi.mock("../env", () => ({ env: () => settings }))

beforeEach(() => {
  settings.mode = "production"
})

test("a listed origin may call the API, without credentials", () => {
  const headers = corsHeaders("https://app.example.com", true)
  expect(headers).toMatchObject({ "access-control-allow-origin": "https://app.example.com", vary: "Origin" })
  expect(headers["access-control-allow-headers"]).toContain("If-Match")
  expect(headers).not.toHaveProperty("access-control-allow-credentials")
})

test.each(["https://evil.example", "null", "https://app.example.com.evil.example", "http://localhost:5173", undefined])(
  "%s may not in production",
  (origin) => {
    expect(corsHeaders(origin, true)).toEqual({ vary: "Origin" })
  },
)

test("a demo accepts calls from any page of this machine", () => {
  settings.mode = "demo"
  expect(corsHeaders("http://localhost:5173", false)["access-control-allow-origin"]).toBe("http://localhost:5173")
  expect(corsHeaders("http://localhost.evil.example", false)).toEqual({ vary: "Origin" })
})
