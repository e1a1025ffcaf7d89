-- Uploaded images: people's pictures and organizations' logos. New tables and a nullable column, which the old version
-- of the server does not know and does not need to.
SET LOCAL lock_timeout = '2s';

ALTER TABLE "organizations" ADD COLUMN "logo_id" TEXT COLLATE "C";

CREATE TABLE "files" (
    "id" TEXT COLLATE "C" NOT NULL,
    "user_id" TEXT COLLATE "C",
    "tenant_id" TEXT COLLATE "C",
    "organization_id" TEXT COLLATE "C",
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT clock_timestamp(),

    CONSTRAINT "files_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "file_contents" (
    "file_id" TEXT COLLATE "C" NOT NULL,
    "size" INTEGER NOT NULL,
    "bytes" BYTEA NOT NULL,

    CONSTRAINT "file_contents_pkey" PRIMARY KEY ("file_id","size")
);

CREATE INDEX "files_user_id_idx" ON "files"("user_id");

CREATE INDEX "files_tenant_id_organization_id_idx" ON "files"("tenant_id", "organization_id");
