-- Statement by statement and beside the running servers: no table is locked for writing. Each can be repeated, so a
-- migration that was cut off begins anew; an index that was cut off is invalid and goes first.

-- Who was changed since.
DROP INDEX CONCURRENTLY IF EXISTS "memberships_tenant_id_updated_at_organization_id_user_id_idx";
CREATE INDEX CONCURRENTLY "memberships_tenant_id_updated_at_organization_id_user_id_idx" ON "memberships" ("tenant_id", "updated_at", "organization_id", "user_id");
