import { clearProfile, markClosed } from "../accounts/ends"
import { revokeKeys } from "../api-keys/ends"
import type { Tx } from "../core/db/client"
import { type LinkKind, revokeLinks } from "../core/identity/secrets"
import { revokePendingInvites } from "../invites/ends"
import { endMemberships, markExpired } from "../memberships/ends"
import { closeMemberships, endOfFormerHolder } from "../memberships/ends-with-account"
import { removeFactors } from "../second-factor/ends"
import { endSession, endSessions, endSessionsIn } from "../sessions/ends"
import { closeTenantAdmins, endTenantAdmins } from "../tenants/ends"

/** What an ending is about. Which of it a cell reads says its name. */
export type Subject = {
  /** The people whose things end. */
  userIds: readonly string[]
  /** The session that ends ("this") or goes on ("others"). */
  sessionId: string | null
  /** Every tenant that the person has something in, or the one where it happens. */
  tenantIds: readonly string[]
  /** Null: the tenant as a whole. */
  organizationId: string | null
  /** Organizations in which the person keeps a role of their own, so that what they created there is only cut. */
  spared: readonly string[]
  keyId: string | null
  /** When the account was closed; null for an open one. */
  closedAt: string | null
}

/** What ended, for the response and the audit log. */
export type Ended = { invites: string[]; api_keys: string[]; sessions: number }

type Act = (tx: Tx, subject: Subject, ended: Ended, reason: string) => Promise<void>

/** Nothing is written: whoever comes with it is judged by the database at each request. */
const judged: Act = async () => {}

const scopeOf = ({ tenantIds, organizationId }: Subject) => ({ tenantId: String(tenantIds[0]), organizationId })
const organizationOf = ({ tenantIds, organizationId }: Subject) => ({
  tenantId: String(tenantIds[0]),
  organizationId: String(organizationId),
})
const personOf = ({ userIds }: Subject) => String(userIds[0])

const thisSession: Act = async (tx, subject, ended, reason) => {
  ended.sessions += await endSession(tx, personOf(subject), String(subject.sessionId), reason)
}
const sessions =
  (kind: "browser" | "api", which: "all" | "others"): Act =>
  async (tx, { userIds, sessionId }, ended, reason) => {
    ended.sessions += await endSessions(tx, userIds, kind, reason, which === "others" ? sessionId : null)
  }

const links =
  (...kinds: LinkKind[]): Act =>
  (tx, { userIds }) =>
    revokeLinks(tx, kinds, { userIds })

const keys =
  (which: (subject: Subject) => Omit<Parameters<typeof revokeKeys>[1], "tenantIds">): Act =>
  async (tx, subject, ended) => {
    ended.api_keys.push(...(await revokeKeys(tx, { tenantIds: subject.tenantIds, ...which(subject) })))
  }

/** With what people created goes what keys created that ended with them. */
const invites =
  (which: (subject: Subject, ended: Ended) => Omit<Parameters<typeof revokePendingInvites>[1], "tenantIds">): Act =>
  async (tx, subject, ended) => {
    ended.invites.push(...(await revokePendingInvites(tx, { tenantIds: subject.tenantIds, ...which(subject, ended) })))
  }

const there = ({ organizationId, spared }: Subject) => (organizationId === null ? { spared } : { organizationId })

/**
 * What may live on somebody's behalf, and the ways in which it ends. The order is the order in which it is carried out.
 * "made" is what somebody created; "there" is in the organization or tenant where it happens.
 */
export const columns = {
  browser_sessions: {
    this: thisSession,
    others: sessions("browser", "others"),
    all: sessions("browser", "all"),
    "without it": judged,
  },
  api_sessions: {
    this: thisSession,
    others: sessions("api", "others"),
    all: sessions("api", "all"),
    "without it": judged,
    "refused meanwhile, without it": judged,
    there: async (tx, subject, ended, reason) => {
      ended.sessions += await endSessionsIn(tx, scopeOf(subject), reason)
    },
  },
  mailed_links: {
    "reset, change of address": links("reset_password", "change_email"),
    all: links("verify_email", "change_email", "reset_password", "revoke_keys"),
  },
  challenges: { all: links("challenge") },
  known_devices: { "those of before": judged },
  two_factor: {
    all: (tx, { userIds }) => removeFactors(tx, userIds),
    "its own change": judged,
    unusable: judged,
    "usable again": judged,
  },
  api_keys: {
    "all made": keys(({ userIds }) => ({ creatorIds: userIds })),
    "made there": keys((subject) => ({ creatorIds: subject.userIds, ...there(subject) })),
    "all there": keys(there),
    this: keys(({ keyId }) => ({ id: String(keyId) })),
    "its old secret, after the overlap": judged,
    "listed, one button revokes": judged,
    "refused meanwhile": judged,
    cut: judged,
  },
  invites: {
    "all made": invites(({ userIds }, { api_keys }) => ({ creatorIds: [...userIds, ...api_keys] })),
    "made there": invites((subject, { api_keys }) => ({
      creatorIds: [...subject.userIds, ...api_keys],
      ...there(subject),
    })),
    "all there": invites(there),
    "made by those keys": invites((_, { api_keys }) => ({ creatorIds: api_keys })),
    "made by it": invites(({ keyId }) => ({ creatorIds: [String(keyId)] })),
    "made by it: the rotator's": judged,
    "refused meanwhile": judged,
    cut: judged,
  },
  memberships: {
    "all, with their owner": (tx, subject) => closeMemberships(tx, subject.tenantIds, personOf(subject)),
    "all that the former holder had": (tx, subject) =>
      endOfFormerHolder(tx, subject.tenantIds, personOf(subject), subject.closedAt),
    this: (tx, subject) => endMemberships(tx, organizationOf(subject), subject.userIds),
    "stays, expired": (tx, subject) => markExpired(tx, organizationOf(subject), subject.userIds),
    suspended: judged,
    "all there, restorable": judged,
    back: judged,
  },
  tenant_admin: {
    "all, with their holder": (tx, subject) => closeTenantAdmins(tx, subject.tenantIds, personOf(subject)),
    all: (tx, subject) => endTenantAdmins(tx, subject.tenantIds, personOf(subject)),
    this: (tx, subject) => endTenantAdmins(tx, subject.tenantIds, personOf(subject)),
    "all there, restorable": judged,
    back: judged,
  },
  profile: {
    "cleared, password too": (tx, subject) => clearProfile(tx, personOf(subject)),
    hidden: (tx, subject) => markClosed(tx, personOf(subject)),
    back: judged,
  },
} as const satisfies Record<string, Record<string, Act>>

export type Column = keyof typeof columns
