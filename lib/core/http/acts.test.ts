import { readdirSync, readFileSync } from "node:fs"
import { fileURLToPath } from "node:url"
import ts from "typescript"
import { expect, test } from "vitest"
import { routes } from "@/app/api/v1/routes"
import type { Operation } from "./operation"

const root = fileURLToPath(new URL("../../..", import.meta.url))

/** Server actions that have no equivalent endpoint. */
const noAct: Record<string, string> = {
  "app/(app)/shell/passkey-offer-action.ts:dismissOffer": "a cookie of this browser: the offer of a passkey",
  "app/choose-locale.ts:chooseLocale": "the language: a cookie of this browser, and one's own emails",
  "components/theme-action.ts:chooseTheme": "a cookie of this browser: its colours",
}

/** Acts that are only used by pages. */
const pagesOnly: Record<string, string> = {
  beginTrialAct: "the page that tries an application",
  cancelRequestAct: "the page of a sign-in to an application",
  continueRequestAct: "the page of a sign-in to an application",
  allowDeviceAct: "the page that devices without a browser lead to",
  denyDeviceAct: "the page that devices without a browser lead to",
  beginLinkAct: "an account elsewhere is linked in the browser",
  linkWaitingAct: "an account elsewhere is linked in the browser",
  authenticateAgainAct: "the page of a sign-in to an application",
  stepUpAct: "a browser's session is raised to two factors",
  answerChallengeHereAct: "a browser can be remembered; otherwise the API's",
  beginSecondFactorAct: "the second factor is set up in the browser",
  confirmSecondFactorAct: "the second factor is set up in the browser",
  renewRecoveryCodesAct: "recovery codes are shown in the browser",
  removeSecondFactorAct: "the second factor is turned off in the browser",
  restoreOrganizationAct: "the tenant's page",
  restoreTenantAct: "the tenants' page, for super admins",
  resumeOrganizationAct: "the tenant's page",
  revokeRecentKeysAct: "the page of a mailed link",
  signInByLinkAct: "the page of a mailed link",
  suspendOrganizationAct: "the tenant's page",
}

/** Idempotent operations of "self" whose response shows nothing that the caller could lose access to. */
const shownToAnyone = ["POST /users/me/email"]

type Taken = { name: string; act: string | null }

/** Returns every action that a file of server actions exports, with its act. */
function actionsIn(text: string): Taken[] {
  const source = ts.createSourceFile("actions.ts", text, ts.ScriptTarget.Latest, true)
  const acts = new Set<string>()
  const found: Taken[] = []
  const exported = (node: ts.HasModifiers) =>
    ts.getModifiers(node)?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword) ?? false
  for (const node of source.statements) {
    const from = ts.isImportDeclaration(node) && node.moduleSpecifier.getText()
    const names = ts.isImportDeclaration(node) && node.importClause?.namedBindings
    if (from && /^"@\/lib\/[\w-]+\/acts"$/.test(from) && names && ts.isNamedImports(names))
      for (const { name } of names.elements) acts.add(name.text)
    if (ts.isFunctionDeclaration(node) && exported(node)) found.push({ name: node.name?.text ?? "", act: null })
    if (!ts.isVariableStatement(node) || !exported(node)) continue
    for (const { name, initializer } of node.declarationList.declarations) {
      const call = initializer && ts.isCallExpression(initializer) ? initializer : undefined
      const door = /^formAction(ForEach)?$/.test(call?.expression.getText() ?? "")
      const act = call?.arguments[0]?.getText() ?? ""
      found.push({ name: name.getText(), act: door && acts.has(act) ? act : null })
    }
  }
  return found
}

const actions = ["app", "components"]
  .flatMap((folder) =>
    readdirSync(`${root}${folder}`, { recursive: true, encoding: "utf8" }).map((f) => `${folder}/${f}`),
  )
  .filter((file) => /\.tsx?$/.test(file) && /^"use server"/.test(readFileSync(root + file, "utf8")))
  .flatMap((file) => actionsIn(readFileSync(root + file, "utf8")).map((taken) => ({ ...taken, file })))

type Declared = { permission: string; limit?: unknown; proof?: unknown; version?: unknown; scope?: unknown }

/** Every act, by name. */
const folders = readdirSync(`${root}lib`, { withFileTypes: true }).filter((entry) => entry.isDirectory())
const files = folders
  .map(({ name }) => `lib/${name}/acts.ts`)
  .filter((file) => {
    try {
      return readFileSync(root + file, "utf8") !== ""
    } catch {
      return false
    }
  })
const acts = new Map<string, Declared>(
  (await Promise.all(files.map((file) => import(/* @vite-ignore */ root + file)))).flatMap((all) =>
    Object.entries(all),
  ),
)

const operations = Object.entries(routes).flatMap(([path, methods]) =>
  Object.entries(methods).flatMap(([method, handler]) =>
    typeof handler === "function" && "operation" in handler
      ? [{ name: `${method} ${path}`, operation: handler.operation as Operation }]
      : [],
  ),
)

test("an action without an act is detected", () => {
  const text = `"use server"
    import { inviteAct } from "@/lib/invites/acts"
    export const one = formAction(inviteAct, { fields })
    export const other = formAction({ permission: "self", body, run })
    export const local = formAction(act({ permission: "public", run }), { fields })
    export async function bare(form: FormData) {}`
  expect(actionsIn(text)).toEqual([
    { name: "one", act: "inviteAct" },
    { name: "other", act: null },
    { name: "local", act: null },
    { name: "bare", act: null },
  ])
})

test("every form action has an act, or a listed reason", () => {
  expect(actions.length).toBeGreaterThan(45)
  const without = actions.filter(({ act }) => !act).map(({ file, name }) => `${file}:${name}`)
  expect(without.sort()).toEqual(Object.keys(noAct).sort())
})

test("every act of a form also has an endpoint, or a listed reason", () => {
  const inForms = [...new Set(actions.flatMap(({ act }) => act ?? []))]
  const alone = inForms.filter((name) => !operations.some(({ operation }) => operation.act === acts.get(name)))
  expect(inForms.every((name) => acts.has(name))).toBe(true)
  expect(alone.sort()).toEqual(Object.keys(pagesOnly).sort())
})

test("an endpoint has its act's permission, limit and versions, and every act is used", () => {
  const doors = operations.filter(({ operation }) => operation.act)
  expect(doors.length).toBeGreaterThan(30)
  for (const { name, operation } of doors) {
    const [of, act] = [...acts].find(([, one]) => one === operation.act) ?? []
    expect(of, name).toBeDefined()
    const limit = typeof act?.limit === "string" ? act.limit : undefined
    const said = {
      permission: operation.permission ?? "public",
      limit: operation.limit,
      versioned: operation.versioned,
    }
    expect(said, name).toEqual({ permission: act?.permission, limit, versioned: act?.version !== undefined })
  }
  const entered = new Set([
    ...doors.map(({ operation }) => operation.act),
    ...actions.map(({ act }) => acts.get(act ?? "")),
  ])
  expect([...acts].filter(([, act]) => !entered.has(act)).map(([name]) => name)).toEqual([])
})

test("an idempotent operation of one's own says who may see its response again", () => {
  const own = operations.filter(({ operation }) => operation.idempotent && operation.permission === "self")
  expect(own.length).toBeGreaterThan(shownToAnyone.length)
  expect(own.filter(({ operation }) => !operation.replay).map(({ name }) => name)).toEqual(shownToAnyone)
})
