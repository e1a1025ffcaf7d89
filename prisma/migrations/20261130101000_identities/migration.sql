-- Accounts at other services that people sign in with: found by issuer and subject, listed by their owner.
SET LOCAL lock_timeout = '2s';

CREATE TABLE "identities" (
    "issuer" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "user_id" TEXT COLLATE "C" NOT NULL,

    CONSTRAINT "identities_pkey" PRIMARY KEY ("issuer","subject")
);

CREATE TABLE "user_identities" (
    "user_id" TEXT COLLATE "C" NOT NULL,
    "issuer" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "id" TEXT COLLATE "C" NOT NULL,
    "provider" TEXT NOT NULL,
    "email" TEXT,
    "label" TEXT NOT NULL,
    "linked_at" TIMESTAMPTZ(6) NOT NULL DEFAULT clock_timestamp(),
    "last_used_at" TIMESTAMPTZ(6),

    CONSTRAINT "user_identities_pkey" PRIMARY KEY ("user_id","issuer","subject")
);

CREATE INDEX "identities_user_id_idx" ON "identities"("user_id");

-- The identity that a session was begun by; sign-ins to applications have their browser's.
ALTER TABLE "sessions" ADD COLUMN "identity_id" TEXT COLLATE "C";
