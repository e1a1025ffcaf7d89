-- Which version of the terms of service a person accepted, and when (TERMS_URL, TERMS_VERSION).
SET LOCAL lock_timeout = '2s';

CREATE TABLE "terms_acceptances" (
    "user_id" TEXT COLLATE "C" NOT NULL,
    "version" TEXT COLLATE "C" NOT NULL,
    "accepted_at" TIMESTAMPTZ(6) NOT NULL DEFAULT clock_timestamp(),

    CONSTRAINT "terms_acceptances_pkey" PRIMARY KEY ("user_id", "version")
);
