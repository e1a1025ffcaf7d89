-- When something was made is said by the database, whose clock all servers share, and no longer by the server that asked.
-- Only what is written in the catalog changes: nothing is rewritten, and no lock is waited for while others wait behind it.
SET LOCAL lock_timeout = '2s';

ALTER TABLE "api_keys" ALTER COLUMN "created_at" SET DEFAULT clock_timestamp(),
ALTER COLUMN "updated_at" SET DEFAULT clock_timestamp();
ALTER TABLE "audit_events" ALTER COLUMN "created_at" SET DEFAULT clock_timestamp();
ALTER TABLE "idempotency_keys" ALTER COLUMN "created_at" SET DEFAULT clock_timestamp();
ALTER TABLE "invites" ALTER COLUMN "created_at" SET DEFAULT clock_timestamp(),
ALTER COLUMN "updated_at" SET DEFAULT clock_timestamp();
ALTER TABLE "mails" ALTER COLUMN "next_try_at" SET DEFAULT clock_timestamp(),
ALTER COLUMN "created_at" SET DEFAULT clock_timestamp(),
ALTER COLUMN "updated_at" SET DEFAULT clock_timestamp();
ALTER TABLE "memberships" ALTER COLUMN "created_at" SET DEFAULT clock_timestamp(),
ALTER COLUMN "updated_at" SET DEFAULT clock_timestamp();
ALTER TABLE "organizations" ALTER COLUMN "created_at" SET DEFAULT clock_timestamp(),
ALTER COLUMN "updated_at" SET DEFAULT clock_timestamp();
ALTER TABLE "secrets" ALTER COLUMN "created_at" SET DEFAULT clock_timestamp();
ALTER TABLE "sessions" ALTER COLUMN "proved_at" SET DEFAULT clock_timestamp(),
ALTER COLUMN "last_seen_at" SET DEFAULT clock_timestamp(),
ALTER COLUMN "created_at" SET DEFAULT clock_timestamp();
ALTER TABLE "tenant_admins" ALTER COLUMN "created_at" SET DEFAULT clock_timestamp();
ALTER TABLE "tenants" ALTER COLUMN "created_at" SET DEFAULT clock_timestamp(),
ALTER COLUMN "updated_at" SET DEFAULT clock_timestamp();
ALTER TABLE "undeliverable_addresses" ALTER COLUMN "created_at" SET DEFAULT clock_timestamp();
ALTER TABLE "user_organizations" ALTER COLUMN "created_at" SET DEFAULT clock_timestamp();
ALTER TABLE "users" ALTER COLUMN "created_at" SET DEFAULT clock_timestamp(),
ALTER COLUMN "updated_at" SET DEFAULT clock_timestamp();
ALTER TABLE "webhook_deliveries" ALTER COLUMN "received_at" SET DEFAULT clock_timestamp();
