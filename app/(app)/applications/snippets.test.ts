import ts from "typescript"
import { expect, test } from "vitest"
import { applicationTypes } from "@/lib/applications/schema"
import { frameworksOf, snippet } from "./snippets"

const given = { issuer: "https://users.example.com", clientId: "app_1", redirect: "https://shop.example.com/callback" }

test.each(["next", "express"] as const)("the code for %s is valid JavaScript and reads the .env file", (framework) => {
  for (const issuer of [given.issuer, "http://localhost:3000"]) {
    const code = snippet(framework, { ...given, issuer, type: "web" })
    const { diagnostics } = ts.transpileModule(code, { reportDiagnostics: true })
    expect(diagnostics).toEqual([])
    for (const name of ["ISSUER", "CLIENT_ID", "CLIENT_SECRET"]) expect(code).toContain(`env.NANOSTACK_${name}`)
    expect(code.includes("allowInsecureRequests")).toBe(framework === "express" && issuer.startsWith("http:"))
  }
})

test("every type of application has code; only those with a secret name it", () => {
  for (const type of applicationTypes) {
    const all = frameworksOf(type).map((framework) => snippet(framework, { ...given, type }))
    expect(all.length).toBeGreaterThan(0)
    expect(all.every((code) => code.includes("CLIENT_SECRET"))).toBe(type === "web" || type === "machine")
  }
})
