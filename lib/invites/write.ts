import { requestedLocale } from "../core/context"
import { Prisma, type Tx } from "../core/db/client"
import { newId } from "../core/db/ids"
import { issueLink } from "../core/identity/secrets"
import { isNewTenant } from "../core/new-tenant"
import { enqueueMail, linkTo } from "../mail/outbox"
import { unlinked } from "../mail/unlinked"
import { revokeInviteLinks } from "./ends"
import { columns, type InviteRow } from "./read"

type Organization = { id: string; name: string }

/** Terms of an invite, and its creator. */
export type Terms = {
  name: string | null
  role: string
  permissions: readonly string[]
  message: string | null
  days: number
  creator: { type: string; id: string; name: string }
}

/** @param mailId of the email that is sent with it; null for none */
export async function insertInvite(
  tx: Tx,
  { tenantId, organizationId, email }: { tenantId: string; organizationId: string; email: string },
  { name, role, permissions, message, days, creator }: Terms,
  mailId: string | null,
): Promise<InviteRow> {
  const [row] = await tx.$queryRaw<[InviteRow]>`
    INSERT INTO invites (tenant_id, id, organization_id, email, name, role, permissions, message, expires_in_days, expires_at,
      maker_type, maker_id, maker_name, locale, sent_at, send_count, mail_id)
    VALUES (${tenantId}, ${newId("inv")}, ${organizationId}, ${email}, ${name}, ${role}, ${[...permissions]}::text[], ${message},
      ${days}::int, ${daysFromNow(days)}, ${creator.type}, ${creator.id}, ${creator.name}, ${requestedLocale()},
      ${mailId ? Prisma.sql`now()` : Prisma.sql`NULL`}, ${mailId ? 1 : 0}::int, ${mailId})
    RETURNING ${columns}, status`
  return row
}

/** Restarts an invite's validity, with new terms or a new creator if given, and counts its email. */
export async function renewInvite(
  tx: Tx,
  { tenantId, id, days }: { tenantId: string; id: string; days: number },
  { creator, ...terms }: Partial<Terms>,
  mailId: string | null,
  version: 0 | 1 = 1,
): Promise<InviteRow> {
  const set = [
    Prisma.sql`expires_at = ${daysFromNow(days)}, version = version + ${version}::int, updated_at = now()`,
    ...(mailId ? [Prisma.sql`sent_at = now(), send_count = send_count + 1, mail_id = ${mailId}`] : []),
    ...(terms.role === undefined
      ? []
      : [
          Prisma.sql`role = ${terms.role}, name = ${terms.name}, permissions = ${[...(terms.permissions ?? [])]}::text[],
            message = ${terms.message}, expires_in_days = ${days}::int`,
        ]),
    ...(creator
      ? [
          Prisma.sql`maker_type = ${creator.type}, maker_id = ${creator.id}, maker_name = ${creator.name},
          locale = COALESCE(${requestedLocale()}, locale)`,
        ]
      : []),
  ]
  const [row] = await tx.$queryRaw<[InviteRow]>`
    UPDATE invites SET ${Prisma.join(set)} WHERE tenant_id = ${tenantId} AND id = ${id} RETURNING ${columns}, status`
  // Behind the row's lock: a reminder that was being prepared has issued its link by now.
  await revokeInviteLinks(tx, [id])
  return row
}

const daysFromNow = (days: number) => Prisma.sql`now() + make_interval(days => ${days}::int)`

/**
 * Issues the link of an invite that was just written, and emails it.
 * @param entered whether an admin has already added this person as a user, so that only a password is missing
 */
export async function mailInvite(
  tx: Tx,
  tenantId: string,
  organization: Organization,
  { id, email, name, role, message: written, maker_name: inviter, expires_at, mail_id, locale }: InviteRow,
  entered: boolean,
): Promise<void> {
  const owner = { tenantId, organizationId: organization.id, subject: id, provesAddress: email }
  const url = linkTo(`/invites/${await issueLink(tx, "invite", owner, expires_at)}`)
  const message = written && (await asSent(tx, tenantId, written))
  await enqueueMail(tx, {
    ...(mail_id && { id: mail_id }),
    to: email,
    template: entered ? "set_password" : "invite",
    tenantId,
    locale,
    data: { organization: organization.name, inviter, role, message, name, url, expires_at: expires_at.toISOString() },
  })
}

/** An inviter's message; in a new tenant, whose creator may have registered a minute ago, without anything to click. */
async function asSent(tx: Tx, tenantId: string, message: string): Promise<string> {
  const harmless = unlinked(message)
  return harmless !== message && (await isNewTenant(tenantId, tx)) ? harmless : message
}
