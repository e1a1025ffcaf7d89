import { readdirSync, readFileSync } from "node:fs"
import { dirname, join, posix } from "node:path"
import { fileURLToPath } from "node:url"
import ts from "typescript"
import { describe, expect, test } from "vitest"

const root = fileURLToPath(new URL("../..", import.meta.url))
const passedOver = /(^|\/)(node_modules|generated|dist|\.next|\.data)(\/|$)/
const isTest = (file: string) => /\.(test|spec)\.tsx?$/.test(file)

/** Every shipped source file, relative to the root, with forward slashes. */
const files = ["app", "components", "lib", "prisma", "sdk"]
  .flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: "utf8" }).map(
      (name) => `${folder}/${name.replaceAll("\\", "/")}`,
    ),
  )
  .concat("server.ts", "worker.ts")
  .filter(
    (file) => /\.tsx?$/.test(file) && !passedOver.test(file) && !isTest(file) && !file.endsWith("vitest.config.ts"),
  )

const text = (file: string) => readFileSync(join(root, file), "utf8")
const code = (file: string) => text(file).replace(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, "")

/** Imports of a file: packages by name, project files relative to the root. Includes types. */
function importsOf(file: string): string[] {
  const found = code(file).matchAll(/(?:\bfrom|\bimport)\s*\(?\s*"([^"]+)"/g)
  return [...found].map(([, name = ""]) => {
    if (name.startsWith("@/")) return name.slice(2)
    return name.startsWith(".") ? posix.normalize(posix.join(dirname(file), name)) : name
  })
}

const isService = (name: string) => /^lib\/(?!core\/|i18n\/|mail\/)[\w-]+\/(?!schema$)[\w-]+$/.test(name)
const reaches = (name: string, ...folders: string[]) =>
  folders.some((folder) => name === folder || name.startsWith(`${folder}/`))
const isClient = (file: string) => /^\s*"use client"/.test(text(file))

// Other import rules are in bin/import-rules.mjs; whether a file runs in a browser, only its text tells.
test("code that runs in a browser imports neither database, settings nor services", () => {
  const never = [
    "lib/core/db/client",
    "lib/core/db/pool",
    "lib/core/db/transaction",
    "lib/core/env",
    "lib/core/crypto",
    "lib/core/seal",
    "lib/core/identity/access",
    "lib/core/identity/key-access",
    "lib/core/identity/authorize",
    "lib/core/identity/bearer",
    "lib/core/identity/caller",
    "lib/core/identity/read-session",
    "lib/core/identity/token-caller",
    "lib/core/observability/log",
    "lib/mail",
    "node:fs",
    "node:crypto",
    "server-only",
  ]
  const chosen = files.filter(isClient)
  expect(chosen.length).toBeGreaterThan(20)
  const broken = chosen.flatMap((file) =>
    importsOf(file)
      .filter((name) => isService(name) || reaches(name, ...never))
      .map((name) => `${file} → ${name}`),
  )
  expect(broken).toEqual([])
})

/** Files whose code, without comments, matches a pattern. */
const filesWith = (pattern: RegExp, among = files) => among.filter((file) => pattern.test(code(file)))

describe("code that belongs in one place only", () => {
  test("process.env is read by lib/core/env.ts, by Prisma's command line, and by the package for Next.js", () => {
    // An error message of the server SDK mentions one variable without reading it.
    const readers = filesWith(/process\.env\b(?!\.NANOSTACK_API_KEY)/)
    expect(readers).toEqual(["lib/core/env.ts", "prisma/prisma.config.ts", "sdk/nextjs/src/settings.ts"])
  })

  test("actors are created by lib/core/identity/authorize.ts, callers by caller.ts beside it", () => {
    expect(filesWith(/\bas (unknown as )?(Actor\b|UserCaller\b|KeyCaller\b|Caller\b)|\[(minted|granted)\]/)).toEqual([
      "lib/core/identity/authorize.ts",
      "lib/core/identity/caller.ts",
    ])
  })

  test("only lib/core/db/transaction.ts calls $transaction", () => {
    expect(filesWith(/\$transaction\b/)).toEqual(["lib/core/db/transaction.ts"])
  })

  test("no SQL is built from strings: $queryRawUnsafe and $executeRawUnsafe are not used", () => {
    expect(filesWith(/\$(queryRaw|executeRaw)Unsafe\b/)).toEqual([])
  })

  test("server actions have their own files: inside a component they would close over data that browsers then hold", () => {
    const inside = files.filter((file) => /"use server"/.test(text(file).replace(/^"use server"/, "")))
    expect(inside).toEqual([])
  })

  test("tokens and MACs are not compared with === (S-263)", () => {
    const suspicious =
      /\b\w*([tT]oken|[hH]mac|[sS]ignature|[hH]ash)\b\s*(===|!==)\s*(?!null|undefined|"|')\w*([tT]oken|[hH]mac|[sS]ignature|[hH]ash)\b/
    expect(filesWith(suspicious)).toEqual([])
  })
})

/** Each table, its Prisma name, and the folder or file that writes it. */
const owners: Record<string, [string, ...string[]]> = {
  tenants: ["tenant", "lib/tenants"],
  tenant_admins: ["tenantAdmin", "lib/tenants"],
  organizations: ["organization", "lib/organizations"],
  organization_tenants: ["organizationTenant", "lib/organizations"],
  users: ["user", "lib/accounts", "lib/users"],
  files: ["file", "lib/files"],
  file_contents: ["fileContent", "lib/files"],
  // The password belongs to the account, two-factor authentication to its own service.
  user_secrets: ["userSecret", "lib/accounts", "lib/second-factor", "lib/passkeys"],
  passkeys: ["passkey", "lib/passkeys"],
  passkey_ids: ["passkeyId", "lib/passkeys"],
  user_organizations: ["userOrganization", "lib/memberships"],
  memberships: ["membership", "lib/memberships", "lib/core/cache/last-seen.ts"],
  sessions: ["session", "lib/sessions", "lib/core/cache/last-seen.ts"],
  session_activity: ["sessionActivity", "lib/sessions", "lib/core/cache/last-seen.ts"],
  // Each kind of secret belongs to the service of what it opens, and is written in its transaction.
  secrets: ["secret", "lib/core/identity/secrets.ts", "lib/sessions", "lib/api-keys", "lib/invites"],
  identities: ["identity", "lib/identities"],
  user_identities: ["userIdentity", "lib/identities"],
  challenges: ["challenge", "lib/core/identity/challenges.ts"],
  terms_acceptances: ["termsAcceptance", "lib/terms"],
  invites: ["invite", "lib/invites"],
  api_keys: ["apiKey", "lib/api-keys", "lib/core/cache/last-seen.ts"],
  applications: ["application", "lib/applications"],
  application_tenants: ["applicationTenant", "lib/applications"],
  application_origins: ["applicationOrigin", "lib/applications"],
  application_secrets: ["applicationSecret", "lib/applications"],
  apis: ["api", "lib/apis"],
  roles: ["role", "lib/roles"],
  policies: ["policy", "lib/policies"],
  remembered_devices: ["rememberedDevice", "lib/remembered-devices"],
  permissions: ["permission", "lib/permissions"],
  // A grant is made by the sign-in that it allows.
  oidc_grants: ["oidcGrant", "lib/grants", "lib/oidc/enter.ts"],
  revocations: ["revocation", "lib/revocations"],
  logout_notices: ["logoutNotice", "lib/sessions"],
  oidc_records: ["oidcRecord", "lib/oidc"],
  signing_keys: ["signingKey", "lib/oidc"],
  audit_events: ["auditEvent", "lib/audit-events"],
  mails: ["mail", "lib/mail"],
  undeliverable_addresses: ["undeliverableAddress", "lib/mail"],
  webhook_deliveries: ["webhookDelivery", "lib/mail"],
  idempotency_keys: ["idempotencyKey", "lib/core/http/idempotency-store.ts"],
  outbox: ["outbox", "lib/core/db/outbox.ts", "lib/changes"],
  changes: ["change", "lib/changes"],
  change_heads: ["changeHead", "lib/changes"],
}

test.each(Object.entries(owners))(
  "the table %s is written by its own service, which also purges it",
  (table, [model, ...places]) => {
    const sql = String.raw`(?:INSERT INTO|UPDATE|DELETE FROM)\s+"?${table}\b`
    const prisma = String.raw`\b\w+\.${model}\s*\.(?:create|createMany|update|updateMany|upsert|delete|deleteMany)\b`
    const writers = filesWith(
      new RegExp(`${sql}|${prisma}`),
      files.filter((file) => !reaches(file, "prisma")),
    )
    expect(writers.length).toBeGreaterThan(0)
    expect(writers.filter((file) => !reaches(file, ...places))).toEqual([])
  },
)

/** Functions that repeat a check inside a transaction, behind a lock. */
const proves =
  /^(assertSignedIn|assertUnchanged|assertKeyLives|assertAdmits|assertStillAuthorized|assertStillSelf|consumeLink|lockAccount)$/

/** Transactions without a preceding check, or where the write itself decides. */
const provesNothing: Record<string, string> = {
  "lib/api-keys/delegate.ts": "at the command line nobody is signed in",
  "lib/applications/by-operator.ts": "at the command line nobody is signed in",
  "lib/accounts/proof-code.ts:isProofCode": "counts a try; the code is used up in the transaction that it proves",
  "lib/api-keys/expire.ts": "a job: the end date is asked by the write",
  "lib/changes": "jobs: what is committed is numbered behind the head's lock",
  "lib/auth/service.ts:recordFailure": "an event alone",
  "lib/auth/service.ts:signOut": "ends the session that it names, whoever says so",
  "lib/identities/requests.ts": "the token is a challenge that the write itself uses up, or stores",
  "lib/housekeeping": "jobs: what is due is asked by the write",
  "lib/invites/decline.ts:declineInvite": "looks at the link behind the organization's lock",
  "lib/invites/email-copied.ts:emailInvite": "only to a pending invite's address, decided by the write",
  "lib/invites/renew.ts:requestNewInvite": "once a day, decided by the write",
  "lib/mail": "the outbox: a row's lease is decided by the write",
  "lib/memberships/expire.ts": "a job: the end date is asked behind the organization's lock",
  "lib/memberships/suggest.ts": "reads alone, under a setting of its own",
  "lib/oidc/keys.ts": "keys are of the installation, made behind the table's lock",
  "lib/oidc/records.ts": "the write itself decides, behind the lock of the sign-in",
  "lib/operator": "at the command line nobody is signed in",
  "lib/passkeys/options.ts:signInOptions": "a challenge for no account",
  "lib/passkeys/other-domains.ts:deleteAll": "at the start nobody is signed in",
  "lib/passkeys/sign-in.ts:recordFailure": "an event alone",
  "lib/second-factor/renew.ts": "a job: rewrites only the values that it read",
  "lib/sessions/expire.ts": "a job: what has expired is asked by the write",
  "lib/sessions/logout-notices.ts": "a job: the row's lease is decided by the write",
  "lib/sessions/refresh-tokens.ts:rotateRefreshToken": "locks token and session, and asks both",
}

/** Statements that change what users and organizations show, without a change to hear of. */
const unheard: Record<string, string> = {
  "lib/accounts/locale.ts:rememberLocale": "only its owner sees the language",
  "lib/accounts/purge.ts:eraseAccounts": "each tenant has erased the person before",
  "lib/accounts/service.ts:ensureAccounts": "an account without an owner shows nothing",
  "lib/core/cache/last-seen.ts:noteSeen": "when somebody was last seen is no change",
  "lib/memberships/ends.ts:endEarlierTokens": "since when tokens are valid is not shown",
  "lib/memberships/purge.ts:purgeEndedMemberships": "what has ended is a tombstone already",
  "lib/memberships/purge.ts:purgeMemberships": "its organization was deleted, with everyone in it",
  "lib/memberships/refold.ts:rewrite": "the folded copies of names are not shown",
  "lib/organizations/refold.ts:refoldOrganizations": "the folded copies of names are not shown",
  "lib/organizations/purge.ts:purgeOrganizationRow": "what is deleted is a tombstone already",
  "lib/tenants/ends.ts:endEarlierTokensOfAdmin": "since when tokens are valid is not shown",
  "lib/tenants/purge.ts:purgeTenantRow": "its organizations are gone",
  "lib/users/confirm-email.ts:swapWithPlaceholder":
    "what was offered to the placeholder has moved, which is noted there",
}

/** Every function of a file with its text. */
function functionsOf(file: string): [name: string, text: string][] {
  const source = ts.createSourceFile(file, text(file), ts.ScriptTarget.Latest, true)
  const found: [string, string][] = []
  const visit = (node: ts.Node): void => {
    const name = ts.isFunctionDeclaration(node) ? node.name?.text : namedArrow(node)
    if (name) found.push([name, node.getText()])
    else ts.forEachChild(node, visit)
  }
  visit(source)
  return found
}

test("every write of what GET /changes shows is noted for it, or is listed with the reason (P-4)", () => {
  const tables = ["users", "memberships", "organizations", "tenant_admins"]
  const models = tables.map((table) => owners[table]?.[0]).join("|")
  const sql = String.raw`(?:INSERT INTO|UPDATE|DELETE FROM)\s+"?(?:${tables.join("|")})\b`
  const prisma = String.raw`\b\w+(?:\(\))?\.(?:${models})\s*\.(?:create|update|upsert|delete)`
  const writes = new RegExp(`${sql}|${prisma}`)
  const among = files.filter((file) => file.startsWith("lib/") && writes.test(text(file)))
  const writers = among.flatMap((file) =>
    functionsOf(file).flatMap(([name, body]) => (writes.test(body) ? [{ name: `${file}:${name}`, body }] : [])),
  )
  expect(writers.length).toBeGreaterThan(25)
  const silent = writers.filter(({ body }) => !/\bnoteChange\(/.test(body)).map(({ name }) => name)
  expect(silent.toSorted()).toEqual(Object.keys(unheard).toSorted())
})

type Made = { calls: Set<string>; transactions: { file: string; name: string; calls: Set<string> }[] }

/** Every function of lib with the names it calls, and every transaction with those it calls. */
function callsOf(file: string): Map<string, Made> {
  const source = ts.createSourceFile(file, text(file), ts.ScriptTarget.Latest, true)
  const found = new Map<string, Made>()
  const visit = (node: ts.Node, inside: string, sets: Set<string>[]): void => {
    const name = ts.isFunctionDeclaration(node) ? node.name?.text : namedArrow(node)
    const own = name ?? inside
    if (name && !found.has(name)) found.set(name, { calls: new Set(), transactions: [] })
    const within = name ? [found.get(name)?.calls ?? new Set<string>()] : sets
    if (ts.isCallExpression(node)) {
      const called = node.expression.getText()
      for (const set of within) set.add(called)
      if (called === "transaction") {
        const calls = new Set<string>()
        found.get(own)?.transactions.push({ file, name: own, calls })
        for (const argument of node.arguments) visit(argument, own, [...within, calls])
        return
      }
    }
    ts.forEachChild(node, (child) => visit(child, own, within))
  }
  visit(source, "", [])
  return found
}

function namedArrow(node: ts.Node): string | undefined {
  const arrow = ts.isVariableDeclaration(node) && node.initializer && ts.isArrowFunction(node.initializer)
  return arrow ? node.name.getText() : undefined
}

test("every transaction repeats the checks made before it, or is listed with the reason", () => {
  const among = files.filter((file) => /^lib\/.*\.ts$/.test(file) && file !== "lib/core/db/transaction.ts")
  const functions = among.flatMap((file) => [...callsOf(file)])
  const reaches = (calls: ReadonlySet<string>, seen = new Set<string>()): boolean =>
    [...calls].some((name) => {
      if (proves.test(name)) return true
      if (seen.has(name)) return false
      seen.add(name)
      return functions.some(([other, made]) => other === name && reaches(made.calls, seen))
    })
  const transactions = functions.flatMap(([, made]) => made.transactions)
  expect(transactions.length).toBeGreaterThan(40)
  const listed = ({ file, name }: { file: string; name: string }) =>
    Object.keys(provesNothing).find((key) => key === `${file}:${name}` || key === file || file.startsWith(`${key}/`))
  const forgotten = transactions.filter((made) => !reaches(made.calls) && !listed(made))
  expect(forgotten.map(({ file, name }) => `${file}:${name}`)).toEqual([])
  // A listed reason without a transaction is out of date.
  const used = new Set(transactions.map(listed))
  expect(Object.keys(provesNothing).filter((key) => !used.has(key))).toEqual([])
})

test("sizes are a goal: files over 250 lines are listed, without failing", () => {
  const long = files.filter((file) => text(file).split("\n").length > 251)
  if (long.length > 0) console.warn(`over 250 lines: ${long.join(", ")}`)
  expect(files.length).toBeGreaterThan(100)
})
