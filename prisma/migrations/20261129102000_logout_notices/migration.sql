-- Back-channel logout: which applications still have to be told that a sign-in has ended. And what an application can
-- ask for besides: keys instead of secrets, and device codes. The old version of the server does not know any of it.
SET LOCAL lock_timeout = '2s';

CREATE TABLE "logout_notices" (
    "user_id" TEXT COLLATE "C" NOT NULL,
    "session_id" TEXT COLLATE "C" NOT NULL,
    "tenant_id" TEXT COLLATE "C" NOT NULL,
    "application_id" TEXT COLLATE "C" NOT NULL,
    "uri" TEXT,
    "alg" TEXT,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT clock_timestamp(),
    "next_try_at" TIMESTAMPTZ(6) NOT NULL DEFAULT clock_timestamp(),

    CONSTRAINT "logout_notices_pkey" PRIMARY KEY ("user_id","session_id")
);

CREATE INDEX "logout_notices_next_try_at_idx" ON "logout_notices"("next_try_at");
CREATE INDEX "logout_notices_tenant_id_application_id_idx" ON "logout_notices"("tenant_id", "application_id");

ALTER TABLE "applications" ADD COLUMN "backchannel_logout_uri" TEXT;
ALTER TABLE "applications" ADD COLUMN "jwks" JSONB;
ALTER TABLE "applications" ADD COLUMN "device_code" BOOLEAN NOT NULL DEFAULT false;
