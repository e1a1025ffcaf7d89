import type { z } from "zod"
import { activateAccount } from "../accounts/service"
import { returnOfNewcomer } from "../applications/return-address"
import { recordEvent, systemTenant } from "../audit-events/record"
import type { Tx } from "../core/db/client"
import { transaction } from "../core/db/transaction"
import { env } from "../core/env"
import { AppError, isAppError } from "../core/errors"
import type { Scope } from "../core/identity/access"
import { refuseUnsafePassword } from "../core/identity/breached-passwords"
import { hashPassword } from "../core/identity/passwords"
import { addMembership, hasExpired, isOffered } from "../memberships/add"
import { foundTenant } from "../memberships/create-tenant"
import { defaultName } from "../organizations/default-name"
import { admitsDomain, findSignUp, lockOrganization } from "../organizations/store"
import { scopeToBegin } from "../sessions/open-scope"
import type { SignIn } from "../sessions/service"
import { recordAcceptance, refuseUnaccepted } from "../terms/service"
import { begin } from "./begin-session"
import type { Registration } from "./schema"
import { sendVerification } from "./send-verification"

/**
 * Registers a person: into an organization whose policy allows it, or with a tenant of their own.
 * @param verifyFirst as VERIFY_BEFORE_SIGN_IN, for this account: no session until its address is verified
 * @returns null with VERIFY_BEFORE_SIGN_IN: then every address gets the same response, and no session
 * @throws AppError sign_up_closed (closed, other domain and unknown alike), validation_failed (password, accepted_terms), email_taken
 */
export async function register(
  input: z.output<typeof Registration>,
  kind: "browser" | "api",
  { verifyFirst } = { verifyFirst: false },
): Promise<SignIn | null> {
  const joins = await whatToJoin(input)
  await refuseUnsafePassword(input.password, input.email)
  refuseUnaccepted(input.accepted_terms)
  const hash = await hashPassword(input.password)
  const later = env().VERIFY_BEFORE_SIGN_IN || verifyFirst
  try {
    return await transaction(async (tx) => {
      if (joins) await assertAdmits(tx, joins, input.email)
      const { email, name } = input
      const userId = await activateAccount(tx, { email, name, hash, verified: false, verifyFirst })
      const scope = await settle(tx, userId, input, joins)
      await recordAcceptance(tx, userId, scope?.tenantId ?? null)
      const returns = await returnOfNewcomer(tx, joins?.tenantId, input)
      await sendVerification(tx, { id: userId, ...input }, scope ? null : joins, returns)
      if (!later) return begin(tx, userId, kind, await scopeToBegin(tx, kind, scope, ["pwd"]), "user.registered")
      await recordEvent(tx, { userId }, { tenantId: scope?.tenantId ?? systemTenant, action: "user.registered" })
      return null
    })
  } catch (error) {
    if (!isAppError(error)) throw error
    // The email of a person who is suspended there, whose registration was refused meanwhile.
    const suspended = error.code === "membership_suspended"
    if (later && (suspended || error.code === "email_taken")) return null
    throw suspended ? new AppError("sign_up_closed") : error
  }
}

export type SignUp = { tenantId: string; id: string; signUp: string; allowedDomains: string[] }

/**
 * Returns the organization that a registration joins; null for a tenant of its own.
 * @throws AppError sign_up_closed
 */
export async function whatToJoin({
  organization_id,
  email,
}: Pick<z.output<typeof Registration>, "organization_id" | "email">): Promise<SignUp | null> {
  if (!organization_id) {
    if (env().SIGN_UP === "closed") throw new AppError("sign_up_closed")
    return null
  }
  const found = await findSignUp(organization_id)
  if (!found || !admits(found, email)) throw new AppError("sign_up_closed")
  return found
}

/** Asserts, behind the organization's lock, that its sign-up policy still admits the address. @throws AppError sign_up_closed */
export async function assertAdmits(tx: Tx, { tenantId, id }: SignUp, email: string): Promise<void> {
  const open = await lockOrganization(tx, tenantId, id)
  const found = open && (await findSignUp(id, tx))
  if (!found || !admits(found, email)) throw new AppError("sign_up_closed")
}

const admits = (organization: SignUp, email: string) =>
  organization.signUp === "open" || admitsDomain(organization, email)

/**
 * Gives a new account, whose address is not verified, its first scope: the organization that it joins, or a tenant of
 * its own. @returns null where it joins once it is verified
 */
export async function settle(
  tx: Tx,
  userId: string,
  input: Pick<z.output<typeof Registration>, "email" | "name" | "organization_name">,
  joins: SignUp | null,
): Promise<Scope | null> {
  // A domain's sign-up policy admits only verified addresses.
  if (joins?.signUp === "domain") return null
  const person = { userId, email: input.email, name: input.name }
  if (!joins) return foundTenant(tx, person, input.organization_name ?? defaultName(input.name))
  const scope = { tenantId: joins.tenantId, organizationId: joins.id }
  // What is offered to an address is its owner's, who has to prove it first.
  if (await isOffered(tx, { ...scope, userId })) return null
  if (await hasExpired(tx, { ...scope, userId })) throw new AppError("sign_up_closed")
  await addMembership(tx, { ...scope, ...person, role: "member", status: "active", joins: true })
  return scope
}
