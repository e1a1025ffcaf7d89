import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { fileURLToPath } from "node:url"
import ts from "typescript"
import { counterpart, run } from "./counterparts"
import { origin } from "./document"
import { expect, good, test } from "./fixtures"
import { newApp, signInTo } from "./oidc"

// How docs/applications.md checks a token, in each language that is there.
test.describe.configure({ timeout: 120_000 })

const root = fileURLToPath(new URL("..", import.meta.url))
const python = counterpart("pyjwt-2.10.1", "bin/python")
const go = counterpart("go-oidc-3.17.0", "module/go.sum")
const absent = "not run: npm run counterparts installs it"

/** A code block of the documentation, by its file. */
function block(file: string): string {
  const text = readFileSync(join(root, "docs/applications.md"), "utf8")
  const from = text.indexOf(` ${file}\n`) + file.length + 2
  return text.slice(from, text.indexOf("\n```", from) + 1)
}

let folder = ""
test.beforeEach(() => {
  mkdirSync(join(root, "node_modules/.cache"), { recursive: true })
  folder = mkdtempSync(join(root, "node_modules/.cache/check-token-"))
})
test.afterEach(() => rmSync(folder, { recursive: true, force: true }))

type Check = (token: string, env: Record<string, string>) => Promise<string>

const languages: Record<string, { missing: boolean; make: () => Promise<Check> | Check }> = {
  TypeScript: {
    missing: false,
    make: () => {
      const options = { module: ts.ModuleKind.ESNext, target: ts.ScriptTarget.ES2022 }
      const { outputText } = ts.transpileModule(block("check-token.mts"), { compilerOptions: options })
      writeFileSync(join(folder, "check.mjs"), outputText)
      writeFileSync(
        join(folder, "main.mjs"),
        `import { check } from "./check.mjs"\nconsole.log((await check(process.argv[2])).sub)\n`,
      )
      return (token, env) => run(process.execPath, [join(folder, "main.mjs"), token], folder, env)
    },
  },
  Python: {
    missing: !python,
    make: () => {
      writeFileSync(join(folder, "check_token.py"), block("check_token.py"))
      const main = `import sys\nfrom check_token import check\nprint(check(sys.argv[1])["sub"])`
      return (token, env) => run(join(String(python), "bin/python"), ["-c", main, token], folder, env)
    },
  },
  Go: {
    missing: !go,
    make: async () => {
      cpSync(join(String(go), "module"), folder, { recursive: true })
      writeFileSync(join(folder, "check_token.go"), block("check_token.go"))
      writeFileSync(
        join(folder, "main.go"),
        `package main

import (
	"context"
	"fmt"
	"os"
)

func main() {
	ctx := context.Background()
	verifier, err := NewVerifier(ctx)
	if err != nil {
		panic(err)
	}
	claims, err := Check(ctx, verifier, os.Args[1])
	if err != nil {
		fmt.Println(err)
		os.Exit(1)
	}
	fmt.Println(claims.Subject)
}
`,
      )
      await run("go", ["build", "-o", "check", "."], folder, { GOFLAGS: "-mod=mod", GOPROXY: "off" })
      return (token, env) => run(join(folder, "check"), [token], folder, env)
    },
  },
}

for (const [language, { missing, make }] of Object.entries(languages))
  test(`${language}: the documented check accepts a token for the API, and no other token`, async ({ team }) => {
    test.skip(missing, absent)
    const api = async (name: string) =>
      good(
        await team.owner.send<{ id: string; identifier: string }>("POST /apis", { name, permissions: ["users:read"] }),
      )
    const [orders, other] = [await api("Orders"), await api("Other")]
    const app = await newApp(team.owner, { apis: [orders.id, other.id] })
    const tokenFor = async (resource: string) => (await signInTo(team.member, app, { resource })).tokens
    const { access_token: right, id_token } = await tokenFor(orders.identifier)
    const { access_token: another } = await tokenFor(other.identifier)
    const env = { NANOSTACK_ISSUER: origin(), NANOSTACK_AUDIENCE: orders.identifier, NANOSTACK_TENANT: team.tenantId }
    const check = await make()
    expect((await check(right, env)).trim()).toBe(team.member.id)
    const [head, body, signature = ""] = right.split(".")
    const forged = [head, body, `${signature.slice(0, -6)}AAAAAA`].join(".")
    for (const token of [another, id_token, forged, "", "a.b.c"])
      await expect(check(token, env), token).rejects.toThrow()
    await expect(check(right, { ...env, NANOSTACK_TENANT: "ten_other" })).rejects.toThrow()
    await expect(check(right, { ...env, NANOSTACK_ISSUER: `${origin()}/` })).rejects.toThrow()
  })
