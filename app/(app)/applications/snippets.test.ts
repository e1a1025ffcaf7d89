import { readFileSync } from "node:fs"
import ts from "typescript"
import { expect, test } from "vitest"
import { applicationTypes } from "@/lib/applications/schema"
import { frameworksOf, snippet } from "./snippets"

const given = { issuer: "https://users.example.com", clientId: "app_1", redirect: "https://shop.example.com/callback" }

test("the code for Express is valid JavaScript and reads the .env file", () => {
  for (const issuer of [given.issuer, "http://localhost:3000"]) {
    const code = snippet("express", { ...given, issuer, type: "web" })
    const { diagnostics } = ts.transpileModule(code, { reportDiagnostics: true })
    expect(diagnostics).toEqual([])
    for (const name of ["ISSUER", "CLIENT_ID", "CLIENT_SECRET"]) expect(code).toContain(`env.NANOSTACK_${name}`)
    expect(code.includes("allowInsecureRequests")).toBe(issuer.startsWith("http:"))
  }
})

test("the code for Next.js is the example's, with the redirect URI of the application's host", () => {
  const code = snippet("next", { ...given, type: "web" })
  for (const file of ["proxy.ts", "app/auth/[...nanostack]/route.ts", "app/page.tsx"])
    expect(code).toContain(`// ${file}\n${readFileSync(`examples/next/${file}`, "utf8")}`)
  expect(code).toContain("NANOSTACK_REDIRECT_URI=https://shop.example.com/auth/callback\n")
})

test("every type of application has code; only those with a secret name it", () => {
  for (const type of applicationTypes) {
    const readsItself = (framework: string) => framework !== "next"
    const all = frameworksOf(type)
      .filter(readsItself)
      .map((framework) => snippet(framework, { ...given, type }))
    expect(all.length).toBeGreaterThan(0)
    expect(all.every((code) => code.includes("CLIENT_SECRET"))).toBe(type === "web" || type === "machine")
  }
})
