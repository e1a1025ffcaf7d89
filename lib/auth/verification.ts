import { markVerified } from "../accounts/service"
import { accountOf, lockAccount } from "../accounts/store"
import { retryStale } from "../accounts/unchanged"
import { recordEvent, systemTenant } from "../audit-events/record"
import { db, type Tx } from "../core/db/client"
import { transaction } from "../core/db/transaction"
import { AppError } from "../core/errors"
import { consumeLink, ownerOfLink, peekLink } from "../core/identity/secrets"
import { end } from "../endings/end"
import { remainingIdentities } from "../identities/ends"
import { describeIdentity } from "../identities/providers"
import { closeInvitesTo } from "../invites/ends"
import { addMembership, hasExpired, isSuspended } from "../memberships/add"
import { admitsDomain, findSignUp, lockOrganization } from "../organizations/store"
import { confirmEmailChange } from "../users/confirm-email"
import { recordWhereShown } from "../users/record-where-shown"
import { lockOrganizationsOf, takeOver } from "../users/take-over"
import type { Addressee } from "./send-verification"

/** Content of a verification link's page, so that the owner of the address recognizes the account. */
export type Registration = {
  email: string
  name: string
  registeredAt: Date
  change: boolean
  verified: boolean
  /** Accounts elsewhere that sign in to it. */
  identities: string[]
}

/**
 * Returns the address that a link verifies, and when that account was registered. Doesn't use the link.
 * @throws AppError not_found, token_expired
 */
export async function lookAtVerification(token: string): Promise<Registration> {
  const link = await peekLink(["verify_email", "change_email"], token)
  const account = await accountOf(link.user_id ?? "")
  if (!account || !link.proves_address) throw new AppError("token_expired")
  const { name, createdAt, activatedAt, verifiedAt } = account
  const change = link.kind === "change_email"
  const verified = !change && verifiedAt !== null
  const identities = (await remainingIdentities(db(), account.id)).map(describeIdentity)
  return { email: link.proves_address, name, registeredAt: activatedAt ?? createdAt, change, verified, identities }
}

/**
 * Returns the address of a link, if it was verified since, by this link or a newer one. Null otherwise, and for tokens
 * that were never issued.
 */
export async function verifiedAlready(token: string): Promise<string | null> {
  const link = await ownerOfLink(["verify_email", "change_email"], token)
  const account = link && (await accountOf(link.user_id ?? ""))
  if (!account?.verifiedAt || account.closedAt || account.email !== link?.proves_address) return null
  return account.email
}

type Outcome = { email: string; email_verified: true; organization_id: string | null }

/**
 * Verifies an address by the token of the emailed link, and joins the pending organization.
 * @throws AppError not_found, token_expired, email_taken
 */
export const verifyEmail = (token: string): Promise<Outcome> => retryStale(() => verify(token))

async function verify(token: string): Promise<Outcome> {
  const { kind, user_id, tenant_id, organization_id } = await peekLink(["verify_email", "change_email"], token)
  return transaction(async (tx) => {
    if (kind === "change_email") await lockOrganizationsOf(tx, user_id ?? "")
    if (tenant_id && organization_id) await lockOrganization(tx, tenant_id, organization_id)
    const account = await lockAccount(tx, user_id ?? "")
    const link = await consumeLink(tx, ["verify_email", "change_email"], token)
    if (link.kind === "change_email")
      return { email: await confirmEmailChange(tx, link), email_verified: true, organization_id: null }
    if (link.proves_address !== account.email || account.closedAt) throw new AppError("token_expired")
    await markVerified(tx, account.id)
    const places = await tx.userOrganization.findMany({ where: { userId: account.id } })
    await closeInvitesTo(tx, places, { ...account, verified: true })
    const joined = link.organization_id ? await joinVerified(tx, account, link.organization_id) : null
    const at = { tenantId: joined?.tenantId ?? null, organizationId: joined?.id ?? null }
    await recordWhereShown(tx, { userId: account.id }, account.id, { action: "user.email_verified" }, at)
    return { email: account.email, email_verified: true, organization_id: joined?.id ?? null }
  })
}

/**
 * Verifies an address or rejects it, as its owner decides.
 * @throws AppError not_found, token_expired, email_taken
 */
export async function decideVerification(token: string, decision: "verify" | "refuse") {
  if (decision === "verify") return verifyEmail(token)
  return { email: await refuseVerification(token), email_verified: false, organization_id: null }
}

/**
 * Rejects a registration by its verification link, when the owner of the address did not register: everything done with
 * the account is revoked, and it is closed. The address can be registered again. A changed address is just not
 * confirmed.
 * @returns the address
 * @throws AppError not_found, token_expired
 */
export async function refuseVerification(token: string): Promise<string> {
  const { user_id } = await peekLink(["verify_email", "change_email"], token)
  return transaction(async (tx) => {
    await lockOrganizationsOf(tx, user_id ?? "")
    const account = await lockAccount(tx, user_id ?? "")
    const link = await consumeLink(tx, ["verify_email", "change_email"], token)
    const email = link.proves_address ?? ""
    const target = { type: "user", id: account.id } as const
    const action = link.kind === "change_email" ? "user.email_change_refused" : "user.registration_refused"
    if (link.kind === "verify_email") {
      if (email !== account.email || account.closedAt || account.verifiedAt) throw new AppError("token_expired")
      await takeOver(tx, account)
      await end(tx, "account_closed", { userIds: [account.id] })
    }
    await recordEvent(tx, null, { tenantId: systemTenant, action, target })
    return email
  })
}

/** Joins if the verified address is still allowed. Does nothing for members, suspended and expired ones included. */
export async function joinVerified(tx: Tx, user: Addressee, organizationId: string) {
  const organization = await findSignUp(organizationId, tx)
  if (!organization || !(organization.signUp === "open" || admitsDomain(organization, user.email))) return null
  const { tenantId, id } = organization
  const key = { tenantId, organizationId: id, userId: user.id }
  const old = await tx.membership.findUnique({ where: { tenantId_organizationId_userId: key, deletedAt: null } })
  if (old && old.status !== "invited") return null
  if ((await isSuspended(tx, key)) || (await hasExpired(tx, key))) return null
  await addMembership(tx, { ...key, email: user.email, name: user.name, role: "member", status: "active", joins: true })
  return organization
}
