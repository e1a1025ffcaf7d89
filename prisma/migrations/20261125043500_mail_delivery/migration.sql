-- AlterTable
ALTER TABLE "invites" ADD COLUMN "reminded_at" TIMESTAMPTZ(6);

-- CreateTable
CREATE TABLE "undeliverable_addresses" (
    "email" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "undeliverable_addresses_pkey" PRIMARY KEY ("email")
);

-- CreateTable
CREATE TABLE "webhook_deliveries" (
    "id" TEXT COLLATE "C" NOT NULL,
    "received_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "webhook_deliveries_pkey" PRIMARY KEY ("id")
);

-- What schema.prisma cannot say (the names are listed in handwritten.ts).

ALTER TABLE "undeliverable_addresses" ADD CONSTRAINT "undeliverable_addresses_reason_check" CHECK ("reason" IN ('bounced', 'complained'));

-- Invites about to end, for the daily reminders; a tenant has few.
CREATE INDEX "invites_ending_idx" ON "invites" ("tenant_id", "expires_at") WHERE "status" = 'pending' AND "reminded_at" IS NULL;
