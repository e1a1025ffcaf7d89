import { activateAccount } from "../accounts/service"
import { type Account, accountOf, findAccount, lockAccount, ownershipOf } from "../accounts/store"
import { changedMeanwhile, retryStale } from "../accounts/unchanged"
import { returnOfNewcomer } from "../applications/return-address"
import { recordEvent, systemTenant } from "../audit-events/record"
import type { Tx } from "../core/db/client"
import { transaction } from "../core/db/transaction"
import { env } from "../core/env"
import { AppError } from "../core/errors"
import type { Remembered } from "../core/identity/challenges"
import { currentClient } from "../core/rate-limit/client-network"
import { limit } from "../core/rate-limit/limits"
import { elsewhere, type Found } from "../identities/found"
import { IdentityProblem } from "../identities/problem"
import { findIdentity, insertIdentity, type Linked, useIdentity } from "../identities/store"
import { mayLinkByAddress } from "../identities/used"
import { noteBegunByIdentity, type SignIn } from "../sessions/service"
import { lockOrganizationsOf } from "../users/take-over"
import { begin } from "./begin-session"
import { completeSignIn } from "./complete"
import { giveToOwner } from "./new-owner"
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
export function signInWith(found: Found, asked: Asked): Promise<Outcome> {
  const seen = { account: false }
  return retryStale(() => attempt(found, asked, seen))
}

/** What a new account joins, and where an application wants its person back. */
type Asked = Pick<Remembered["identity"], "organizationId" | "returns">

/** @param seen whether an earlier attempt found an account: what ended meanwhile is not registered anew without asking */
async function attempt(found: Found, asked: Asked, seen: { account: boolean }): Promise<Outcome> {
  const known = await findIdentity(found)
  const owner = known && (await accountOf(known.userId))
  // One that was closed for too long is as good as erased.
  if (known && owner && ownershipOf(owner) !== "nobody") {
    seen.account = true
    return signInKnown(known, owner)
  }
  const { email } = found
  if (!email) throw new IdentityProblem("address")
  const account = await findAccount(email)
  const ownership = ownershipOf(account)
  if (!account || ownership === "nobody") {
    if (seen.account) throw new AppError("invalid_credentials")
    return create({ ...found, email }, asked)
  }
  seen.account = true
  if (!found.owned || account.superAdmin) return "wait"
  return ownership === "proved" ? signInOwner(account, found) : claim(account, { ...found, email })
}

const way = { kind: "browser", organizationId: undefined, amr } as const

function signInKnown(known: Linked, account: Account): Promise<SignIn> {
  return completeSignIn(account, {
    ...way,
    identity: { id: known.id },
    again: async (tx) => {
      if (!(await useIdentity(tx, known))) throw changedMeanwhile("identity")
    },
  })
}

/** Signs the proven owner of an address in, and links. */
function signInOwner(account: Account, found: Found): Promise<SignIn> {
  return completeSignIn(account, {
    ...way,
    identity: { link: elsewhere(found) },
    again: async (tx) => {
      if (!mayLinkByAddress(await lockAccount(tx, account.id), found.email)) throw changedMeanwhile("ownership")
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
    // Closed meanwhile: only a new sign-in there reopens it.
    if (account.closedAt !== seen.closedAt) throw new AppError("invalid_credentials")
    await giveToOwner(tx, account, null, found.name)
    return enter(tx, id, found, "session.signed_in")
  })
}

/** Links, and begins a session, behind the account's lock. */
async function enter(tx: Tx, userId: string, found: Found, action: string): Promise<SignIn> {
  const { id } = await insertIdentity(tx, userId, elsewhere(found), true)
  await recordLink(tx, userId, found)
  const account = await lockAccount(tx, userId)
  const session = await begin(tx, userId, "browser", await scopeToOpen(account, undefined, tx), action, amr)
  await noteBegunByIdentity(tx, session, id)
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
async function create(found: Addressed, { organizationId, returns }: Asked): Promise<Outcome> {
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
    const onward = verified ? null : await returnOfNewcomer(tx, joins?.tenantId, returns)
    if (!verified) await sendVerification(tx, person, scope ? null : joins, onward)
    if (verified || !env().VERIFY_BEFORE_SIGN_IN) return enter(tx, userId, found, "user.registered")
    await insertIdentity(tx, userId, elsewhere(found), false)
    await recordLink(tx, userId, found)
    await recordEvent(tx, { userId }, { tenantId: scope?.tenantId ?? systemTenant, action: "user.registered" })
    return "wait"
  })
}
