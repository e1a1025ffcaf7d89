import type { Pool } from "pg"
import type { Findings } from "./findings"
import { type Entry, isDone, type Operation } from "./journal"

/** How often each part of an operation is stored, by subject; all of them once, or none. */
const parts: Partial<Record<Operation, string>> = {
  register: `
    SELECT e AS subject, ARRAY[
      (SELECT count(*) FROM users u WHERE u.email = e AND u.activated_at IS NOT NULL),
      (SELECT count(*) FROM user_secrets s JOIN users u ON u.id = s.user_id WHERE u.email = e AND s.password_hash IS NOT NULL),
      (SELECT count(*) FROM sessions s JOIN users u ON u.id = s.user_id WHERE u.email = e),
      (SELECT count(*) FROM secrets s JOIN users u ON u.id = s.user_id WHERE u.email = e AND s.kind = 'refresh'),
      (SELECT count(*) FROM secrets s JOIN users u ON u.id = s.user_id WHERE u.email = e AND s.kind = 'verify_email'),
      (SELECT count(*) FROM tenant_admins a JOIN tenants t ON t.id = a.tenant_id JOIN users u ON u.id = a.user_id WHERE u.email = e),
      (SELECT count(*) FROM memberships m JOIN organizations o ON o.tenant_id = m.tenant_id AND o.id = m.organization_id WHERE m.email = e),
      (SELECT count(*) FROM user_organizations o JOIN users u ON u.id = o.user_id WHERE u.email = e),
      (SELECT count(*) FROM mails WHERE recipient = e AND template = 'verify_email')]::int[] AS counts
    FROM unnest($1::text[]) AS e`,
  invite: `
    SELECT e AS subject, ARRAY[
      (SELECT count(*) FROM invites i WHERE i.email = e),
      (SELECT count(*) FROM secrets s JOIN invites i ON i.tenant_id = s.tenant_id AND i.id = s.subject WHERE i.email = e AND s.kind = 'invite'),
      (SELECT count(*) FROM mails m JOIN invites i ON i.tenant_id = m.tenant_id AND i.mail_id = m.id WHERE i.email = e),
      (SELECT count(*) FROM mails WHERE recipient = e AND template = 'invite')]::int[] AS counts
    FROM unnest($1::text[]) AS e`,
  accept: `
    SELECT e AS subject, ARRAY[
      (SELECT count(*) FROM invites i WHERE i.email = e AND i.status = 'accepted'),
      (SELECT count(*) FROM memberships m WHERE m.email = e AND m.status = 'active'),
      (SELECT count(*) FROM users u WHERE u.email = e AND u.activated_at IS NOT NULL AND u.email_verified_at IS NOT NULL),
      (SELECT count(*) FROM sessions s JOIN users u ON u.id = s.user_id WHERE u.email = e),
      (SELECT count(*) FROM user_organizations o JOIN users u ON u.id = o.user_id WHERE u.email = e),
      (SELECT count(*) FROM audit_events a JOIN invites i ON i.tenant_id = a.tenant_id AND i.id = a.target_id
        WHERE i.email = e AND a.action = 'invite.accepted')]::int[] AS counts
    FROM unnest($1::text[]) AS e`,
  remove: `
    SELECT u.email AS subject, ARRAY[
      (SELECT count(*) FROM memberships m WHERE m.user_id = u.id AND m.deleted_at IS NOT NULL),
      (NOT EXISTS (SELECT FROM user_organizations o WHERE o.user_id = u.id))::int,
      (u.deleted_at IS NOT NULL)::int,
      (SELECT count(*) FROM audit_events a JOIN memberships m ON m.tenant_id = a.tenant_id AND m.user_id = a.target_id
        WHERE a.target_id = u.id AND a.action = 'member.removed'),
      (SELECT count(*) FROM mails WHERE recipient = u.email AND template = 'membership_ended')]::int[] AS counts
    FROM users u WHERE u.email = ANY($1)`,
  reset: `
    SELECT u.email AS subject, ARRAY[
      (SELECT count(*) FROM secrets s WHERE s.user_id = u.id AND s.kind = 'reset_password' AND s.used_at IS NOT NULL),
      (SELECT count(*) FROM user_secrets s JOIN secrets l ON l.user_id = s.user_id AND l.kind = 'reset_password'
        WHERE s.user_id = u.id AND s.password_changed_at > l.created_at),
      (NOT EXISTS (SELECT FROM sessions s WHERE s.user_id = u.id AND s.ended_at IS NULL))::int,
      (SELECT count(*) FROM audit_events WHERE tenant_id = 'ten_system' AND target_id = u.id AND action = 'user.password_reset'),
      (SELECT count(*) FROM mails WHERE recipient = u.email AND template = 'password_changed')]::int[] AS counts
    FROM users u WHERE u.email = ANY($1)`,
  organization: `
    SELECT name AS subject, ARRAY[
      (SELECT count(*) FROM organizations o WHERE o.name = e.name),
      (SELECT count(*) FROM organization_tenants t JOIN organizations o ON o.tenant_id = t.tenant_id AND o.id = t.organization_id WHERE o.name = e.name),
      (SELECT count(*) FROM audit_events a JOIN organizations o ON o.tenant_id = a.tenant_id AND o.id = a.target_id
        WHERE o.name = e.name AND a.action = 'organization.created')]::int[] AS counts
    FROM unnest($1::text[]) AS e (name)`,
  "organization's end": `
    SELECT o.id AS subject, ARRAY[
      (o.status = 'deleted')::int,
      (o.deleted_at IS NOT NULL)::int,
      (SELECT count(*) FROM audit_events a WHERE a.tenant_id = o.tenant_id AND a.target_id = o.id AND a.action = 'organization.deleted')]::int[] AS counts
    FROM organizations o JOIN tenants t ON t.id = o.tenant_id WHERE o.id = ANY($1)`,
  "tenant's end": `
    SELECT t.id AS subject, ARRAY[
      (t.status = 'deleted')::int,
      (t.deleted_at IS NOT NULL)::int,
      (SELECT count(*) FROM audit_events WHERE tenant_id = t.id AND target_id = t.id AND action = 'tenant.deleted'),
      (SELECT count(*) FROM audit_events WHERE tenant_id = 'ten_system' AND target_id = t.id AND action = 'tenant.deleted')]::int[] AS counts
    FROM tenants t WHERE t.id = ANY($1)`,
}

/** Checks that operations are stored completely or not at all. */
export async function wholes(db: Pool, entries: Entry[], found: Findings): Promise<void> {
  for (const [operation, sql] of Object.entries(parts)) {
    const own = entries.filter((entry) => entry.operation === operation)
    const done = new Set(own.filter(isDone).map(({ subject }) => subject))
    const subjects = [...new Set(own.map(({ subject }) => subject))]
    const { rows } = await db.query<{ subject: string; counts: number[] }>(sql, [subjects])
    for (const { subject, counts } of rows) {
      const said = `${operation} ${subject}: ${counts.join(" ")}`
      if (counts.some((n) => n > 1)) found.doubled.push(said)
      else if (counts.some((n) => n !== counts[0])) found.broken.push(`half of ${said}`)
      else if (counts[0] === 0 && done.has(subject)) found.lost.push(said)
    }
  }
}
