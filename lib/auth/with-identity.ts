import { reopenAccount } from "../accounts/ends"
import { activateAccount, claimAccount } from "../accounts/service"
import { type Account, accountOf, findAccount, lockAccount, ownershipOf } from "../accounts/store"
import { changedMeanwhile, retryStale } from "../accounts/unchanged"
import { recordEvent, systemTenant } from "../audit-events/record"
import type { Tx } from "../core/db/client"
import { transaction } from "../core/db/transaction"
import { env } from "../core/env"
import { currentClient } from "../core/rate-limit/client-network"
import { limit } from "../core/rate-limit/limits"
import type { Found } from "../identities/found"
import { tellOwner } from "../identities/link"
import { IdentityProblem } from "../identities/problem"
import { findIdentity, insertIdentity, type Linked, useIdentity } from "../identities/store"
import { noteIdentity, type SignIn } from "../sessions/service"
import { lockOrganizationsOf, rejoin, takeOver } from "../users/take-over"
import { begin } from "./begin-session"
import { completeSignIn } from "./complete"
import { assertAdmits, settle, whatToJoin } from "./register"
import { scopeToOpen } from "./scopes"
import { sendVerification } from "./send-verification"
import { joinVerified } from "./verification"

/** Signed in by an account elsewhere: no method of RFC 8176, but the usual name. */
const amr = ["fed"]

/**
 * What came of an account elsewhere: a session; `wait` where its person has to sign in here once by another way, to
 * link it; with VERIFY_BEFORE_SIGN_IN also for a new account, so that the two look alike.
 */
export type Outcome = SignIn | "wait"

/**
 * Signs in with an account elsewhere. One that is linked opens its account. Otherwise only an issuer that decides about
 * the address, and has verified it, connects it to the account of that address, and takes over one whose address was
 * never proved; for all others an address is a claim.
 * @throws IdentityProblem, and AppError as `completeSignIn`
 */
export const signInWith = (found: Found, organizationId: string | null): Promise<Outcome> =>
  retryStale(() => attempt(found, organizationId))

async function attempt(found: Found, organizationId: string | null): Promise<Outcome> {
  const known = await findIdentity(found)
  if (known) return signInKnown(known)
  const { email } = found
  if (!email) throw new IdentityProblem("address")
  const account = await findAccount(email)
  const ownership = ownershipOf(account)
  if (!account || ownership === "nobody") return create({ ...found, email }, organizationId)
  if (!found.owned || account.superAdmin) return "wait"
  return ownership === "proved" ? signInOwner(account, found) : claim(account, { ...found, email })
}

async function signInKnown(known: Linked): Promise<SignIn> {
  const account = await accountOf(known.userId)
  if (!account || ownershipOf(account) === "nobody") throw new IdentityProblem("refused")
  return completeSignIn(account, {
    ...{ kind: "browser", organizationId: undefined, amr, identityId: () => known.id },
    again: async (tx) => {
      if (!(await useIdentity(tx, known))) throw changedMeanwhile("identity")
    },
  })
}

/** Signs the proven owner of an address in, and links. */
async function signInOwner(account: Account, found: Found): Promise<SignIn> {
  let identityId = ""
  return completeSignIn(account, {
    ...{ kind: "browser", organizationId: undefined, amr, identityId: () => identityId },
    again: async (tx) => {
      const now = await lockAccount(tx, account.id)
      if (now.superAdmin || ownershipOf(now) !== "proved") throw changedMeanwhile("ownership")
      const { id, added } = await insertIdentity(tx, now.id, found, true)
      if (added) await tellOwner(tx, { userId: now.id }, now, "identity_linked", found)
      identityId = id
    },
  })
}

type Addressed = Found & { email: string }

/** Gives an account whose address was never proved to its owner: everything of its registrant ends, the password too. */
async function claim(seen: Account, found: Addressed): Promise<SignIn> {
  return transaction(async (tx) => {
    await lockOrganizationsOf(tx, seen.id)
    const account = await lockAccount(tx, seen.id)
    const { id, email } = account
    if (email !== found.email || account.superAdmin || ownershipOf(account) !== "unproved")
      throw changedMeanwhile("ownership")
    const open = await takeOver(tx, account)
    if (account.closedAt) await reopenAccount(tx, id)
    const name = await claimAccount(tx, { id, email, name: found.name })
    await rejoin(tx, open, account, name)
    return enter(tx, id, found, "session.signed_in")
  })
}

/** Links, and begins a session, behind the account's lock. */
async function enter(tx: Tx, userId: string, found: Found, action: string): Promise<SignIn> {
  const { id } = await insertIdentity(tx, userId, found, true)
  await recordLink(tx, userId, found)
  const account = await lockAccount(tx, userId)
  const session = await begin(tx, userId, "browser", await scopeToOpen(account, undefined, tx), action, amr)
  await noteIdentity(tx, session, id)
  return session
}

const recordLink = (tx: Tx, userId: string, { provider }: Found) =>
  recordEvent(
    tx,
    { userId },
    {
      tenantId: systemTenant,
      action: "user.identity_linked",
      target: { type: "user", id: userId },
      after: { provider },
    },
  )

/**
 * Registers the person of an account elsewhere, without a password, by the same policies as a registration.
 * @throws AppError sign_up_closed, rate_limited
 */
async function create(found: Addressed, organizationId: string | null): Promise<Outcome> {
  const { email, owned: verified } = found
  const name = found.name || email.slice(0, email.indexOf("@"))
  const joins = await whatToJoin({ organization_id: organizationId ?? undefined, email })
  await limit("register", currentClient())
  return transaction(async (tx) => {
    if (joins) await assertAdmits(tx, joins, email)
    const userId = await activateAccount(tx, { email, name, hash: null, verified })
    const person = { id: userId, email, name }
    const scope = verified && joins ? null : await settle(tx, userId, { email, name }, joins)
    if (verified && joins) await joinVerified(tx, person, joins.id)
    if (!verified) await sendVerification(tx, person, scope ? null : joins)
    if (verified || !env().VERIFY_BEFORE_SIGN_IN) return enter(tx, userId, found, "user.registered")
    await insertIdentity(tx, userId, found, false)
    await recordLink(tx, userId, found)
    await recordEvent(tx, { userId }, { tenantId: scope?.tenantId ?? systemTenant, action: "user.registered" })
    return "wait"
  })
}
