-- Passkeys (WebAuthn), and which of them a session was begun by.
SET LOCAL lock_timeout = '2s';

CREATE TABLE "passkeys" (
    "user_id" TEXT COLLATE "C" NOT NULL,
    "id" TEXT COLLATE "C" NOT NULL,
    "name" TEXT NOT NULL,
    "credential_id" BYTEA NOT NULL,
    "public_key" BYTEA NOT NULL,
    "counter" BIGINT NOT NULL DEFAULT 0,
    "transports" TEXT[] NOT NULL DEFAULT '{}',
    "aaguid" TEXT NOT NULL,
    "backed_up" BOOLEAN NOT NULL DEFAULT false,
    "rp_id" TEXT COLLATE "C" NOT NULL,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT clock_timestamp(),
    "last_used_at" TIMESTAMPTZ(6),

    CONSTRAINT "passkeys_pkey" PRIMARY KEY ("user_id", "id")
);

CREATE TABLE "passkey_ids" (
    "hash" BYTEA NOT NULL,
    "user_id" TEXT COLLATE "C" NOT NULL,
    "passkey_id" TEXT COLLATE "C" NOT NULL,

    CONSTRAINT "passkey_ids_pkey" PRIMARY KEY ("hash")
);

CREATE INDEX "passkey_ids_user_id_idx" ON "passkey_ids"("user_id");

ALTER TABLE "user_secrets" ADD COLUMN "webauthn_handle" BYTEA;

ALTER TABLE "sessions" ADD COLUMN "passkey_id" TEXT COLLATE "C", ADD COLUMN "mfa_proved_at" TIMESTAMPTZ(6);
