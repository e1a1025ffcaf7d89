import { isDeepStrictEqual } from "node:util"
import type { Tx } from "../core/db/client"
import { AppError } from "../core/errors"
import { ownApiId } from "../core/identity/application-scopes"
import type { Actor } from "../core/identity/authorize"
import { accessOfCreator } from "../core/identity/creator-access"
import { capped } from "../core/identity/key-access"
import { builtInTerms, outranks } from "../core/identity/permissions"
import { assertMayGrant, assignableRole } from "../memberships/assign"
import { type StoredApplication, scopeOf } from "./store"

/** What an application authenticates by, besides its secrets. */
const keys = ["token_endpoint_auth_method", "jwks"] as const

/** What decides who gets its tokens, besides its secrets. */
const handing = [...keys, "redirect_uris", "device_code", "third_party"] as const

const differ = (fields: readonly (keyof StoredApplication)[], before: StoredApplication, next: StoredApplication) =>
  fields.some((field) => !isDeepStrictEqual(before[field], next[field]))

/** Whether a change lets an application authenticate by another key, or by a secret instead. */
export const changesKeys = (before: StoredApplication, next: StoredApplication) => differ(keys, before, next)

/** Whether a change hands an application's tokens to someone else. */
export const handsOver = (before: StoredApplication, next: StoredApplication) => differ(handing, before, next)

/**
 * Prevents taking over an application that can do more than the actor: a machine, or one that calls Nanostack's own API
 * for people, of whom each may be an admin.
 * @throws AppError role_above_your_own, permission_not_held
 */
export async function assertMayTakeOver(
  tx: Tx,
  actor: Actor<"applications:write">,
  application: StoredApplication,
): Promise<void> {
  if (application.type === "machine") {
    await assertNotStronger(tx, actor, application)
    assertMayGrant(actor, application.permissions)
  } else if (application.apis.includes(ownApiId) && !application.third_party)
    assignableRole(actor, builtInTerms("admin"))
}

/** Prevents managing a machine of a higher role, as for API keys. @throws AppError role_above_your_own */
export async function assertNotStronger(
  tx: Tx,
  { role_rank }: Actor<"applications:write">,
  application: StoredApplication,
): Promise<void> {
  if (application.type === "machine" && outranks(await rankOf(tx, application), role_rank))
    throw new AppError("role_above_your_own")
}

/** The rank of a machine: its creator's, `admin` at most in an organization. Without access, the one that it could have. */
async function rankOf(tx: Tx, application: StoredApplication) {
  const top = application.organization_id ? "admin" : "tenant_admin"
  const { made_by: creator } = application
  const limit = creator ? await accessOfCreator(creator, scopeOf(application), "tenant_admin", tx) : null
  return limit ? capped({ role: top, role_rank: top }, limit).role_rank : top
}
