import { revokeKeys } from "../api-keys/ends"
import { knownSecrets, suspendMachines } from "../applications/ends"
import type { Tx } from "../core/db/client"
import type { RoleTerms } from "../core/identity/permissions"
import { type LinkKind, revokeLinks } from "../core/identity/secrets"
import { revokeGrants } from "../grants/ends"
import { revokePendingInvites } from "../invites/ends"
import { noteApplicationsEnded } from "../revocations/ends"
import { endApplicationSessions, endSessions } from "../sessions/ends"

/** Subject of an ending. A cell's name tells which part of it the cell reads. */
export type Subject = {
  /** The people affected. */
  userIds: readonly string[]
  /** The session to end ("this") or to keep ("others"). */
  sessionId: string | null
  /** Every tenant that the person has something in, or the one of the change. */
  tenantIds: readonly string[]
  /** Null: the whole tenant. */
  organizationId: string | null
  /** Organizations in which the person keeps a role of their own, so that what they created there is only capped. */
  spared: readonly string[]
  keyIds: readonly string[]
  /** The role of the tenant's own that changed, and what replaces it. */
  role: { key: string; replacement: RoleTerms } | null
  applicationId: string | null
  grantId: string | null
  passkeyIds: readonly string[]
  identityIds: readonly string[]
  /** When the account was closed; null for an open one. */
  closedAt: string | null
}

/** IDs of what was revoked with its creator's access, and of what they may still know. */
export type Revoked = { invites: string[]; api_keys: string[]; machines: string[]; known_secrets: string[] }

/** What ended, for the response and the audit log: IDs, and the number of sessions. */
export type Ended = Revoked & { sessions: number }

/** Effect of a cell. */
export type Effect = (tx: Tx, subject: Subject, ended: Ended, reason: string) => Promise<void>

/** Writes nothing: the database decides at each request. */
export const judged: Effect = async () => {}

/** Writes nothing here: the change itself does, in that file of `lib`, in the same transaction. */
export const writtenIn = (_file: string): Effect => judged

/** The tenant of the change. @throws Error unless there is exactly one: a row never ends more, or nothing */
export function tenantOf({ tenantIds }: Subject): string {
  const [id, ...more] = tenantIds
  if (id === undefined || more.length > 0) throw new Error(`This ending needs one tenant, not ${tenantIds.length}.`)
  return id
}

/** Scope of the change. */
export const scopeOf = (subject: Subject) => ({ tenantId: tenantOf(subject), organizationId: subject.organizationId })

/** Organization of the change. */
export const organizationOf = (subject: Subject) => ({
  tenantId: tenantOf(subject),
  organizationId: String(subject.organizationId),
})

/** The person affected. @throws Error unless there is exactly one */
export function personOf({ userIds }: Subject): string {
  const [id, ...more] = userIds
  if (id === undefined || more.length > 0) throw new Error(`This ending needs one person, not ${userIds.length}.`)
  return id
}

/** Gives what has the subject's role its replacement. */
export const replacement =
  (replace: (tx: Tx, tenantId: string, key: string, by: RoleTerms) => Promise<void>): Effect =>
  async (tx, subject) => {
    const { role } = subject
    if (role) await replace(tx, tenantOf(subject), role.key, role.replacement)
  }

/** Ends sessions of one kind, all or all but the current one. */
export const sessions =
  (kind: "browser" | "api", which: "all" | "others"): Effect =>
  async (tx, { userIds, sessionId }, ended, reason) => {
    ended.sessions += await endSessions(tx, userIds, kind, reason, which === "others" ? sessionId : null)
  }

/** Ends sign-ins to applications, selected by the subject. */
export const applicationSessions =
  (which: (subject: Subject) => Parameters<typeof endApplicationSessions>[1]): Effect =>
  async (tx, subject, ended, reason) => {
    ended.sessions += await endApplicationSessions(tx, which(subject), reason)
  }

/** Ends the sign-ins to the subject's application, or those of one grant. */
export const itsSessions: Effect = async (tx, subject, ended, reason) => {
  const { tenantIds, applicationId, grantId } = subject
  const which = { ...(applicationId && { applicationId }), ...(grantId && { grantId }) }
  ended.sessions += await endApplicationSessions(tx, { tenantId: tenantOf(subject), ...which }, reason)
  if (applicationId && !grantId) await noteApplicationsEnded(tx, { tenantIds, ids: [applicationId] })
}

/** Machines are judged at each request; backends that check their tokens are informed. */
export const machinesRefused: Effect = (tx, { tenantIds, organizationId }) =>
  noteApplicationsEnded(tx, { tenantIds, organizationId, machines: true })

/** Revokes the grants of applications, selected by the subject. */
export const grants =
  (which: (subject: Subject) => Parameters<typeof revokeGrants>[1]): Effect =>
  async (tx, subject) => {
    await revokeGrants(tx, which(subject))
  }

/** Revokes emailed links of these kinds. */
export const links =
  (...kinds: LinkKind[]): Effect =>
  (tx, { userIds }) =>
    revokeLinks(tx, kinds, { userIds })

/** Revokes API keys, selected by the subject. */
export const keys =
  (which: (subject: Subject) => Omit<Parameters<typeof revokeKeys>[1], "tenantIds">): Effect =>
  async (tx, subject, ended) => {
    ended.api_keys.push(...(await revokeKeys(tx, { tenantIds: subject.tenantIds, ...which(subject) })))
  }

/** Revokes invites of people, and of the API keys that ended with them. */
export const invites =
  (which: (subject: Subject, ended: Ended) => Omit<Parameters<typeof revokePendingInvites>[1], "tenantIds">): Effect =>
  async (tx, subject, ended) => {
    ended.invites.push(...(await revokePendingInvites(tx, { tenantIds: subject.tenantIds, ...which(subject, ended) })))
  }

/** Suspends machines, selected by the subject. */
export const machines =
  (which: (subject: Subject) => Omit<Parameters<typeof suspendMachines>[1], "tenantIds" | "creatorIds">): Effect =>
  async (tx, subject, ended) => {
    const made = { tenantIds: subject.tenantIds, creatorIds: subject.userIds }
    ended.machines.push(...(await suspendMachines(tx, { ...made, ...which(subject) })))
  }

/** Lists the secrets of applications that a person may know. */
export const listSecrets: Effect = async (tx, subject, ended) => {
  const made = { tenantIds: subject.tenantIds, creatorIds: subject.userIds }
  ended.known_secrets.push(...(await knownSecrets(tx, { ...made, ...there(subject) })))
}

/** Limits to the organization, or to the tenant without the spared ones. */
export const there = ({ organizationId, spared }: Subject) =>
  organizationId === null ? { spared } : { organizationId }
