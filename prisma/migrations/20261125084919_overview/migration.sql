-- CreateIndex
CREATE INDEX "audit_events_tenant_id_organization_id_action_created_at_idx" ON "audit_events"("tenant_id", "organization_id", "action", "created_at");

-- What schema.prisma cannot say (the names are listed in handwritten.ts).

-- Who left lately, for the chart of members; the rows are erased after 30 days.
CREATE INDEX "memberships_ended_idx" ON "memberships" ("tenant_id", "organization_id", "deleted_at") WHERE "deleted_at" IS NOT NULL;
