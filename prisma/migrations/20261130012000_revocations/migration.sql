-- What tokens of applications are no longer worth, for backends that check them by themselves. Kept for an hour.
SET LOCAL lock_timeout = '2s';

CREATE TABLE "revocations" (
    "tenant_id" TEXT COLLATE "C" NOT NULL,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT clock_timestamp(),
    "id" TEXT COLLATE "C" NOT NULL,
    "organization_id" TEXT COLLATE "C",
    "application_id" TEXT COLLATE "C",
    "sid" TEXT,
    "sub" TEXT,
    "before" TIMESTAMPTZ(6),

    CONSTRAINT "revocations_pkey" PRIMARY KEY ("tenant_id","created_at","id")
);
