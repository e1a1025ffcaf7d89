import type { Client } from "pg"
import { copies } from "@/lib/memberships/add"
import { copyRows } from "./copy"
import { crowd, type Person } from "./people"
import { progress } from "./progress"

/** An organization of the benchmark and its number of members. */
export type Size = { organization: string; group: string; members: number }

export const tenant = "ten_bench"
export const password = "a-password-of-the-benchmark"
export const small: Size = { organization: "org_small", group: "s", members: 1_000 }
export const medium: Size = { organization: "org_medium", group: "m", members: 100_000 }
export const large: Size = { organization: "org_large", group: "l", members: 1_000_000 }

/** Fills an empty, migrated database with a tenant and its organizations. */
export async function fill(db: Client, sizes: readonly Size[]): Promise<void> {
  await db.query("INSERT INTO tenants (id, name) VALUES ($1, 'Bench')", [tenant])
  const all = sizes.reduce((sum, { members }) => sum + members, 0)
  let before = 0
  for (const { organization, group, members } of sizes) {
    await db.query("INSERT INTO organizations (tenant_id, id, name, sign_up) VALUES ($1, $2, $2, 'open')", [
      tenant,
      organization,
    ])
    await db.query("INSERT INTO organization_tenants (organization_id, tenant_id) VALUES ($1, $2)", [
      organization,
      tenant,
    ])
    await copyPeople(
      db,
      organization,
      () => crowd(group, members),
      (part) => progress(`filling: ${members.toLocaleString("en")} members`, (before + part * members) / all),
    )
    before += members
  }
  await db.query("VACUUM ANALYZE")
}

const columns =
  "tenant_id, organization_id, user_id, role, name, name_sort, email, search, accepted_at, active_since, created_at"

async function copyPeople(
  db: Client,
  organization: string,
  people: () => Iterable<Person>,
  say: (part: number) => void,
) {
  const count = [...people()].length
  const told = (table: number) => (rows: number) => say((table + rows / count) / 3)
  const users = map(people(), ({ id, email, name, joined }) => [id, email, name, joined, joined, joined])
  await copyRows(db, "users (id, email, name, activated_at, email_verified_at, created_at)", users, told(0))
  const places = map(people(), ({ id }) => [id, tenant, organization])
  await copyRows(db, "user_organizations (user_id, tenant_id, organization_id)", places, told(1))
  await copyRows(
    db,
    `memberships (${columns})`,
    map(people(), (person) => membership(organization, person)),
    told(2),
  )
}

function membership(organization: string, { id, name, email, joined }: Person, role = "member") {
  const { nameSort, search } = copies(name, email)
  return [tenant, organization, id, role, name, nameSort, email, search, joined, joined, joined]
}

function* map<A, B>(values: Iterable<A>, change: (value: A) => B): Generator<B> {
  for (const value of values) yield change(value)
}

/** Sign-in accounts, by address: an admin of every organization, one with a thousand sessions, and eight for bursts. */
export const accounts = ["admin", "busy", ...Array.from({ length: 8 }, (_, k) => `signer${k}`)]
export const addressOf = (account: string) => `${account}@bench.example.com`

/**
 * Adds the sign-in accounts; all have the password of an account that registered before.
 * @param pattern address of that account
 */
export async function addAccounts(db: Client, pattern: string, sizes: readonly Size[]): Promise<void> {
  for (const account of accounts) {
    const person = {
      id: `user_${account}`,
      name: `Bench ${account}`,
      email: addressOf(account),
      joined: new Date(Date.now() - 3_600_000),
    }
    const { id, email, name, joined } = person
    await db.query("INSERT INTO users (id, email, name, activated_at, email_verified_at) VALUES ($1, $2, $3, $4, $4)", [
      id,
      email,
      name,
      joined,
    ])
    await db.query(
      `INSERT INTO user_secrets (user_id, password_hash, password_changed_at)
       SELECT $1, password_hash, password_changed_at FROM user_secrets JOIN users ON users.id = user_id WHERE email = $2`,
      [id, pattern],
    )
    for (const { organization } of account === "admin" ? sizes : sizes.slice(0, 1)) {
      const values = membership(organization, person, account === "admin" ? "admin" : "member")
      const places = values.map((_, i) => `$${i + 1}`).join(", ")
      await db.query(`INSERT INTO memberships (${columns}) VALUES (${places})`, values)
      await db.query("INSERT INTO user_organizations (user_id, tenant_id, organization_id) VALUES ($1, $2, $3)", [
        id,
        tenant,
        organization,
      ])
    }
  }
  await db.query(
    `INSERT INTO sessions (user_id, id, kind, tenant_id, organization_id, ip, user_agent, expires_at)
     SELECT 'user_busy', 'ses_busy' || n, 'api', $1, $2, '192.0.2.1', 'bench', now() + interval '30 days'
     FROM generate_series(1, 1000) AS n`,
    [tenant, small.organization],
  )
}
