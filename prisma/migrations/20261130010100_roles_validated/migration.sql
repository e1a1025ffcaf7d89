-- Beside the running servers: rows are read under a lock that stops no write.
ALTER TABLE "memberships" VALIDATE CONSTRAINT "memberships_role_check";
ALTER TABLE "invites" VALIDATE CONSTRAINT "invites_role_check";
ALTER TABLE "api_keys" VALIDATE CONSTRAINT "api_keys_role_check";

-- The permissions that customers have granted so far. Those of reserved resources are built in.
INSERT INTO "permissions" ("tenant_id", "name")
SELECT DISTINCT tenant_id, name FROM (
  SELECT tenant_id, unnest(permissions) AS name FROM memberships WHERE permissions <> '{}'
  UNION ALL SELECT tenant_id, unnest(permissions) FROM invites WHERE permissions <> '{}'
  UNION ALL SELECT tenant_id, unnest(permissions) FROM api_keys WHERE permissions <> '{}'
  UNION ALL SELECT tenant_id, unnest(permissions) FROM apis WHERE permissions <> '{}'
) AS used
WHERE split_part(name, ':', 1) <> ALL ('{organizations,users,invites,api_keys,audit,applications,apis,branding,changes,connections,domains,files,imports,policies,profile,revocations,roles,scim,webhooks,join_requests,sign_in,sessions,grants,identities,permissions,impersonation,tenants}')
ON CONFLICT DO NOTHING;
