-- What an ending has to know. Columns only, so nothing is rewritten, and no lock is waited for while others wait behind it.
SET LOCAL lock_timeout = '2s';

-- Since when an organization or tenant is active without a break: access tokens issued before stay invalid.
ALTER TABLE "organizations" ADD COLUMN "active_since" TIMESTAMPTZ(6);
ALTER TABLE "tenants" ADD COLUMN "active_since" TIMESTAMPTZ(6);

-- A tenant admin who closes the account gets the role back by restoring it.
ALTER TABLE "tenant_admins" ADD COLUMN "deleted_at" TIMESTAMPTZ(6);

-- When the ending of an expired membership or key was carried out.
ALTER TABLE "memberships" ADD COLUMN "expired_at" TIMESTAMPTZ(6);
ALTER TABLE "api_keys" ADD COLUMN "expired_at" TIMESTAMPTZ(6);

-- When the session began to open its present tenant and organization.
ALTER TABLE "sessions" ADD COLUMN "opened_at" TIMESTAMPTZ(6);

-- The address that a link was mailed to, the only one that it proves.
ALTER TABLE "secrets" ADD COLUMN "proves_address" TEXT;
UPDATE "secrets" s SET "proves_address" = CASE WHEN s."kind" = 'change_email' THEN s."subject" ELSE u."email" END
FROM "users" u
WHERE u."id" = s."user_id" AND s."kind" IN ('verify_email', 'change_email', 'reset_password', 'revoke_keys')
  AND s."used_at" IS NULL AND s."revoked_at" IS NULL AND s."expires_at" > now();
UPDATE "secrets" s SET "proves_address" = i."email"
FROM "invites" i
WHERE i."tenant_id" = s."tenant_id" AND i."id" = s."subject" AND s."kind" = 'invite'
  AND s."used_at" IS NULL AND s."revoked_at" IS NULL AND s."expires_at" > now();

-- An accepted invite could leave an active membership with a closed account, which nobody could open any more.
UPDATE "users" u SET "deleted_at" = NULL, "updated_at" = now(), "version" = u."version" + 1
WHERE u."deleted_at" IS NOT NULL AND EXISTS (
  SELECT FROM "user_organizations" o
  JOIN "memberships" m ON m."tenant_id" = o."tenant_id" AND m."organization_id" = o."organization_id" AND m."user_id" = o."user_id"
  WHERE o."user_id" = u."id" AND m."status" = 'active' AND m."deleted_at" IS NULL);
