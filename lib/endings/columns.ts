import { clearProfile, markClosed } from "../accounts/ends"
import { replaceRoleOfKeys } from "../api-keys/ends-with-role"
import { revokeChallenges } from "../core/identity/challenges"
import { deletePictures } from "../files/ends"
import { removeIdentities } from "../identities/ends"
import { replaceRoleOfInvites } from "../invites/ends-with-role"
import { endEarlierTokens, endMemberships, markExpired } from "../memberships/ends"
import { closeMemberships, endOfFormerHolder } from "../memberships/ends-with-account"
import { replaceRole } from "../memberships/ends-with-role"
import { removePasskeys, removeThesePasskeys } from "../passkeys/ends"
import { revokeDevices } from "../remembered-devices/ends"
import { removeFactors, resetFactors } from "../second-factor/ends"
import { endSessionsBegunBy, endSessionsIn, endSessionsOfIn } from "../sessions/ends"
import { closeTenantAdmins, endEarlierTokensOfAdmin, endTenantAdmins } from "../tenants/ends"
import { forgetAcceptances } from "../terms/ends"
import {
  applicationSessions,
  type Effect,
  grants,
  invites,
  itsSessions,
  judged,
  keys,
  links,
  listSecrets,
  machines,
  machinesRefused,
  organizationOf,
  personOf,
  replacement,
  scopeOf,
  sessions,
  tenantOf,
  there,
  writtenIn,
} from "./cells"

/**
 * What can be active on a person's behalf, and the ways in which it ends, in the order of execution. "made" is what the
 * person created; "there" is in the organization or tenant of the change.
 */
export const columns = {
  browser_sessions: {
    this: writtenIn("sessions/ends.ts"),
    others: sessions("browser", "others"),
    all: sessions("browser", "all"),
    "without it": judged,
    "asked to comply there": judged,
    "begun by it": async (tx, { userIds, passkeyIds, identityIds }, ended, reason) => {
      ended.sessions += await endSessionsBegunBy(tx, userIds, [...passkeyIds, ...identityIds], reason)
    },
  },
  api_sessions: {
    this: writtenIn("sessions/ends.ts"),
    others: sessions("api", "others"),
    all: sessions("api", "all"),
    "without it": judged,
    "refused meanwhile, without it": judged,
    "refused there until they comply": judged,
    // One statement ends whatever a passkey or an account elsewhere began.
    "begun by it": judged,
    there: async (tx, subject, ended, reason) => {
      ended.sessions += await endSessionsIn(tx, scopeOf(subject), reason)
    },
    "others there": async (tx, subject, ended, reason) => {
      ended.sessions += await endSessionsOfIn(tx, personOf(subject), scopeOf(subject), reason, subject.sessionId)
    },
    "others without a tenant": async (tx, subject, ended, reason) => {
      const nowhere = { tenantId: null, organizationId: null }
      ended.sessions += await endSessionsOfIn(tx, personOf(subject), nowhere, reason, subject.sessionId)
    },
    "theirs there": async (tx, subject, ended, reason) => {
      const [person, scope] = [personOf(subject), scopeOf(subject)]
      ended.sessions += await endSessionsOfIn(tx, person, scope, reason)
      await endEarlierTokens(tx, person, scope)
      await endEarlierTokensOfAdmin(tx, scope.tenantId, person)
    },
  },
  application_sessions: {
    // Their statement ends them with their browser's session.
    "of this, but offline": judged,
    all: applicationSessions(({ userIds }) => ({ userIds })),
    there: applicationSessions((subject) => ({ ...scopeOf(subject), userIds: subject.userIds })),
    "all there": applicationSessions(scopeOf),
    everyone: applicationSessions(() => ({})),
    its: itsSessions,
    "told at refresh": judged,
    "refused there until they comply": judged,
    "in those": judged,
  },
  grants: {
    all: grants(({ userIds }) => ({ userIds })),
    there: grants((subject) => ({ ...scopeOf(subject), userIds: subject.userIds })),
    "all there": grants(scopeOf),
    its: grants((subject) => ({ tenantId: tenantOf(subject), applicationId: String(subject.applicationId) })),
    this: grants(({ userIds, grantId }) => ({ userIds, id: String(grantId) })),
  },
  mailed_links: {
    "reset, change of address": links("reset_password", "change_email"),
    all: links("verify_email", "change_email", "reset_password", "revoke_keys"),
  },
  challenges: {
    all: (tx, { userIds }) => revokeChallenges(tx, userIds),
    "proofs by it": (tx, { userIds }) => revokeChallenges(tx, userIds, ["passkey_proof", "proof"]),
  },
  remembered_devices: { all: (tx, { userIds }) => revokeDevices(tx, userIds) },
  known_devices: { "those of before": judged },
  two_factor: {
    all: (tx, { userIds }) => removeFactors(tx, userIds),
    "all; the next sign-in takes an emailed code": (tx, { userIds }) => resetFactors(tx, userIds),
    "its own change": writtenIn("second-factor/service.ts"),
    unusable: judged,
    "usable again": judged,
  },
  passkeys: {
    all: (tx, { userIds }) => removePasskeys(tx, userIds),
    this: (tx, { userIds, passkeyIds }) => removeThesePasskeys(tx, userIds, passkeyIds),
    unusable: judged,
    "usable again": judged,
  },
  identities: {
    all: (tx, { userIds }) => removeIdentities(tx, userIds),
    this: (tx, { userIds, identityIds }) => removeIdentities(tx, userIds, identityIds),
    unusable: judged,
    "usable again": judged,
    "go on, listed": judged,
  },
  api_keys: {
    "all made": keys(({ userIds }) => ({ creatorIds: userIds })),
    "made there": keys((subject) => ({ creatorIds: subject.userIds, ...there(subject) })),
    "all there": keys(there),
    this: keys(({ keyIds }) => ({ ids: keyIds })),
    "its old secret, after the overlap": writtenIn("api-keys/rotate.ts"),
    "listed, one button revokes": writtenIn("auth/revoke-keys.ts"),
    "refused meanwhile": judged,
    "its replacement": replacement(replaceRoleOfKeys),
    cut: judged,
  },
  machines: {
    "all made": machines(() => ({})),
    "made there": machines(there),
    "refused meanwhile": machinesRefused,
    cut: judged,
  },
  application_secrets: { "go on, listed": listSecrets },
  invites: {
    "all made": invites(({ userIds }, { api_keys }) => ({ creatorIds: [...userIds, ...api_keys] })),
    "made there": invites((subject, { api_keys }) => ({
      creatorIds: [...subject.userIds, ...api_keys],
      ...there(subject),
    })),
    "all there": invites(there),
    "made by those keys": invites((_, { api_keys }) => ({ creatorIds: api_keys })),
    "made by it": invites(({ keyIds }) => ({ creatorIds: keyIds })),
    "made by it: the rotator's": writtenIn("api-keys/rotate.ts"),
    "refused meanwhile": judged,
    "its replacement": replacement(replaceRoleOfInvites),
    cut: judged,
  },
  memberships: {
    "all, with their owner": (tx, subject) => closeMemberships(tx, subject.tenantIds, personOf(subject)),
    "all that the former holder had": (tx, subject) =>
      endOfFormerHolder(tx, subject.tenantIds, personOf(subject), subject.closedAt),
    this: (tx, subject) => endMemberships(tx, organizationOf(subject), subject.userIds),
    "stays, expired": (tx, subject) => markExpired(tx, organizationOf(subject), subject.userIds),
    suspended: writtenIn("memberships/write-changes.ts"),
    "all there, restorable": judged,
    "its replacement": replacement(replaceRole),
    cut: judged,
    back: writtenIn("memberships/ends-with-account.ts"),
  },
  tenant_admin: {
    "all, with their holder": (tx, subject) => closeTenantAdmins(tx, subject.tenantIds, personOf(subject)),
    all: (tx, subject) => endTenantAdmins(tx, subject.tenantIds, personOf(subject)),
    this: (tx, subject) => endTenantAdmins(tx, subject.tenantIds, personOf(subject)),
    "all there, restorable": judged,
    back: writtenIn("tenants/ends.ts"),
  },
  picture: { deleted: (tx, subject) => deletePictures(tx, [personOf(subject)]), "kept for 30 days": judged },
  terms: {
    "to be accepted anew": (tx, { userIds }) => forgetAcceptances(tx, userIds),
    "kept for 30 days": judged,
  },
  profile: {
    "cleared, password too": (tx, subject) => clearProfile(tx, personOf(subject)),
    hidden: (tx, subject) => markClosed(tx, personOf(subject)),
    back: writtenIn("accounts/ends.ts"),
  },
} as const satisfies Record<string, Record<string, Effect>>

export type Column = keyof typeof columns
