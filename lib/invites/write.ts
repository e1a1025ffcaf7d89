import { withReturnOf } from "../applications/return-address"
import { requestedLocale } from "../core/context"
import type { Tx } from "../core/db/client"
import { foldedName } from "../core/db/folded-names"
import { newId } from "../core/db/ids"
import { transactionTimestamp } from "../core/db/transaction"
import { type Role, storedRank } from "../core/identity/permissions"
import { readTerms } from "../core/identity/role-terms"
import { issueLinks } from "../core/identity/secrets"
import { isNewTenant } from "../core/new-tenant"
import { enqueueMails, linkTo } from "../mail/outbox"
import { unlinked } from "../mail/unlinked"
import { revokeInviteLinks } from "./ends"
import { type InviteRow, invitesAs } from "./read"

type Organization = { id: string; name: string }

/** Terms of an invite, and its creator. */
export type Terms = {
  email: string
  name: string | null
  role: string
  role_rank: Role
  permissions: readonly string[]
  message: string | null
  days: number
  creator: { type: string; id: string; name: string }
  /** ID of the email that is sent with it; null where none is. */
  mailId: string | null
  /** Where the person goes on afterwards. */
  application_id: string | null
  return_to: string | null
}

/** Writes new invites of an organization in one statement. */
export async function insertInvites(
  tx: Tx,
  { tenantId, organizationId }: { tenantId: string; organizationId: string },
  terms: readonly Terms[],
): Promise<InviteRow[]> {
  if (terms.length === 0) return []
  const now = await transactionTimestamp(tx)
  const rows = terms.map((one) => ({ ...columnsOf(one, now), new_id: newId("inv"), new_locale: requestedLocale() }))
  return tx.$queryRaw<InviteRow[]>`
    INSERT INTO invites AS i (tenant_id, id, organization_id, email, name, search, role, role_rank, permissions, message,
      expires_in_days, expires_at, maker_type, maker_id, maker_name, locale, sent_at, send_count, mail_id,
      application_id, return_to)
    SELECT ${tenantId}, new_id, ${organizationId}, to_email, new_name, new_search, new_role, new_rank, new_permissions, new_message,
      new_days, new_end, new_maker_type, new_maker_id, new_maker_name, new_locale, new_sent_at, new_sent, new_mail_id,
      new_application, new_return
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS n (new_id text, to_email text, new_name text, new_search text, new_role text,
      new_rank text, new_permissions text[], new_message text, new_days int, new_end timestamptz, new_maker_type text, new_maker_id text,
      new_maker_name text, new_locale text, new_sent_at timestamptz, new_sent int, new_mail_id text,
      new_application text, new_return text)
    RETURNING ${invitesAs("i")}, i.status`
}

/** Terms of an invite that begins anew. */
export type Renewal = Terms & {
  id: string
  /** The language of its emails, where that changes. */
  locale: string | null
  /** Whether this counts as a change. */
  version: 0 | 1
}

/** Renews invites: a new expiry, and the old links are revoked. */
export async function renewInvites(tx: Tx, tenantId: string, renewals: readonly Renewal[]): Promise<InviteRow[]> {
  if (renewals.length === 0) return []
  const now = await transactionTimestamp(tx)
  const rows = renewals.map((one) => ({
    ...columnsOf(one, now),
    old_id: one.id,
    new_locale: one.locale,
    bump: one.version,
  }))
  const renewed = await tx.$queryRaw<InviteRow[]>`
    UPDATE invites AS i SET name = new_name, search = new_search, role = new_role, role_rank = new_rank, permissions = new_permissions, message = new_message,
      expires_in_days = new_days, expires_at = new_end, maker_type = new_maker_type, maker_id = new_maker_id,
      maker_name = new_maker_name, locale = COALESCE(new_locale, i.locale), sent_at = COALESCE(new_sent_at, i.sent_at),
      send_count = i.send_count + new_sent, mail_id = COALESCE(new_mail_id, i.mail_id), application_id = new_application,
      return_to = new_return, version = i.version + bump,
      updated_at = now()
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS n (old_id text, new_name text, new_search text, new_role text,
      new_rank text, new_permissions text[], new_message text, new_days int, new_end timestamptz, new_maker_type text, new_maker_id text,
      new_maker_name text, new_locale text, new_sent_at timestamptz, new_sent int, new_mail_id text, new_application text,
      new_return text, bump int)
    WHERE i.tenant_id = ${tenantId} AND i.id = old_id RETURNING ${invitesAs("i")}, i.status`
  // Behind the rows' locks: a reminder that was being prepared has issued its link by now.
  await revokeInviteLinks(
    tx,
    renewals.map(({ id }) => id),
  )
  return renewed
}

function columnsOf(terms: Terms, now: Date) {
  const { email, name, role, permissions, message, days, creator, mailId } = terms
  return {
    to_email: email,
    new_name: name,
    new_search: foldedName(name),
    new_role: role,
    new_rank: storedRank(terms),
    new_permissions: permissions,
    new_message: message,
    new_days: days,
    new_end: new Date(now.getTime() + days * 86_400_000),
    new_maker_type: creator.type,
    new_maker_id: creator.id,
    new_maker_name: creator.name,
    new_sent_at: mailId && now,
    new_sent: mailId ? 1 : 0,
    new_mail_id: mailId,
    new_application: terms.application_id,
    new_return: terms.return_to,
  }
}

/**
 * Issues the links of invites that were just written, and emails them.
 * @param invites each with whether an admin has already added this person as a user, so that only a password is missing
 */
export async function mailInvites(
  tx: Tx,
  tenantId: string,
  organization: Organization,
  invites: readonly { invite: InviteRow; entered: boolean }[],
): Promise<void> {
  if (invites.length === 0) return
  const tokens = await issueLinks(
    tx,
    "invite",
    invites.map(({ invite: { id, email, expires_at } }) => ({
      owner: { tenantId, organizationId: organization.id, subject: id, provesAddress: email },
      life: expires_at,
    })),
  )
  const roles = await readTerms(
    tx,
    tenantId,
    invites.map(({ invite }) => invite.role),
  )
  const wordsOf = await asSent(
    tx,
    tenantId,
    invites.map(({ invite }) => invite.message),
  )
  await enqueueMails(
    tx,
    invites.map(({ invite, entered }, i) => ({
      ...(invite.mail_id && { id: invite.mail_id }),
      to: invite.email,
      template: entered ? ("set_password" as const) : ("invite" as const),
      tenantId,
      locale: invite.locale,
      data: {
        organization: organization.name,
        inviter: invite.maker_name,
        role: roles.get(invite.role)?.name ?? invite.role,
        message: wordsOf[i] ?? null,
        name: invite.name,
        url: linkTo(withReturnOf(`/invites/${tokens[i]}`, invite)),
        expires_at: invite.expires_at.toISOString(),
      },
    })),
  )
}

/** Inviters' messages; in a new tenant, whose creator may have registered a minute ago, without anything to click. */
async function asSent(tx: Tx, tenantId: string, messages: readonly (string | null)[]): Promise<(string | null)[]> {
  const harmless = messages.map((message) => message && unlinked(message))
  const differs = harmless.some((message, i) => message !== messages[i])
  return differs && (await isNewTenant(tenantId, tx)) ? harmless : [...messages]
}
