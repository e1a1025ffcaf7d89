-- Beside the running servers: rows are read under a lock that stops no write.
ALTER TABLE "tenant_admins" VALIDATE CONSTRAINT "tenant_admins_tenant_id_fkey";
ALTER TABLE "organizations" VALIDATE CONSTRAINT "organizations_tenant_id_fkey";
ALTER TABLE "memberships" VALIDATE CONSTRAINT "memberships_tenant_id_organization_id_fkey";
ALTER TABLE "invites" VALIDATE CONSTRAINT "invites_tenant_id_organization_id_fkey";
ALTER TABLE "api_keys" VALIDATE CONSTRAINT "api_keys_tenant_id_fkey";
ALTER TABLE "api_keys" VALIDATE CONSTRAINT "api_keys_tenant_id_organization_id_fkey";
