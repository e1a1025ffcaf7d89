-- Applications act in the audit log, and call the API from pages of their own. The wider check applies to new rows until the
-- next migration.
SET LOCAL lock_timeout = '2s';

ALTER TABLE "audit_events" DROP CONSTRAINT "audit_events_actor_type_check";
ALTER TABLE "audit_events" ADD CONSTRAINT "audit_events_actor_type_check"
    CHECK ("actor_type" IN ('user', 'api_key', 'application', 'system', 'anonymous')) NOT VALID;

-- Origins of applications' pages, for requests of browsers that name no tenant.
CREATE TABLE "application_origins" (
    "origin" TEXT NOT NULL,
    "application_id" TEXT COLLATE "C" NOT NULL,
    "tenant_id" TEXT COLLATE "C" NOT NULL,

    CONSTRAINT "application_origins_pkey" PRIMARY KEY ("origin","application_id")
);

INSERT INTO "application_origins" ("origin", "application_id", "tenant_id")
SELECT DISTINCT origin, id, tenant_id FROM (
  SELECT id, tenant_id, substring(unnest(redirect_uris || allowed_origins) FROM '^https?://[^/?#]+') AS origin FROM applications
) AS named
WHERE origin IS NOT NULL
ON CONFLICT DO NOTHING;
