import type { Tx } from "../core/db/client"
import { tenantsOf } from "../memberships/tenants-of"
import type { Ended, Subject } from "./cells"
import { type Column, columns } from "./columns"
import { endings, type Happening } from "./table"

const nothing = {
  sessionId: null,
  organizationId: null,
  spared: [],
  keyIds: [],
  role: null,
  applicationId: null,
  grantId: null,
  passkeyIds: [],
  identityIds: [],
  closedAt: null,
}

type Row = { [C in Column]?: string }
type Effects = Record<string, (tx: Tx, subject: Subject, ended: Ended, reason: string) => Promise<void>>

/**
 * Executes a row of the table "what ends when", in the transaction of the change. The caller holds the lock of the
 * subject (the account, the organization, the tenant with its organizations), and also logs and notifies.
 * @param subject for changes of an account only `userIds`: its tenants are looked up
 * @returns what ended
 */
export async function end(tx: Tx, happening: Happening, subject: Partial<Subject>): Promise<Ended> {
  const { userIds = [] } = subject
  const row: Row = endings[happening]
  const everywhere = row.api_keys || row.machines || row.invites || row.memberships || row.tenant_admin
  const tenantIds = subject.tenantIds ?? (everywhere && userIds[0] ? await tenantsOf(tx, userIds[0]) : [])
  const whole = { ...nothing, ...subject, userIds, tenantIds }
  const ended: Ended = { invites: [], api_keys: [], machines: [], known_secrets: [], sessions: 0 }
  for (const [column, effects] of Object.entries<Effects>(columns)) {
    const cell = row[column as Column]
    if (cell !== undefined) await effects[cell]?.(tx, whole, ended, happening)
  }
  return ended
}
