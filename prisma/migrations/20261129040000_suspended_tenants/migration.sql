-- Since when a tenant is suspended: one that is deleted meanwhile is suspended again when it is restored. Of tenants that
-- are deleted already nothing is known: they come back active, as before.
SET LOCAL lock_timeout = '2s';

ALTER TABLE "tenants" ADD COLUMN "suspended_at" TIMESTAMPTZ(6);
UPDATE "tenants" SET "suspended_at" = "updated_at" WHERE "status" = 'suspended';
