/**
 * Conditions that always hold, as queries: each returns the rows that violate it. There is no limit on members in this
 * product, so there is no I-11; I-8 needs the secrets and is checked in check.ts.
 */
export const invariants: Record<string, string> = {
  "I-1 one user for an address": `
    SELECT lower(email) FROM users GROUP BY lower(email) HAVING count(*) > 1`,

  "I-2 one membership of a person in an organization, and the list of organizations agrees": `
    SELECT m.tenant_id, m.organization_id, m.user_id FROM memberships m
    WHERE m.deleted_at IS NULL AND m.status = 'active' AND NOT EXISTS (
      SELECT FROM user_organizations u WHERE u.user_id = m.user_id AND u.tenant_id = m.tenant_id AND u.organization_id = m.organization_id)
    UNION ALL
    SELECT u.tenant_id, u.organization_id, u.user_id FROM user_organizations u
    WHERE NOT EXISTS (SELECT FROM memberships m
      WHERE m.tenant_id = u.tenant_id AND m.organization_id = u.organization_id AND m.user_id = u.user_id)`,

  "I-3 a tenant has an admin": `
    SELECT t.id FROM tenants t
    WHERE t.status = 'active' AND t.id <> 'ten_system'
      AND EXISTS (SELECT FROM tenant_admins a WHERE a.tenant_id = t.id) IS NOT TRUE
      AND EXISTS (SELECT FROM audit_events e WHERE e.tenant_id = t.id)
    UNION ALL
    SELECT a.tenant_id FROM tenant_admins a JOIN users u ON u.id = a.user_id
    GROUP BY a.tenant_id HAVING count(*) FILTER (WHERE u.deleted_at IS NULL AND u.activated_at IS NOT NULL) = 0`,

  "I-3 an organization that had an admin keeps one": `
    SELECT m.tenant_id, m.organization_id FROM memberships m
    JOIN organizations o ON o.tenant_id = m.tenant_id AND o.id = m.organization_id AND o.status = 'active'
    GROUP BY m.tenant_id, m.organization_id
    HAVING bool_or(m.role = 'admin' AND m.active_since IS NOT NULL)
      AND NOT bool_or(m.role = 'admin' AND m.status = 'active' AND m.deleted_at IS NULL
                      AND (m.expires_at IS NULL OR m.expires_at > now()))`,

  "I-3 there is a super admin": `
    SELECT 1 WHERE NOT EXISTS (SELECT FROM users WHERE super_admin AND deleted_at IS NULL)`,

  "I-4 an accepted invite has its membership, and its membership only": `
    SELECT i.tenant_id, i.id FROM invites i
    WHERE (i.status = 'accepted') IS DISTINCT FROM (i.accepted_by IS NOT NULL)
       OR i.status = 'accepted' AND NOT EXISTS (
         SELECT FROM memberships m
         WHERE m.tenant_id = i.tenant_id AND m.organization_id = i.organization_id AND m.user_id = i.accepted_by)`,

  "I-5 a pending invite has a mail that was sent or is on its way": `
    SELECT i.tenant_id, i.id FROM invites i
    WHERE i.status = 'pending' AND i.send_count > 0 AND i.mail_id IS NOT NULL AND NOT EXISTS (
      SELECT FROM mails m WHERE m.tenant_id = i.tenant_id AND m.id = i.mail_id)
      OR i.status = 'pending' AND i.email LIKE 'invited.%' AND i.mail_id IS NULL`,

  "I-6 a session has one unused refresh token at most": `
    SELECT user_id, subject FROM secrets
    WHERE kind = 'refresh' AND used_at IS NULL AND revoked_at IS NULL
    GROUP BY user_id, subject HAVING count(*) > 1`,

  "I-7 tenants agree": `
    SELECT u.tenant_id, u.organization_id FROM user_organizations u
    JOIN organization_tenants o ON o.organization_id = u.organization_id WHERE o.tenant_id <> u.tenant_id
    UNION ALL
    SELECT o.tenant_id, o.id FROM organizations o
    LEFT JOIN organization_tenants t ON t.organization_id = o.id WHERE t.tenant_id IS DISTINCT FROM o.tenant_id
    UNION ALL
    SELECT s.tenant_id, s.subject FROM secrets s
    WHERE s.kind = 'invite' AND NOT EXISTS (
      SELECT FROM invites i WHERE i.tenant_id = s.tenant_id AND i.id = s.subject AND i.organization_id = s.organization_id)`,

  "I-9 a change of rights has one event, and an event its change": `
    SELECT i.tenant_id, i.id, count(e.id) FROM invites i
    LEFT JOIN audit_events e ON e.tenant_id = i.tenant_id AND e.action = 'invite.created' AND e.target_id = i.id
    WHERE i.email LIKE 'invited.%' GROUP BY i.tenant_id, i.id HAVING count(e.id) <> 1
    UNION ALL
    SELECT e.tenant_id, e.target_id, 0 FROM audit_events e
    LEFT JOIN invites i ON i.tenant_id = e.tenant_id AND i.id = e.target_id
    WHERE e.action IN ('invite.created', 'invite.accepted') AND e.target_type = 'invite' AND i.id IS NULL`,

  "I-10 nothing idles in a transaction or waits for a lock for more than 5 s": `
    SELECT pid, state FROM pg_stat_activity
    WHERE backend_type = 'client backend' AND state LIKE 'idle in transaction%' AND state_change < clock_timestamp() - interval '5 s'
    UNION ALL
    SELECT pid, 'waits' FROM pg_locks WHERE NOT granted AND waitstart < clock_timestamp() - interval '5 s'`,

  "I-12 no request with a key is in progress for more than 60 s": `
    SELECT tenant_id, key FROM idempotency_keys WHERE answer IS NULL AND expires_at > created_at + interval '61 s'`,
}
