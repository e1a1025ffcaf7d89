-- Who was removed, latest first, and which permissions of one's own are in use: few rows beside all members.
CREATE INDEX "memberships_removed_idx" ON "memberships" ("tenant_id", "organization_id", "deleted_at", "user_id") WHERE "deleted_at" IS NOT NULL;
CREATE INDEX "memberships_direct_idx" ON "memberships" ("tenant_id", "organization_id") WHERE "permissions" <> '{}' AND "deleted_at" IS NULL;
