import { existsSync, readFileSync } from "node:fs"
import { join } from "node:path"
import { fileURLToPath } from "node:url"
import { describe, expect, test } from "vitest"
import { type Column, columns } from "./columns"
import { endingsAsMarkdown } from "./print"
import { endings } from "./table"

const root = fileURLToPath(new URL("../..", import.meta.url))
const schema = readFileSync(join(root, "prisma/schema.prisma"), "utf8")
const secretKinds = readFileSync(join(root, "lib/core/identity/secrets.ts"), "utf8")

/** Coverage of each column: tables with rows on a person's behalf, and kinds of secrets. */
const covers: Record<Column, { tables: string[]; secrets: string[] }> = {
  browser_sessions: { tables: ["sessions"], secrets: [] },
  api_sessions: { tables: ["sessions"], secrets: ["refresh"] },
  // A token works while its session lives: the records need no statement of their own.
  application_sessions: { tables: ["sessions", "oidc_records"], secrets: [] },
  grants: { tables: ["oidc_grants"], secrets: [] },
  mailed_links: { tables: ["secrets"], secrets: ["verify_email", "change_email", "reset_password", "revoke_keys"] },
  challenges: { tables: ["challenges"], secrets: ["challenge"] },
  remembered_devices: { tables: ["remembered_devices"], secrets: [] },
  known_devices: { tables: ["sessions"], secrets: [] },
  identities: { tables: ["identities", "user_identities"], secrets: [] },
  two_factor: { tables: ["user_secrets"], secrets: [] },
  passkeys: { tables: ["passkeys", "passkey_ids", "user_secrets"], secrets: [] },
  api_keys: { tables: ["api_keys"], secrets: ["api_key"] },
  machines: { tables: ["applications"], secrets: [] },
  application_secrets: { tables: ["application_secrets"], secrets: [] },
  invites: { tables: ["invites"], secrets: ["invite"] },
  memberships: { tables: ["memberships", "user_organizations"], secrets: [] },
  tenant_admin: { tables: ["tenant_admins"], secrets: [] },
  picture: { tables: ["files"], secrets: [] },
  terms: { tables: ["terms_acceptances"], secrets: [] },
  profile: { tables: ["users", "user_secrets"], secrets: [] },
}

/** Tables that name a person without acting on their behalf. */
const outside: Record<string, string> = {
  session_activity: "when a session was used: no one is signed in by it",
  logout_notices: "tells applications what has ended",
  audit_events: "a log: it survives whom it speaks of",
  mails: "sent to an address, and dropped where its link is dead",
  undeliverable_addresses: "about an address, not an account",
  idempotency_keys: "responses of the past: whoever repeats a request is judged anew before one is given again",
}

/** Tables with a column that names a person, by ID or address. */
function tablesOfPeople(): string[] {
  return [...schema.matchAll(/^model \w+ \{([\s\S]*?)^\}/gm)].flatMap(([, body = ""]) => {
    const table = /@@map\("(\w+)"\)/.exec(body)?.[1] ?? ""
    const names = /^\s+(userId|email|recipient|creatorId|acceptedBy|actorId|credential|passwordHash)\s/m.test(body)
    return names ? [table] : []
  })
}

describe("what ends when", () => {
  test("every table that holds something of a person has a column, or a listed reason", () => {
    const covered = Object.values(covers).flatMap(({ tables }) => tables)
    const found = tablesOfPeople()
    expect(found.length).toBeGreaterThan(10)
    expect(found.filter((table) => !covered.includes(table) && !outside[table])).toEqual([])
    expect(Object.keys(outside).filter((table) => !found.includes(table))).toEqual([])
  })

  test("every kind of secret has a column", () => {
    const migrations = readFileSync(join(root, "prisma/migrations/20261125000000_initial/migration.sql"), "utf8")
    const [, check = ""] = /"secrets_kind_check" CHECK \("kind" IN \(([^)]*)\)/.exec(migrations) ?? []
    const kinds = [...check.matchAll(/'(\w+)'/g)].map(([, kind = ""]) => kind)
    expect(kinds.length).toBeGreaterThan(5)
    expect(kinds.filter((kind) => !Object.values(covers).some(({ secrets }) => secrets.includes(kind)))).toEqual([])
    const [, type = ""] = /export type LinkKind =([^\n]*(?:\n\s*\|[^\n]*)*)/.exec(secretKinds) ?? []
    for (const [, kind = ""] of type.matchAll(/"(\w+)"/g)) expect(kinds).toContain(kind)
  })

  test("a takeover, the most complete ending, names every column", () => {
    expect(Object.keys(endings.taken_over).sort()).toEqual(Object.keys(columns).sort())
  })

  test("what another file writes is in a file that exists", () => {
    const source = readFileSync(join(root, "lib/endings/columns.ts"), "utf8")
    const elsewhere = [...source.matchAll(/writtenIn\("([^"]+)"\)/g)].map(([, file = ""]) => file)
    expect(elsewhere.length).toBeGreaterThan(5)
    expect(elsewhere.filter((file) => !existsSync(join(root, "lib", file)))).toEqual([])
  })

  test("SECURITY.md prints the table", () => {
    expect(readFileSync(join(root, "SECURITY.md"), "utf8")).toContain(endingsAsMarkdown())
  })
})
