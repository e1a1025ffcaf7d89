-- Statement by statement and beside the running servers: no table is locked for writing. Each can be repeated, so a
-- migration that was cut off begins anew; an index that was cut off is invalid and goes first.

-- Lists by name, looked through without the rows themselves: what filters and search ask is in the index.
DROP INDEX CONCURRENTLY IF EXISTS "memberships_by_name_idx";
CREATE INDEX CONCURRENTLY "memberships_by_name_idx" ON "memberships" ("tenant_id", "organization_id", "name_sort", "user_id") INCLUDE ("search", "role", "status", "expires_at") WHERE "deleted_at" IS NULL;

DROP INDEX CONCURRENTLY IF EXISTS "memberships_of_tenant_by_name_idx";
CREATE INDEX CONCURRENTLY "memberships_of_tenant_by_name_idx" ON "memberships" ("tenant_id", "name_sort", "organization_id", "user_id") INCLUDE ("search", "role", "status", "expires_at") WHERE "deleted_at" IS NULL;

-- What is rare in a large organization.
DROP INDEX CONCURRENTLY IF EXISTS "memberships_other_roles_idx";
CREATE INDEX CONCURRENTLY "memberships_other_roles_idx" ON "memberships" ("tenant_id", "organization_id", "role", "name_sort", "user_id") WHERE "deleted_at" IS NULL AND "role" <> 'member';

DROP INDEX CONCURRENTLY IF EXISTS "memberships_other_statuses_idx";
CREATE INDEX CONCURRENTLY "memberships_other_statuses_idx" ON "memberships" ("tenant_id", "organization_id", "status", "name_sort", "user_id") WHERE "deleted_at" IS NULL AND "status" <> 'active';

DROP INDEX CONCURRENTLY IF EXISTS "memberships_ending_idx";
CREATE INDEX CONCURRENTLY "memberships_ending_idx" ON "memberships" ("tenant_id", "organization_id", "expires_at") WHERE "deleted_at" IS NULL AND "expires_at" IS NOT NULL;

-- Lists in the order of time.
DROP INDEX CONCURRENTLY IF EXISTS "audit_events_action_idx";
CREATE INDEX CONCURRENTLY "audit_events_action_idx" ON "audit_events" ("tenant_id", "action" text_pattern_ops, "created_at", "id") WHERE "action" IS NOT NULL;

DROP INDEX CONCURRENTLY IF EXISTS "tenants_created_at_id_idx";
CREATE INDEX CONCURRENTLY "tenants_created_at_id_idx" ON "tenants"("created_at", "id");

DROP INDEX CONCURRENTLY IF EXISTS "invites_tenant_id_organization_id_status_created_at_id_idx";
CREATE INDEX CONCURRENTLY "invites_tenant_id_organization_id_status_created_at_id_idx" ON "invites"("tenant_id", "organization_id", "status", "created_at", "id");

-- Whether an address is a member's already, asked by every invite.
DROP INDEX CONCURRENTLY IF EXISTS "memberships_tenant_id_organization_id_email_idx";
CREATE INDEX CONCURRENTLY "memberships_tenant_id_organization_id_email_idx" ON "memberships"("tenant_id", "organization_id", "email");

-- The two before could do less.
DROP INDEX CONCURRENTLY IF EXISTS "memberships_tenant_id_organization_id_name_sort_user_id_idx";
DROP INDEX CONCURRENTLY IF EXISTS "memberships_tenant_id_name_sort_organization_id_user_id_idx";
