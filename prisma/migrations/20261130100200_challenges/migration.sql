-- A sign-in or proof that waits for its second half, such as a code. `secrets.attempts` counted wrong codes before.
SET LOCAL lock_timeout = '2s';

CREATE TABLE "challenges" (
    "hash" BYTEA NOT NULL,
    "kind" TEXT NOT NULL,
    "user_id" TEXT COLLATE "C",
    "payload" BYTEA NOT NULL,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT clock_timestamp(),
    "expires_at" TIMESTAMPTZ(6) NOT NULL,
    "used_at" TIMESTAMPTZ(6),
    "revoked_at" TIMESTAMPTZ(6),

    CONSTRAINT "challenges_pkey" PRIMARY KEY ("hash")
);

CREATE INDEX "challenges_user_id_idx" ON "challenges"("user_id");
CREATE INDEX "challenges_expires_at_idx" ON "challenges"("expires_at");
