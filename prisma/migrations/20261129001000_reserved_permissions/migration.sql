-- Permissions of reserved resources become built in later. Removes those that were granted as free strings, so that nobody
-- gains a built-in permission by an old grant. preview.sql beside this file lists them before.
SET LOCAL lock_timeout = '2s';

CREATE FUNCTION without_reserved(names text[]) RETURNS text[] LANGUAGE sql IMMUTABLE AS $$
  SELECT ARRAY(
    SELECT name FROM unnest(names) WITH ORDINALITY AS given (name, position)
    WHERE split_part(name, ':', 1) <> ALL ('{applications,apis,branding,changes,connections,domains,files,imports,policies,profile,revocations,roles,scim,webhooks,join_requests,sign_in,sessions,grants,identities,permissions,impersonation,tenants}')
    ORDER BY position)
$$;

WITH held AS (
  SELECT tenant_id, organization_id, user_id, permissions AS old, without_reserved(permissions) AS new
  FROM memberships WHERE permissions <> '{}' AND permissions <> without_reserved(permissions) FOR UPDATE
), changed AS (
  UPDATE memberships m SET permissions = held.new, version = m.version + 1, updated_at = clock_timestamp() FROM held
  WHERE m.tenant_id = held.tenant_id AND m.organization_id = held.organization_id AND m.user_id = held.user_id
  RETURNING held.*
)
INSERT INTO audit_events (tenant_id, id, organization_id, actor_type, action, target_type, target_id, before, after)
SELECT tenant_id, 'evt_' || replace(gen_random_uuid()::text, '-', ''), organization_id, 'system', 'member.updated', 'user', user_id,
  jsonb_build_object('permissions', old), jsonb_build_object('permissions', new, 'reason', 'reserved')
FROM changed;

WITH held AS (
  SELECT tenant_id, organization_id, id, permissions AS old, without_reserved(permissions) AS new
  FROM invites WHERE permissions <> '{}' AND permissions <> without_reserved(permissions) FOR UPDATE
), changed AS (
  UPDATE invites i SET permissions = held.new, version = i.version + 1, updated_at = clock_timestamp() FROM held
  WHERE i.tenant_id = held.tenant_id AND i.id = held.id
  RETURNING held.*
)
INSERT INTO audit_events (tenant_id, id, organization_id, actor_type, action, target_type, target_id, before, after)
SELECT tenant_id, 'evt_' || replace(gen_random_uuid()::text, '-', ''), organization_id, 'system', 'invite.updated', 'invite', id,
  jsonb_build_object('permissions', old), jsonb_build_object('permissions', new, 'reason', 'reserved')
FROM changed;

WITH held AS (
  SELECT tenant_id, organization_id, id, permissions AS old, without_reserved(permissions) AS new
  FROM api_keys WHERE permissions <> '{}' AND permissions <> without_reserved(permissions) FOR UPDATE
), changed AS (
  UPDATE api_keys k SET permissions = held.new, updated_at = clock_timestamp() FROM held
  WHERE k.tenant_id = held.tenant_id AND k.id = held.id
  RETURNING held.*
)
INSERT INTO audit_events (tenant_id, id, organization_id, actor_type, action, target_type, target_id, before, after)
SELECT tenant_id, 'evt_' || replace(gen_random_uuid()::text, '-', ''), organization_id, 'system', 'api_key.updated', 'api_key', id,
  jsonb_build_object('permissions', old), jsonb_build_object('permissions', new, 'reason', 'reserved')
FROM changed;

DROP FUNCTION without_reserved;

-- Servers that are running drop what they have cached.
SELECT pg_notify('nanostack_changes', 'all');
