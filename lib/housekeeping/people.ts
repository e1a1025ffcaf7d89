import { eraseAccounts, lockClosed, type Person } from "../accounts/purge"
import { transaction } from "../core/db/transaction"
import { eraseChallenges } from "../core/identity/challenges"
import { eraseSecrets } from "../core/identity/secrets"
import { deletePictures } from "../files/ends"
import { eraseGrants } from "../grants/purge"
import { eraseIdentities } from "../identities/purge"
import { eraseFromInvites } from "../invites/purge"
import { eraseMailsTo } from "../mail/purge"
import { eraseMembers, eraseWhereabouts } from "../memberships/purge"
import { eraseRecords } from "../oidc/purge"
import { erasePasskeys } from "../passkeys/purge"
import { eraseDevices } from "../remembered-devices/purge"
import { eraseSessions } from "../sessions/purge"
import { eraseAdmins } from "../tenants/purge"
import { eraseAcceptances } from "../terms/purge"

/**
 * Deletes these people from a tenant, except those whose address has a new owner by now. The audit log keeps their IDs,
 * which then refer to no one.
 */
export async function forgetWithin(tenantId: string, people: readonly Person[]): Promise<void> {
  const due = await transaction(async (tx) => {
    const closed = await lockClosed(tx, people)
    const ids = closed.map((person) => person.id)
    await eraseMembers(tx, tenantId, ids)
    await eraseAdmins(tx, tenantId, ids)
    return closed
  })
  await eraseFromInvites(tenantId, due)
}

/** Erases accounts after every tenant has deleted them, one batch per transaction. */
export async function erasePeople(people: readonly Person[]): Promise<void> {
  if (people.length === 0) return
  await transaction(async (tx) => {
    const gone = await eraseAccounts(tx, people)
    const ids = gone.map((person) => person.id)
    await deletePictures(tx, ids)
    await eraseSecrets(tx, ids)
    await eraseChallenges(tx, ids)
    await eraseIdentities(tx, ids)
    await eraseDevices(tx, ids)
    await erasePasskeys(tx, ids)
    await eraseGrants(tx, ids)
    await eraseAcceptances(tx, ids)
    await eraseRecords(tx, ids)
    await eraseSessions(tx, ids)
    await eraseWhereabouts(tx, ids)
    await eraseMailsTo(
      tx,
      gone.map((person) => person.email),
    )
  })
}
