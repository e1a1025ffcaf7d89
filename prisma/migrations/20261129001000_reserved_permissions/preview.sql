-- What migration.sql removes. `total` counts all rows; the first 100 are listed.
SELECT tenant_id, kind, id, array_to_string(names, ', ') AS names, count(*) OVER ()::int AS total
FROM (
  SELECT tenant_id, 'membership' AS kind, organization_id || '/' || user_id AS id, permissions FROM memberships WHERE permissions <> '{}'
  UNION ALL SELECT tenant_id, 'invite', id, permissions FROM invites WHERE permissions <> '{}'
  UNION ALL SELECT tenant_id, 'api_key', id, permissions FROM api_keys WHERE permissions <> '{}'
) AS granted
CROSS JOIN LATERAL (
  SELECT ARRAY(
    SELECT name FROM unnest(permissions) AS name
    WHERE split_part(name, ':', 1) = ANY ('{applications,apis,branding,changes,connections,domains,files,imports,policies,profile,revocations,roles,scim,webhooks,join_requests,sign_in,sessions,grants,identities,permissions,impersonation,tenants}')
  ) AS names
) AS reserved
WHERE names <> '{}'
ORDER BY tenant_id, kind DESC, id
LIMIT 100;
