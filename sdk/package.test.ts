import { execFileSync } from "node:child_process"
import { readdirSync, readFileSync } from "node:fs"
import { join } from "node:path"
import { gzipSync } from "node:zlib"
import { checkPackage, createPackageFromTarballData } from "@arethetypeswrong/core"
import { build } from "esbuild"
import { publint } from "publint"
import ts from "typescript"
import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { copyOfSources, guide, packages, project, removeFolders, tool, write } from "../e2e/apps/apps"

let folder = ""
beforeAll(() => {
  folder = project({}, ["react", "react-dom", "@types", "csstype", "next", "undici-types"])
}, 120_000)
afterAll(removeFolders)

const file = (path: string) => readFileSync(join(folder, "node_modules/@nanostack", path), "utf8")

describe.each(["client", "nextjs", "server", "testing"] as const)(
  "@nanostack/%s, installed from its tarball",
  (name) => {
    test("has no publint findings", async () => {
      const { messages } = await publint({
        pkgDir: join(folder, "node_modules/@nanostack", name),
        strict: true,
        pack: false,
      })
      expect(messages).toEqual([])
    })

    test("has the right types for every kind of import", async () => {
      const tarball = createPackageFromTarballData(readFileSync(packages()[name]))
      const checked = await checkPackage(tarball)
      expect(checked).toMatchObject({ types: { kind: "included" } })
      expect("problems" in checked && checked.problems).toEqual([])
    })

    test("contains what its package.json declares, and no more", () => {
      const { dependencies = {}, exports, sideEffects } = JSON.parse(file(`${name}/package.json`))
      expect(dependencies).toEqual({})
      expect(sideEffects).toBe(false)
      for (const { import: esm, require: cjs } of Object.values(exports).filter(
        (way) => typeof way === "object",
      ) as Way[])
        for (const path of [esm.types, esm.default, cjs.types, cjs.default, `${esm.default}.map`, `${cjs.default}.map`])
          expect(file(join(name, path)).length, path).toBeGreaterThan(100)
      expect(file(`${name}/README.md`)).toContain(`npm install @nanostack/${name}`)
      const [, ...own] = file(`${name}/dist/esm/index.js`).split(/\bfrom ["']|\brequire\(/)
      const known = {
        client: /^$/,
        nextjs: /^(next\/|react\/|\.\/client\.js)/,
        server: /^$/,
        testing: /^(node:|crypto")/,
      }
      for (const from of own) expect(from.split("\n")[0]).toMatch(known[name])
    })
  },
)

describe.each(["client", "server"] as const)("@nanostack/%s", (name) => {
  test("can be imported by Node as ESM and as CommonJS, and its errors are one class", () => {
    const script = `
      import { createRequire } from "node:module"
      import { NanostackClient, NanostackError } from "@nanostack/${name}"
      const cjs = createRequire(import.meta.url)("@nanostack/${name}")
      const error = await new cjs.NanostackClient({}).users.get("user_1").catch((error) => error)
      console.log(typeof NanostackClient, error instanceof NanostackError, error.code)`
    const node = [`--input-type=module`, "--eval", script]
    expect(execFileSync(process.execPath, node, { cwd: folder, encoding: "utf8" })).toBe(
      "function true configuration\n",
    )
  })
})

type Way = Record<"import" | "require", { types: string; default: string }>

test("@nanostack/nextjs keeps its client components in modules of their own, and the rest out of them", () => {
  for (const format of ["esm", "cjs"]) {
    const index = file(`nextjs/dist/${format}/index.js`)
    expect(index).toContain("./client.js")
    expect(index).not.toContain("use client")
    const client = file(`nextjs/dist/${format}/client.js`)
    expect(client).toMatch(/^("use strict";\n)?"use client"/)
    expect(client).not.toMatch(/next\/|NANOSTACK_/)
  }
})

describe("@nanostack/client in a bundle", () => {
  async function gzipped(contents: string): Promise<number> {
    const bundle = {
      bundle: true,
      minify: true,
      write: false,
      format: "esm",
      target: "es2022",
      logLevel: "error",
    } as const
    const external = ["react", "react/jsx-runtime"]
    const { outputFiles } = await build({ stdin: { contents, resolveDir: folder }, ...bundle, external })
    return gzipSync(outputFiles[0]?.contents ?? "").length
  }

  test("is 9 KB at most, minified and compressed, hooks included", async () => {
    const size = await gzipped(`export * from "@nanostack/client"; export * from "@nanostack/client/react"`)
    expect(size).toBeLessThanOrEqual(9 * 1024)
  })

  test("is removed by tree shaking where it is not used", async () => {
    expect(await gzipped(`import "@nanostack/client"; import "@nanostack/client/react"`)).toBeLessThan(50)
  })
})

describe("types", () => {
  const options = {
    strict: true,
    noEmit: true,
    skipLibCheck: false,
    target: "es2022",
    jsx: "react-jsx",
    types: ["node"],
  }
  const resolutions = {
    bundler: { module: "esnext", moduleResolution: "bundler" },
    node16: { module: "node16", moduleResolution: "node16" },
  }

  function check(files: Record<string, string>, more: object): string {
    const compilerOptions = { ...options, ...more, lib: ["es2022", "dom", "dom.iterable"] }
    write(folder, { ...files, "tsconfig.json": JSON.stringify({ compilerOptions, files: Object.keys(files) }) })
    return tsc(folder)
  }

  const api = `
    import { NanostackClient, NanostackError } from "@nanostack/client"
    const client = new NanostackClient({ baseURL: "https://users.example.com", token: null })
    export async function run() {
      const { data } = await client.users.me()
      const words: string[] = [data.email, data.name]
      await client.users.update("me", { bio: "Engineer" })
      await client.users.update("user_1", { role: "admin" })
      for await (const row of client.users.list({ role: "member" })) words.push(row.email ?? row.name)
      return words
    }
    export const isOurs = (error: unknown) => error instanceof NanostackError && error.code === "last_admin"`

  test("calls and the guide's API route compile, for bundlers and for Node", () => {
    const route = /\/\/ pages\/api\/users\/\[id\]\.ts\n([\s\S]*?)\n\nBest Practices/.exec(guide())?.[1] ?? ""
    expect(route).toContain("@nanostack/server")
    expect(check({ "api.ts": api }, resolutions.bundler)).toBe("")
    // The route also imports the types of Next.js, which are not ours to check.
    expect(check({ "[id].ts": route }, { ...resolutions.bundler, skipLibCheck: true })).toBe("")
    expect(check({ "api.ts": api, "api.cts": api.replaceAll("export ", "") }, resolutions.node16)).toBe("")
  })

  /** Lines of a program that do not compile. */
  function wrongLines(source: string): number[] {
    const said = check({ "wrong.ts": source }, { ...resolutions.bundler, types: [] })
    expect(said.replaceAll(/^wrong\.ts.*\n|^ .*\n/gm, "")).not.toContain("error")
    return [...new Set([...said.matchAll(/^wrong\.ts\((\d+),/gm)].map(([, line]) => Number(line)))]
  }

  test("results are typed: what they don't have does not compile, without skipLibCheck (K-1)", () => {
    const source = `import { NanostackClient, NanostackError, type ErrorCode, type Permission } from "@nanostack/NAME"
declare const client: NanostackClient, caught: NanostackError, word: string
export const me = (await client.users.me()).data, key = (await client.apiKeys.create({ name: "a", role: "member", permissions: [] })).data
export const row = (await client.users.list().page()).data[0]!, card = (await client.users.get("user_1")).data
export const good: [string, boolean, Permission[]] = [me.email, me.email_verified, me.effective_permissions], plain: ErrorCode = caught.code
export const fine = [key.secret, row.name, card.email?.length, caught.code === "last_admin", me.effective_permissions.includes("users:read")]
me.nickname
me.email.nickname
const wrong1: number = me.email
key.secrets
row.colour
card.email.length
me.effective_permissions.includes("usres:read")
caught.code === "last_amdin"
const wrong2: Permission = word
client.invites.create("org_1", { email: "a", role: "member", permissions: ["invites:wirte"] })
`
    for (const name of ["client", "server"])
      expect(wrongLines(source.replace("NAME", name)), name).toEqual([7, 8, 9, 10, 11, 12, 13, 14, 15, 16])
    for (const name of ["client", "server"])
      for (const path of readdirSync(join(folder, "node_modules/@nanostack", name, "dist"), {
        recursive: true,
        encoding: "utf8",
      }))
        if (path.endsWith(".d.ts")) expect(file(`${name}/dist/${path}`), path).not.toMatch(/["']@\//)
  })

  test("useCan and the guards refuse typos, and take the permissions that an application declares (K-8)", () => {
    const uses = `import { useCan } from "@nanostack/client/react"
import { NanostackClient, withNanostack } from "@nanostack/server"
declare const client: NanostackClient
export const fine = () => useCan("invites:write")
export const wrong = () => useCan("invites:wirte")
export const own = () => useCan("billing:read")
withNanostack(() => new Response(), { client, permission: "billing:read" })
withNanostack(() => new Response(), { client, permission: "billing:raed" })
`
    expect(wrongLines(uses)).toEqual([5, 6, 7, 8])
    const declared = ["client", "server"].map(
      (name) => `declare module "@nanostack/${name}" { interface CustomPermissions { "billing:read": true } }\n`,
    )
    expect(wrongLines(uses + declared.join(""))).toEqual([5, 8])
  })

  test("with exactOptionalPropertyTypes, undefined is accepted wherever something is optional (K-8)", () => {
    const source = `
      import { browserStorage, NanostackClient } from "@nanostack/client"
      import { NanostackProvider } from "@nanostack/client/react"
      import { NanostackClient as Server, withNanostack } from "@nanostack/server"
      const no = undefined
      const client = new NanostackClient({ baseURL: "", token: no, refreshToken: no, storage: no, onSessionEnd: no, timeout: no, retries: no, fetch: no })
      const server = new Server({ baseURL: "", apiKey: no, verifyCache: no, issuer: no, timeout: no, retries: no, fetch: no })
      client.users.me({ signal: no, timeout: no, retries: no })
      client.users.update("me", { bio: no, name: no })
      client.users.list({ role: no, limit: no, cursor: no, total: no })
      client.users.update("user_1", {}, { ifMatch: no, organization_id: no })
      client.invites.create("org_1", { email: "a", role: "member", message: no, permissions: no }, { idempotencyKey: no })
      client.auth.setTokens({ token: "", refresh_token: no, expires_at: no })
      withNanostack(() => new Response(), { client: server, permission: no })
      NanostackProvider({ client, initialUser: no })
      browserStorage(no)`
    const exact = { ...resolutions.bundler, exactOptionalPropertyTypes: true }
    expect(check({ "exact.ts": source }, exact)).toBe("")
  })

  test("permissions in an app for Next.js are typed too", () => {
    const source = `import { auth, Can } from "@nanostack/nextjs"
export const fine = () => auth.protect("invites:write")
export const wrong = () => auth.protect("invites:wirte")
export const route = auth.route((_request, _context, { user }) => Response.json(user.nickname))
export const action = auth.action(async ({ user }, form: FormData) => form.get(user.id), "invites:wirte")
export const element = Can({ permission: "invites:wirte", children: null })
`
    const said = check({ "wrong.ts": source }, { ...resolutions.bundler, skipLibCheck: true })
    expect([...said.matchAll(/^wrong\.ts\((\d+),/gm)].map(([, line]) => Number(line))).toEqual([3, 4, 5, 6])
  })

  test("an editor shows the fields of a result (K-1)", () => {
    const name = join(folder, "hover.ts")
    const text = `import { NanostackClient } from "@nanostack/client"
const client = new NanostackClient({ baseURL: "" })
export const { data } = await client.users.me()
export const card = (await client.users.get("user_1")).data`
    write(folder, { "hover.ts": text })
    const settings = { ...ts.getDefaultCompilerOptions(), target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.ESNext }
    const service = ts.createLanguageService({
      getCompilationSettings: () => ({
        ...settings,
        moduleResolution: ts.ModuleResolutionKind.Bundler,
        strict: true,
        noErrorTruncation: true,
        types: [],
      }),
      getScriptFileNames: () => [name],
      getScriptVersion: () => "1",
      getScriptSnapshot: (path) =>
        ts.sys.fileExists(path) ? ts.ScriptSnapshot.fromString(ts.sys.readFile(path) ?? "") : undefined,
      getCurrentDirectory: () => folder,
      getDefaultLibFileName: ts.getDefaultLibFilePath,
      fileExists: ts.sys.fileExists,
      readFile: ts.sys.readFile,
      readDirectory: ts.sys.readDirectory,
    })
    const shown = (word: string) =>
      ts.displayPartsToString(service.getQuickInfoAtPosition(name, text.indexOf(word) + 1)?.displayParts)
    for (const field of ["email: string;", "effective_permissions: Permission[];"])
      expect(shown("data }")).toContain(field)
    for (const field of [" name: string;", " email?: string | undefined;"]) expect(shown("card =")).toContain(field)
  })

  test("a wrong field, role or argument does not compile", () => {
    const wrong = [
      `update("me", { bio: 1 })`,
      `update("user_1", { bio: "x" })`,
      `update("user_1", { role: 1 })`,
      `update("user_1", { role: "owner" })`,
      `list({ role: "owner" })`,
      `create({ email: "a" })`,
      "get(1)",
      "list({ colour: 1 })",
    ]
    const lines = wrong.map((call, i) => `export const call${i} = client.users.${call}`)
    const source = `import { NanostackClient } from "@nanostack/server"\nconst client = new NanostackClient({ baseURL: "", apiKey: "" })\n`
    const said = check({ "wrong.ts": source + lines.join("\n") }, resolutions.bundler)
    const found = [...said.matchAll(/^wrong\.ts\((\d+),/gm)].map(([, line]) => Number(line))
    expect([...new Set(found)]).toEqual([3, 4, 5, 6, 7, 8, 9, 10])
  })

  test("a role of one's own compiles once it is declared (K-1)", () => {
    const source = (declared: string) => `import { NanostackClient } from "@nanostack/server"
declare module "@nanostack/server" { interface CustomRoles { ${declared}: true } }
const client = new NanostackClient({ baseURL: "", apiKey: "" })
export const done = client.users.update("user_1", { role: "accountant" })
export const invited = client.invites.create("org_1", { email: "a@example.com", role: "accountant" })
`
    expect(check({ "role.ts": source("accountant") }, resolutions.bundler)).toBe("")
    expect(check({ "role.ts": source("clerk") }, resolutions.bundler)).toMatch(/role\.ts\(4,/)
  })

  test("a renamed part of the API breaks the build of the SDK", () => {
    const sources = copyOfSources()
    let text = readFileSync(join(sources, "sdk/core/schema.ts"), "utf8")
    // Each renamed part, and the place where that has to be noticed.
    const renamed = [
      ['"PUT /users/{id}"', '"PUT /members/{id}"', "core/users.ts"],
      ["refresh_token: string", "refresher: string", "client/src/index.ts"],
      ["effective_permissions: string[]", "rights: string[]", "client/src/react.tsx"],
      ["invite_id: string", "inviteId: string", "core/invites.ts"],
    ] as const
    for (const [from, to] of renamed) {
      expect(text).toContain(from)
      text = text.replaceAll(from, to)
    }
    write(sources, { "sdk/core/schema.ts": text })
    const said = tsc(sources, "--project", "sdk/tsconfig.build.json", "--outDir", "out")
    for (const [, , where] of renamed) expect(said).toContain(where)
  })
})

function tsc(cwd: string, ...args: string[]): string {
  try {
    return tool(cwd, "typescript/bin/tsc", "--pretty", "false", ...args)
  } catch (error) {
    return (error as Error).message
  }
}
