import { sha256 } from "../../lib/core/crypto"
import { endings, type Happening } from "../../lib/endings/table"
import type { Made } from "./act"
import { db, ownRole, Prisma, type World } from "./world"

type Cells = Partial<Record<string, string>>

/** Something that should have ended, and the rest of a SELECT that counts it. */
type Question = readonly [what: string, from: Prisma.Sql]

/** Counts all in one statement: round trips dominate the matrix's duration. @returns those that exist */
async function existing(questions: readonly Question[]): Promise<string[]> {
  if (questions.length === 0) return []
  const counts = questions.map(([, from]) => Prisma.sql`(SELECT count(*)::int FROM ${from})`)
  const [row] = await db().$queryRaw<{ counts: number[] }[]>`SELECT ARRAY[${Prisma.join(counts)}] AS counts`
  return questions.flatMap(([what], i) => (row?.counts[i] ? [`${row.counts[i]} ${what}`] : []))
}

/**
 * Finds by SQL what is active although a row of the table ends it.
 * @param spared what an act created afterwards by a proof that the ending did not touch
 */
export async function leftovers(world: World, row: Happening | null, spared: Made): Promise<string[]> {
  const cells: Cells = row ? endings[row] : {}
  const questions: Question[] = []
  const note = (what: string, from: Prisma.Sql) => questions.push([what, from])
  for (const kind of ["browser", "api"] as const) {
    const which = sessionsOf(world, cells, cells[`${kind}_sessions`])
    if (which)
      note(
        `${kind} sessions`,
        Prisma.sql`sessions WHERE kind = ${kind} AND ended_at IS NULL AND id <> ALL(${spared.sessions ?? []}::text[]) AND ${which}`,
      )
  }
  const signIns = signInsOf(world, cells)
  if (signIns)
    note(
      "sign-ins to applications",
      Prisma.sql`sessions WHERE kind = 'application' AND ended_at IS NULL AND id <> ALL(${spared.sessions ?? []}::text[]) AND ${signIns}`,
    )
  const links = linksOf(cells.mailed_links)
  const live = Prisma.sql`used_at IS NULL AND revoked_at IS NULL AND expires_at > now()`
  if (links.length > 0 && !spared.links)
    note("links", Prisma.sql`secrets WHERE user_id = ${world.person} AND kind = ANY(${links}) AND ${live}`)
  if (cells.challenges === "all" && !spared.challenges)
    note("challenges", Prisma.sql`challenges WHERE user_id = ${world.person} AND ${live}`)
  if (cells.remembered_devices === "all")
    note(
      "remembered devices",
      Prisma.sql`remembered_devices WHERE user_id = ${world.person} AND revoked_at IS NULL AND expires_at > now()`,
    )
  if (cells.two_factor === "all")
    note("factors", Prisma.sql`user_secrets WHERE user_id = ${world.person} AND totp_secret IS NOT NULL`)
  if (cells.identities === "all" && !spared.identities)
    note("accounts elsewhere", Prisma.sql`user_identities WHERE user_id = ${world.person}`)
  if (cells.identities === "this")
    note(
      "the account elsewhere",
      Prisma.sql`user_identities WHERE user_id = ${world.person} AND id = ${world.identityId}`,
    )
  if (cells.challenges === "proofs by it" && !spared.challenges)
    note(
      "proofs",
      Prisma.sql`challenges WHERE user_id = ${world.person} AND kind IN ('proof', 'passkey_proof') AND ${live}`,
    )
  if (cells.passkeys === "all") note("passkeys", Prisma.sql`passkeys WHERE user_id = ${world.person}`)
  if (cells.passkeys === "this")
    note("passkeys", Prisma.sql`passkeys WHERE user_id = ${world.person} AND id = ${world.passkeyId}`)
  const keys = keysOf(world, cells.api_keys)
  if (keys)
    note(
      "API keys",
      Prisma.sql`api_keys WHERE tenant_id = ${world.tenantId} AND revoked_at IS NULL AND id <> ALL(${spared.keys ?? []}::text[]) AND ${keys}`,
    )
  const invites = invitesOf(world, cells.invites)
  if (invites)
    note(
      "invites",
      Prisma.sql`invites WHERE tenant_id = ${world.tenantId} AND status = 'pending' AND id <> ALL(${spared.invites ?? []}::text[])
        AND email <> ALL(${spared.emails ?? []}::text[]) AND ${invites}`,
    )
  if (row === "api_key_rotated" || row === "api_key_revoked")
    note(
      "secrets of keys",
      Prisma.sql`secrets WHERE hash = ${sha256(world.tokens.key)} AND revoked_at IS NULL AND (expires_at IS NULL OR expires_at > now())`,
    )
  if (!spared.owner) questions.push(...membershipsOf(world, cells.memberships))
  if (cells.tenant_admin === "all" || cells.tenant_admin === "this" || cells.tenant_admin === "all, with their holder")
    note(
      "roles of tenant admin",
      Prisma.sql`tenant_admins WHERE tenant_id = ${world.tenantId} AND user_id = ${world.person} AND deleted_at IS NULL`,
    )
  if (cells.profile === "cleared, password too")
    note("names of the former holder", Prisma.sql`users WHERE id = ${world.person} AND name = 'Somebody'`)
  if (cells.picture === "deleted") note("pictures", Prisma.sql`files WHERE user_id = ${world.person}`)
  if (cells.profile === "hidden" && !spared.owner)
    note("open accounts", Prisma.sql`users WHERE id = ${world.person} AND deleted_at IS NULL`)
  const [found, wrong] = await Promise.all([existing(questions), contradictions(world)])
  return [...found, ...wrong]
}

function sessionsOf(world: World, cells: Cells, cell: string | undefined): Prisma.Sql | null {
  const { person, tenantId, ids, sessions } = world
  if (cell === "all") return Prisma.sql`user_id = ${person}`
  if (cell === "others") return Prisma.sql`user_id = ${person} AND id <> ${sessions.two}`
  if (cell === "this") return Prisma.sql`user_id = ${person} AND id = ${sessions.one}`
  if (cell === "begun by it") return begunBy(world, cells)
  if (cell === "theirs there")
    return Prisma.sql`user_id = ${person} AND tenant_id = ${tenantId} AND organization_id = ${ids.organization}`
  if (cell !== "there") return null
  // A session that got the organization before it was reactivated gives no access.
  return Prisma.sql`tenant_id = ${tenantId} AND organization_id = ${ids.organization} AND EXISTS (
    SELECT FROM organizations o JOIN tenants t ON t.id = o.tenant_id
    WHERE o.tenant_id = ${tenantId} AND o.id = ${ids.organization} AND o.status = 'active' AND t.status = 'active'
      AND opened_at >= GREATEST(o.active_since, t.active_since))`
}

function signInsOf(world: World, cells: Cells): Prisma.Sql | null {
  const { person, tenantId, ids, sessions, grantId } = world
  const cell = cells.application_sessions
  if (cell === "all") return Prisma.sql`user_id = ${person}`
  if (cell === "of this, but offline")
    return Prisma.sql`user_id = ${person} AND parent_id = ${sessions.one} AND NOT offline`
  if (cell === "in those") return begunBy(world, cells)
  if (cell === "its") return Prisma.sql`tenant_id = ${tenantId} AND grant_id = ${grantId}`
  const there = Prisma.sql`tenant_id = ${tenantId} AND organization_id = ${ids.organization}`
  if (cell === "all there") return there
  return cell === "there" ? Prisma.sql`user_id = ${person} AND ${there}` : null
}

function begunBy({ person, passkeyId, identityId }: World, { identities }: Cells): Prisma.Sql {
  const its = identities === "this" ? Prisma.sql`identity_id = ${identityId}` : Prisma.sql`passkey_id = ${passkeyId}`
  return Prisma.sql`user_id = ${person} AND ${its}`
}

function linksOf(cell: string | undefined): string[] {
  if (cell === "all") return ["verify_email", "change_email", "reset_password"]
  return cell ? ["change_email", "reset_password"] : []
}

function keysOf({ person, ids, keyId }: World, cell: string | undefined): Prisma.Sql | null {
  if (cell === "all made") return Prisma.sql`maker_id = ${person}`
  if (cell === "made there")
    return Prisma.sql`maker_id = ${person} AND (organization_id = ${ids.organization} OR organization_id IS NULL)`
  if (cell === "all there") return Prisma.sql`organization_id = ${ids.organization}`
  return cell === "this" ? Prisma.sql`id = ${keyId}` : null
}

function invitesOf({ person, ids, keyId }: World, cell: string | undefined): Prisma.Sql | null {
  if (cell === "all made") return Prisma.sql`maker_id IN (${person}, ${keyId})`
  if (cell === "made there")
    return Prisma.sql`maker_id IN (${person}, ${keyId}) AND organization_id = ${ids.organization}`
  if (cell === "all there") return Prisma.sql`organization_id = ${ids.organization}`
  return cell === "made by it" ? Prisma.sql`maker_id = ${keyId}` : null
}

function membershipsOf({ tenantId, ids, person }: World, cell: string | undefined): Question[] {
  const own = Prisma.sql`memberships WHERE tenant_id = ${tenantId} AND user_id = ${person} AND deleted_at IS NULL`
  const here = Prisma.sql`${own} AND organization_id = ${ids.organization}`
  if (cell === "this") return [["memberships", here]]
  if (cell === "cut" || cell === "its replacement")
    return [
      [
        "permissions of the role",
        Prisma.sql`${here} AND role = ${ownRole} AND EXISTS (SELECT FROM roles r WHERE r.tenant_id = ${tenantId} AND r.key = ${ownRole} AND 'users:write' = ANY(r.permissions))`,
      ],
    ]
  if (cell === "suspended")
    return [["memberships that are not suspended", Prisma.sql`${here} AND status <> 'suspended'`]]
  if (cell === "stays, expired") return [["memberships that go on", Prisma.sql`${here} AND expired_at IS NULL`]]
  if (cell === "all, with their owner") return [["memberships", Prisma.sql`${own} AND status <> 'invited'`]]
  if (cell !== "all that the former holder had") return []
  const former = Prisma.sql`${own} AND (role = ${ownRole} OR organization_id = ${ids.other})`
  return [["memberships of the former holder", former]]
}

/** Finds states that must never occur, whatever ended. */
async function contradictions({ tenantId, person }: World): Promise<string[]> {
  const [row] = await db().$queryRaw<Record<string, boolean>[]>`
    SELECT
      EXISTS (SELECT FROM memberships m WHERE m.tenant_id = ${tenantId} AND m.status = 'active' AND m.deleted_at IS NULL
        AND m.user_id IN (SELECT id FROM users WHERE deleted_at IS NOT NULL)) AS "an active membership of a closed account",
      EXISTS (SELECT FROM sessions s WHERE s.user_id = ${person} AND s.ended_at IS NULL
        AND EXISTS (SELECT FROM users WHERE id = ${person} AND deleted_at IS NOT NULL)) AS "a session of a closed account",
      EXISTS (SELECT FROM secrets s WHERE s.user_id = ${person} AND s.kind IN ('verify_email', 'reset_password')
        AND s.used_at IS NULL AND s.revoked_at IS NULL AND s.expires_at > now()
        AND s.proves_address <> (SELECT email FROM users WHERE id = ${person})) AS "a link to another address",
      EXISTS (SELECT FROM sessions s WHERE s.user_id = ${person} AND s.kind = 'application' AND s.ended_at IS NOT NULL
        AND NOT EXISTS (SELECT FROM logout_notices n WHERE n.user_id = s.user_id AND n.session_id = s.id)) AS "an application that is not told",
      EXISTS (SELECT FROM sessions s WHERE s.user_id = ${person} AND s.kind = 'application' AND s.ended_at IS NOT NULL
        AND NOT EXISTS (SELECT FROM revocations r WHERE r.tenant_id = s.tenant_id AND r.sid = s.id)) AS "a backend that is not told",
      EXISTS (SELECT FROM sessions s JOIN users u ON u.id = s.user_id WHERE s.user_id = ${person} AND s.ended_at IS NULL
        AND u.activated_at IS NULL) AS "a session of nobody's account",
      EXISTS (SELECT FROM memberships m JOIN users u ON u.id = m.user_id WHERE m.tenant_id = ${tenantId} AND m.status = 'invited'
        AND m.deleted_at IS NULL AND u.email <> m.email) AS "an offer at an account that has another address",
      EXISTS (SELECT FROM invites i JOIN memberships m ON m.tenant_id = i.tenant_id AND m.organization_id = i.organization_id
        WHERE i.tenant_id = ${tenantId} AND i.status = 'pending' AND i.expires_at > now() AND m.email = i.email
        AND m.status = 'active' AND m.deleted_at IS NULL) AS "a pending invite to a member"`
  return Object.entries(row ?? {}).flatMap(([what, is]) => (is ? [what] : []))
}
