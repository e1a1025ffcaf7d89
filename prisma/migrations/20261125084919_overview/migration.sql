-- Statement by statement and beside the running servers, as in fast_lists: no table is locked for writing.

-- How often something happened in an organization, by day.
DROP INDEX CONCURRENTLY IF EXISTS "audit_events_tenant_id_organization_id_action_created_at_idx";
CREATE INDEX CONCURRENTLY "audit_events_tenant_id_organization_id_action_created_at_idx" ON "audit_events"("tenant_id", "organization_id", "action", "created_at");
